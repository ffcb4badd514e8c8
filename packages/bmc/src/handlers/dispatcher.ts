import {
  ByteWriter,
  bodyPrefix,
  CompletionCode,
  closeSession,
  decodeFromBytes,
  encodeLanResponse,
  type LanRequest,
  type LanResponse,
  setSessionPrivilegeLevel,
} from "@ruipmi/core/wire";
import { withWrongChecksum } from "../deviant-bytes.ts";
import type { BmcHost } from "../host.ts";
import { respondTo } from "../respond-to.ts";
import type { OpenSession } from "../session/session.ts";
import { tryDecode } from "../try-decode.ts";
import type { Millis, PeerKey } from "../types.ts";
import { CommandRefusal, type HandlerContext, type HandlerEntry, type RawAnswer } from "./handler.ts";
import type { HandlerTable } from "./handler-table.ts";

/** Where a request came from. */
export interface RequestOrigin {
  readonly session: OpenSession | undefined;
  readonly peer: PeerKey;
  readonly now: Millis;
}

/** One of a request's answers. */
export interface AnswerMessage {
  /** The LAN message. */
  readonly message: Uint8Array;
  /** Milliseconds from the request until it leaves. */
  readonly delay: Millis;
}

/** A request's answers, in the order they are to be sent. */
export interface ExecutedRequest {
  readonly messages: readonly AnswerMessage[];
  readonly completionCode: number;
  /** Whether a handler was called, or the request was turned away before. */
  readonly executed: boolean;
}

/** Takes a request to its handler: privilege, body, response. Every request gets exactly one answer of its own. */
export class Dispatcher {
  readonly #host: BmcHost;
  readonly #handlers: HandlerTable;

  constructor(host: BmcHost, handlers: HandlerTable) {
    this.#host = host;
    this.#handlers = handlers;
  }

  /** Executes a request. */
  execute(request: LanRequest, origin: RequestOrigin): ExecutedRequest {
    const before: AnswerMessage[] = [];
    const after: AnswerMessage[] = [];
    const message = (response: LanResponse, delay: Millis = 0): AnswerMessage => ({
      message: this.#encode(response, origin.session !== undefined),
      // A day is as long as any time here may be; what is no number is none.
      delay: delay > 0 ? Math.min(delay, longestDelay) : 0,
    });
    const context: HandlerContext = {
      now: origin.now,
      peer: origin.peer,
      session: origin.session === undefined ? undefined : sessionOf(origin.session),
      device: this.#host.config.device,
      message: request,
      deliver: (response, when, delay) => {
        (when === "before" ? before : after).push(message(response, delay));
      },
    };
    const entry = this.#handlers.find(request.netFn, request.cmd, request.data);
    const turnedAway = this.#turnAway(request, entry, origin.session);
    const answer = turnedAway === undefined ? this.#run(request, entry, context) : { completionCode: turnedAway };
    const own = message(respondTo(request, answer.completionCode, answer.data), answer.delay);
    return {
      messages: [...before, own, ...after],
      completionCode: answer.completionCode,
      executed: turnedAway === undefined,
    };
  }

  /** The completion code for what is not executed at all. */
  #turnAway(
    request: LanRequest,
    entry: HandlerEntry | undefined,
    session: OpenSession | undefined,
  ): number | undefined {
    if (session === undefined) return entry?.outsideSession ? undefined : CompletionCode.insufficientPrivilege;
    const { busy, commandTimeout } = this.#host.config.faults;
    if (busy && !isSessionCommand(request)) return CompletionCode.nodeBusy;
    if (commandTimeout && !isSessionCommand(request)) return CompletionCode.timeout;
    if (entry === undefined) return this.#handlers.rawHandler ? undefined : CompletionCode.invalidCommand;
    if (request.rsLun !== (entry.command.lun ?? 0)) return CompletionCode.invalidForLun;
    // GCAC and GCCS need no privilege, with a session no more than without.
    if (entry.outsideSession) return undefined;
    return session.privilegeLevel < entry.privilegeLevel ? CompletionCode.insufficientPrivilege : undefined;
  }

  #run(request: LanRequest, entry: HandlerEntry | undefined, context: HandlerContext): RawAnswer {
    try {
      if (entry !== undefined) return runHandler(entry, request, context);
      const { netFn, cmd, data } = request;
      const answer = this.#handlers.rawHandler?.({ netFn, cmd, data }, context);
      return answer ?? { completionCode: CompletionCode.invalidCommand };
    } catch (error) {
      // A handler of the user's own may fail; what comes over the network must not end the process by that.
      this.#host.event({ type: "handlerFailed", netFn: request.netFn, cmd: request.cmd, error });
      return { completionCode: CompletionCode.unspecifiedError };
    }
  }

  #encode(response: LanResponse, inSession: boolean): Uint8Array {
    const writer = new ByteWriter(response.data.length + 8);
    encodeLanResponse(response, writer);
    const message = writer.toBytes();
    return inSession && this.#host.config.faults.nochecksumcheck ? withWrongChecksum(message) : message;
  }
}

const longestDelay: Millis = 86_400_000;

function runHandler(entry: HandlerEntry, request: LanRequest, context: HandlerContext): RawAnswer {
  const { command } = entry;
  const prefix = bodyPrefix(command);
  const bytes = request.data.subarray(prefix.length);
  const body = tryDecode(() => ({ value: decodeFromBytes(command.request, bytes, command.name) }));
  if (body === undefined) return { completionCode: CompletionCode.requestDataLengthInvalid, data: prefix };
  const result = entry.handler(body.value, context);
  if (result instanceof CommandRefusal) {
    return { completionCode: result.completionCode, data: Uint8Array.of(...prefix, ...result.data) };
  }
  const writer = new ByteWriter().bytes(prefix);
  command.response.encode(result, writer, body.value);
  return { completionCode: CompletionCode.completedNormally, data: writer.toBytes() };
}

function sessionOf(session: OpenSession): HandlerContext["session"] {
  return {
    sessionId: session.sessionId,
    username: session.username.slice(),
    privilegeLevel: session.privilegeLevel,
    privilegeLimit: session.privilegeLimit,
    cipherSuiteId: session.suite.id,
  };
}

function isSessionCommand({ netFn, cmd }: LanRequest): boolean {
  return [setSessionPrivilegeLevel, closeSession].some((command) => command.netFn === netFn && command.cmd === cmd);
}
