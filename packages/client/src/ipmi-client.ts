import {
  ApiMisuseError,
  type CommandRequest,
  type EngineSnapshot,
  IpmiEngine,
  PrivilegeLevel,
  type Quirk,
  type SessionInfo,
} from "@ruipmi/core";
import {
  type Command,
  CompletionCode,
  type DiscoveredCipherSuites,
  encodeRequestData,
  type GetChannelAuthenticationCapabilitiesResponse,
  hexByte,
  type Procedure,
} from "@ruipmi/core/wire";
import type { AbortSignalLike } from "./abort-signal.ts";
import { type ClientOptions, withEngineConfig } from "./client-options.ts";
import { ClientSession } from "./client-session.ts";
import type { Clock } from "./clock.ts";
import type { ConsoleOptions } from "./console/console-options.ts";
import { openConsole } from "./console/open-console.ts";
import type { SerialConsole } from "./console/serial-console.ts";
import { decodeBody, OutsideSession } from "./outside-session.ts";
import { type RunOptions, runProcedure } from "./procedure-runner.ts";
import { commandRefusedError } from "./refusal-advice.ts";
import type {
  ChannelAuthenticationCapabilitiesOptions,
  ChannelCipherSuitesOptions,
  CloseResult,
  OutsideSessionOptions,
  PingOptions,
  PingResult,
  RawResponse,
  RequestOptions,
} from "./requests.ts";
import { Successor } from "./successor.ts";

/**
 * One remote console talking to one managed system, for one session, with Promises. It knows no runtime: datagrams, time
 * and chance come from the options. Every promise it gives is settled at the latest when the session has ended.
 *
 * @example
 * ```ts
 * await using client = new IpmiClient({ transport, clock, randomBytes, username: "admin", password: "secret" });
 * await client.connect();
 * const device = await client.request(getDeviceId);
 * ```
 */
export class IpmiClient {
  static {
    // Where a runtime has no such symbol yet, compilers and polyfills agree on the registered one.
    if (Symbol.asyncDispose === undefined) {
      const value = function (this: IpmiClient): Promise<unknown> {
        return this.close();
      };
      Object.defineProperty(IpmiClient.prototype, Symbol.for("Symbol.asyncDispose"), { value });
    }
  }

  readonly #engine: IpmiEngine;
  readonly #clock: Clock;
  readonly #session: ClientSession;
  readonly #outside: OutsideSession;
  readonly #hasUsername: boolean;
  readonly #port: number | undefined;
  readonly #quirks: readonly Quirk[];
  readonly #successor: Successor;

  /**
   * Checks everything and sends nothing.
   *
   * @throws `ApiMisuseError` that names the option and what it may be; a name, password or key is never cut to fit
   */
  constructor(options: ClientOptions) {
    const { transport, clock, onEvent } = options;
    const engine = withEngineConfig(options, (config) => new IpmiEngine(config));
    this.#engine = engine;
    this.#clock = clock;
    this.#session = new ClientSession({ engine, transport, clock, onEvent });
    this.#outside = new OutsideSession(this.#session.requests, options.privilegeLevel ?? PrivilegeLevel.administrator);
    this.#hasUsername = options.username !== undefined;
    this.#port = transport.port;
    this.#quirks = options.quirks ?? [];
    this.#successor = new Successor(options.makeAnother);
  }

  /** The open session; `undefined` before it opened and after it ended. */
  get session(): SessionInfo | undefined {
    return this.#session.info;
  }

  /** When the session has ended, for whatever reason. Never rejected. */
  get closed(): Promise<CloseResult> {
    return this.#session.closed;
  }

  /**
   * Opens the session. Further calls give the same promise: a client opens one session in its life.
   *
   * @returns what was agreed on
   * @throws `AuthenticationError`, `RefusalError`, `NetworkError`: why there is no session; whatever else was asked for
   * meanwhile fails with the same. `SessionLostError` when it was aborted or closed before it opened. `ApiMisuseError`
   * without a user name.
   */
  connect(options: { readonly signal?: AbortSignalLike } = {}): Promise<SessionInfo> {
    if (!this.#hasUsername) {
      const text = 'connect() needs a username in the options; the null user is username: ""';
      return Promise.reject(new ApiMisuseError("invalidArgument", text));
    }
    return this.#session.open(options.signal);
  }

