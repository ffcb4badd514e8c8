import {
  type EngineResponse,
  IpmiError,
  MalformedMessageError,
  NetworkError,
  type OutsideSessionCommand,
  RefusalError,
} from "@ruipmi/core";
import {
  type Command,
  CompletionCode,
  type DiscoveredCipherSuites,
  decodeResponseData,
  discoverCipherSuites,
  encodeRequestData,
  type GetChannelAuthenticationCapabilitiesResponse,
  getChannelAuthenticationCapabilities,
  getChannelCipherSuites,
  type OutsideSessionOutcome,
} from "@ruipmi/core/wire";
import type { PendingRequests, WaitOptions } from "./pending-requests.ts";
import { commandRefusedError } from "./refusal-advice.ts";
import { requestError } from "./request-error.ts";
import type {
  ChannelAuthenticationCapabilitiesOptions,
  ChannelCipherSuitesOptions,
  OutsideSessionOptions,
  PingOptions,
  PingResult,
} from "./requests.ts";

type ResponseOf<Type extends EngineResponse["type"]> = Extract<EngineResponse, { readonly type: Type }>;

/** The channel that the request comes in on (IPMI v2.0 §6.3). */
const thisChannel = 0x0e;

/** What can be asked of a managed system without a session. Nothing of it is authenticated: answers are hints. */
export class OutsideSession {
  readonly #requests: PendingRequests;
  readonly #privilegeLevel: number;

  constructor(requests: PendingRequests, privilegeLevel: number) {
    this.#requests = requests;
    this.#privilegeLevel = privilegeLevel;
  }

  async ping({ retry, ...options }: PingOptions): Promise<PingResult> {
    const request = { type: "presencePing", ...(retry && { retry }) } as const;
    const response = await this.#requests.send("the presence ping", request, options);
    const { pong, attempts, elapsed } = response as ResponseOf<"presencePong">;
    return { pong, attempts, elapsed };
  }

  async request<Req, Res>(command: Command<Req, Res>, body: Req, options: OutsideSessionOptions): Promise<Res> {
    const { framing = "ipmi15", ...rest } = options;
    const { netFn, cmd, name } = command;
    const data = encodeRequestData(command, body);
    const response = await this.#send(name, { framing, netFn, cmd, data }, rest);
    if (response.completionCode !== CompletionCode.completedNormally) throw commandRefusedError(command, response);
    return decodeBody(command, response.data, body);
  }

  async getChannelAuthenticationCapabilities(
    options: ChannelAuthenticationCapabilitiesOptions,
  ): Promise<GetChannelAuthenticationCapabilitiesResponse> {
    const { channelNumber = thisChannel, privilegeLevel = this.#privilegeLevel, ...rest } = options;
    const command = getChannelAuthenticationCapabilities;
    const body = { channelNumber, privilegeLevel, extendedCapabilities: true };
    try {
      return await this.request(command, body, rest);
    } catch (error) {
      // Some v1.5 managed systems take the bit that asks for v2.0 data for a mistake.
      const isRefused = error instanceof RefusalError && error.completionCode === CompletionCode.invalidDataField;
      if (!isRefused) throw error;
      return this.request(command, { ...body, extendedCapabilities: false }, rest);
    }
  }

  async getChannelCipherSuites(options: ChannelCipherSuitesOptions): Promise<DiscoveredCipherSuites> {
    const { channelNumber, payloadType, ...rest } = options;
    const discovery = discoverCipherSuites(channelNumber, payloadType);
    let silence: unknown;
    let step = discovery.next();
    while (!step.done) {
      let outcome: OutsideSessionOutcome;
      try {
        outcome = await this.#send(getChannelCipherSuites.name, step.value, rest);
      } catch (error) {
        // Silence is an answer to the discovery; whatever else went wrong ends it.
        if (!(error instanceof NetworkError) || error.code !== "timeout" || options.signal?.aborted) throw error;
        silence = error;
        outcome = { failed: true };
      }
      step = discovery.next(outcome);
    }
    const found = step.value;
    if (found.failure === undefined) return found;
    const { reason, completionCode, message } = found.failure;
    if (reason === "refused") throw commandRefusedError(getChannelCipherSuites, { completionCode: completionCode! });
    if (reason === "silent" && silence !== undefined) throw silence;
    const { name } = getChannelCipherSuites;
    throw requestError(new MalformedMessageError(`${name} response: list`, 1, message), name, false);
  }

  async #send(
    what: string,
    command: OutsideSessionCommand,
    { retry, ...options }: WaitOptions & Pick<OutsideSessionOptions, "retry">,
  ): Promise<ResponseOf<"outsideSession">> {
    const request = { type: "outsideSession", ...command, ...(retry && { retry }) } as const;
    return (await this.#requests.send(what, request, options)) as ResponseOf<"outsideSession">;
  }
}

/** A response that cannot be read is an answer all the same: the command was executed. */
export function decodeBody<Req, Res>(command: Command<Req, Res>, data: Uint8Array, request: Req): Res {
  try {
    return decodeResponseData(command, data, request);
  } catch (error) {
    if (error instanceof IpmiError) throw Object.assign(error, { mayHaveExecuted: true, command: command.name });
    throw error;
  }
}
