import type { Procedure } from "@ruipmi/commands";
import {
  ApiMisuseError,
  type CommandRequest,
  type EngineEvent,
  type EngineSnapshot,
  IpmiEngine,
  type IpmiError,
  PrivilegeLevel,
  type SessionInfo,
} from "@ruipmi/core";
import {
  type Command,
  CompletionCode,
  type DiscoveredCipherSuites,
  type GetChannelAuthenticationCapabilitiesResponse,
} from "@ruipmi/core/wire";
import { type AbortSignalLike, cancelledError } from "./abort-signal.ts";
import { type ClientOptions, withEngineConfig } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import { encodeRequestData } from "./command-bodies.ts";
import { Deferred } from "./deferred.ts";
import { EngineHost } from "./engine-host.ts";
import { decodeBody, OutsideSession } from "./outside-session.ts";
import { PendingRequests } from "./pending-requests.ts";
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

  /** When the session has ended, for whatever reason. Never rejected. */
  readonly closed: Promise<CloseResult>;
  readonly #engine: IpmiEngine;
  readonly #clock: Clock;
  readonly #onEvent: ((event: EngineEvent) => void) | undefined;
  readonly #host: EngineHost;
  readonly #requests: PendingRequests;
  readonly #outside: OutsideSession;
  readonly #hasUsername: boolean;
  readonly #closed = new Deferred<CloseResult>();
  #opened: Deferred<SessionInfo> | undefined;
  #session: SessionInfo | undefined;
  #isClosing = false;

  /**
   * Checks everything and sends nothing.
   *
   * @throws `ApiMisuseError` that names the option and what it may be; a name, password or key is never cut to fit
   */
  constructor(options: ClientOptions) {
    this.#engine = withEngineConfig(options, (config) => new IpmiEngine(config));
    this.#clock = options.clock;
    this.#onEvent = options.onEvent;
    this.#hasUsername = options.username !== undefined;
    this.closed = this.#closed.promise;
    this.#host = new EngineHost({
      engine: this.#engine,
      transport: options.transport,
      clock: options.clock,
      onEvent: (event) => this.#handleEvent(event),
      isBusy: () => this.#isBusy(),
    });
    this.#requests = new PendingRequests(this.#host, options.clock);
    this.#outside = new OutsideSession(this.#requests, options.privilegeLevel ?? PrivilegeLevel.administrator);
  }

  /** The open session; `undefined` before it opened and after it ended. */
  get session(): SessionInfo | undefined {
    return this.#session;
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
    const { signal } = options;
    // Aborted before anything was sent: then nothing is.
    if (signal?.aborted === true && this.#opened === undefined) this.#host.close(cancelledError("connect()", signal));
    const opened = this.#opened ?? this.#open();
    if (signal !== undefined) this.#abortWith(signal, opened);
    return opened.promise;
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
    return this.#send("the raw command", netFn, cmd, data ?? new Uint8Array(0), options);
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
        call: ({ command, request, options: { bridge, lun, timeout } }, signal) =>
          this.request(command, request, {
            ...(signal && { signal }),
            ...(bridge && { bridge }),
            ...(lun !== undefined && { lun }),
            ...(timeout !== undefined && { timeout }),
          }),
      },
      options,
    );
  }

  /**
   * Sends a payload of another protocol in the open session. Nothing is awaited or repeated; what comes is a
   * `payloadReceived` event.
   *
   * @param payloadType - 1 to 63, except 2 and 16 to 21 (IPMI v2.0 table 13-16)
   * @param options - `retransmission`: the same payload was sent before
   * @throws `ApiMisuseError` without an open session, or for what cannot be sent
   */
  sendPayload(payloadType: number, payload: Uint8Array, options: { readonly retransmission?: boolean } = {}): void {
    if (this.#session === undefined) throw new ApiMisuseError("invalidState", "sendPayload needs an open session");
    const { retransmission = false } = options;
    this.#host.feed((now) => ({ type: "sendPayload", now, payloadType, payload, retransmission }));
  }

  /**
   * Ends the session with Close Session and settles everything that waits; in any state, any number of times. Never
   * rejected: a managed system that does not confirm frees the session after its own idle limit.
   */
  close(): Promise<CloseResult> {
    this.#isClosing = true;
    this.#host.close();
    return this.closed;
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
    if (this.#opened === undefined && this.#host.endError === undefined) {
      throw new ApiMisuseError("invalidState", `${what} needs a session: call connect() before`);
    }
    const request: CommandRequest = { type: "command", netFn, cmd, data, ...rest };
    const waitOptions = { ...(signal && { signal }), ...(timeout !== undefined && { timeout }) };
    const response = await this.#requests.send(what, request, waitOptions);
    if (response.type !== "command") throw new Error(`client defect: a command was answered with ${response.type}`);
    const { type: _type, ...answer } = response;
    return answer;
  }

  #open(): Deferred<SessionInfo> {
    const opened = new Deferred<SessionInfo>();
    this.#opened = opened;
    // Whoever awaits a request instead of this promise hears of the failure there.
    opened.promise.catch(() => {});
    const { endError } = this.#host;
    if (endError === undefined) this.#host.feed((now) => ({ type: "openSession", now }));
    else opened.reject(endError);
    return opened;
  }

  #abortWith(signal: AbortSignalLike, opened: Deferred<SessionInfo>): void {
    if (opened.isSettled) return;
    const abort = (): void => {
      if (!opened.isSettled) this.#host.close(cancelledError("connect()", signal));
    };
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort);
    const release = (): void => signal.removeEventListener("abort", abort);
    opened.promise.then(release, release);
  }

  #isBusy(): boolean {
    if (this.#opened?.isSettled === false) return true;
    return this.#requests.size > 0 || (this.#isClosing && !this.#closed.isSettled);
  }

  #handleEvent(event: EngineEvent): void {
    switch (event.type) {
      case "sessionOpened":
        this.#session = event.session;
        this.#opened?.resolve(event.session);
        break;
      case "response":
      case "requestFailed":
        this.#requests.settle(event);
        break;
      case "sessionClosed":
        this.#session = undefined;
        this.#opened?.reject(this.#host.endError as IpmiError);
        this.#closed.resolve({ confirmed: event.confirmed });
        break;
      case "phaseChanged":
        if (event.to === "awaitCloseSession") this.#session = undefined;
        break;
    }
    this.#tell(event);
  }

  #tell(event: EngineEvent): void {
    try {
      this.#onEvent?.(event);
    } catch (error) {
      // A mistake in a listener is its owner's: it must be seen, and must not end up in somebody's request.
      this.#clock.setTimer(0, () => {
        throw error;
      });
    }
  }
}