  /**
   * Sends a command in the session and reads its response. Before the session is open it waits for that.
   *
   * @param command - what to send
   * @param body - the request's body; left out for commands that have none
   * @returns the response's body
   * @throws `RefusalError` for a completion code other than 00h, by name and with advice; otherwise as {@link raw}. See
   * {@link mayHaveExecuted} before repeating what failed.
   *
   * @example
   * ```ts
   * const { firmwareRevision } = await client.request(getDeviceId, undefined, { timeout: 2000 });
   * ```
   */
  request<Res>(command: Command<void, Res>, body?: undefined, options?: RequestOptions): Promise<Res>;
  /** Sends a command whose request has a body. */
  request<Req, Res>(command: Command<Req, Res>, body: Req, options?: RequestOptions): Promise<Res>;
  async request<Req, Res>(command: Command<Req, Res>, body: Req, options: RequestOptions = {}): Promise<Res> {
    const { netFn, cmd, name, lun } = command;
    const data = encodeRequestData(command, body);
    const response = await this.#send(name, netFn, cmd, data, lun === undefined ? options : { lun, ...options });
    if (response.completionCode !== CompletionCode.completedNormally) throw commandRefusedError(command, response);
    return decodeBody(command, response.data, body);
  }

  /**
   * Sends any command in the session, as numbers and bytes.
   *
   * @param netFn - network function, even, 0 to 62
   * @param cmd - command number, 0 to 255
   * @param data - request data
   * @returns the answer, whatever its completion code
   * @throws `NetworkError` after the last try or the timeout; `SessionLostError` when the session ended or the request was
   * withdrawn; what `connect()` failed with; `ApiMisuseError` for what cannot be sent, or before `connect()`
   */
  raw(netFn: number, cmd: number, data?: Uint8Array, options: RequestOptions = {}): Promise<RawResponse> {
    return this.#send(
      `the raw command ${hexByte(netFn)} ${hexByte(cmd)}`,
      netFn,
      cmd,
      data ?? new Uint8Array(0),
      options,
    );
  }

  /** Asks with an ASF presence ping whether there is a managed system; needs no session (IPMI v2.0 §13.2.3). */
  ping(options: PingOptions = {}): Promise<PingResult> {
    return this.#outside.ping(options);
  }

  /**
   * Sends a command without a session. Nothing protects it: take the answer for a hint.
   *
   * @throws as {@link request}
   */
  requestOutsideSession<Req, Res>(
    command: Command<Req, Res>,
    body: Req,
    options: OutsideSessionOptions = {},
  ): Promise<Res> {
    return this.#outside.request(command, body, options);
  }

  /** What a channel offers, asked without a session; asked again the v1.5 way where the v2.0 way is refused (IPMI v2.0 §22.13). */
  getChannelAuthenticationCapabilities(
    options: ChannelAuthenticationCapabilitiesOptions = {},
  ): Promise<GetChannelAuthenticationCapabilitiesResponse> {
    return this.#outside.getChannelAuthenticationCapabilities(options);
  }

  /**
   * The cipher suites a channel offers, asked without a session, in both framings where one gives no list (IPMI v2.0 §22.15).
   *
   * @throws `NetworkError` when neither is answered, `RefusalError` when the last answer is a refusal,
   * `MalformedMessageError` when there is no list in the answer
   */
  getChannelCipherSuites(options: ChannelCipherSuitesOptions = {}): Promise<DiscoveredCipherSuites> {
    return this.#outside.getChannelCipherSuites(options);
  }

  /**
   * Runs a procedure: several commands that belong together.
   *
   * @returns what it comes to
   * @throws what it throws; `SessionLostError` (`cancelled`) when it was aborted
   *
   * @example
   * ```ts
   * const { reached } = await client.run(setPowerState(true), { onProgress: console.log });
   * ```
   */
  run<T>(procedure: Procedure<T>, options: RunOptions = {}): Promise<T> {
    return runProcedure(
      procedure,
      {
        clock: this.#clock,
        call: ({ command, request, options: own }, signal) =>
          this.request(command, request, { ...options.call, ...own, ...(signal && { signal }) }),
      },
      options,
    );
  }

  /**
   * Opens the machine's serial console in the session (Serial over LAN, IPMI v2.0 §15): one at a time, nobody else's.
   *
   * @returns the console; close it, or declare it with `await using`
   * @throws `ConsoleError` when somebody else has it (`consoleInUse`, with who it is) or it is at another UDP port
   * (`consoleElsewhere`); `RefusalError` when it is disabled or the level is too low; `ApiMisuseError` without an open
   * session; otherwise as {@link request}
   *
   * @example
   * ```ts
   * await using console = await client.openConsole({ onEvent: (event) => report(event) });
   * await console.readable.pipeTo(screen);
   * ```
   */
  openConsole(options: ConsoleOptions = {}): Promise<SerialConsole> {
    const run = <T>(procedure: Procedure<T>, runOptions?: RunOptions): Promise<T> => this.run(procedure, runOptions);
    const port = options.port ?? this.#port;
    return openConsole(
      { session: this.#session, clock: this.#clock, run },
      { quirks: this.#quirks, ...options, ...(port === undefined ? {} : { port }) },
    );
  }

  /**
   * Sends a payload of another protocol in the open session. Nothing is awaited or repeated; what comes is a
   * `payloadReceived` event.
   *
   * @param payloadType - 1 to 63, except 2 and 16 to 21 (IPMI v2.0 table 13-16)
   * @throws `ApiMisuseError` without an open session, or for what cannot be sent
   */
  sendPayload(payloadType: number, payload: Uint8Array): void {
    if (this.session === undefined) throw new ApiMisuseError("invalidState", "sendPayload needs an open session");
    this.#session.feed((now) => ({ type: "sendPayload", now, payloadType, payload }));
  }

  /**
   * Ends the session with Close Session and settles everything that waits; in any state, any number of times. Never
   * rejected: a managed system that does not confirm frees the session after its own idle limit.
   */
  close(): Promise<CloseResult> {
    return this.#session.close();
  }

  /**
   * Ends this session, where it has not ended by itself, and opens another with the same managed system: a client of its
   * own, since one client is one session. Nothing is carried over: what had no answer here has failed, {@link closed} names
   * it, and whether it is made again is the caller's to say. While the other is being opened, and while it is open, further
   * calls give the same promise; after a failure they try again.
   *
   * @param options - `signal` gives up the handshake
   * @returns the other client, its session open
   * @throws as {@link connect}; `ApiMisuseError` for a client that was made without `makeAnother`. What `connect()` and
   * `createClient()` of `@ruipmi/transport-node` give is made with it
   *
   * @example
   * ```ts
   * const { error } = await client.closed;
   * if (error?.code === "sessionLost") client = await client.reopen();
   * ```
   */
  reopen(options: { readonly signal?: AbortSignalLike } = {}): Promise<IpmiClient> {
    return this.#successor.open(() => this.close(), options.signal);
  }

  /** The engine's phase, counters and deadlines; never a secret. */
  snapshot(): EngineSnapshot {
    return this.#engine.snapshot();
  }

  /** {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #send(
    what: string,
    netFn: number,
    cmd: number,
    data: Uint8Array,
    { signal, timeout, ...rest }: RequestOptions,
  ): Promise<RawResponse> {
    if (!this.#session.isBegun) {
      throw new ApiMisuseError("invalidState", `${what} needs a session: call connect() before`);
    }
    const request: CommandRequest = { type: "command", netFn, cmd, data, ...rest };
    const waitOptions = { ...(signal && { signal }), ...(timeout !== undefined && { timeout }) };
    const response = await this.#session.requests.send(what, request, waitOptions);
    if (response.type !== "command") throw new Error(`client defect: a command was answered with ${response.type}`);
    const { type: _type, ...answer } = response;
    return answer;
  }
}
