import {
  ApiMisuseError,
  type EngineEvent,
  type Input,
  type IpmiEngine,
  type IpmiError,
  type SessionClosedEvent,
  type SessionInfo,
} from "@ruipmi/core";
import { type AbortSignalLike, cancelledError } from "./abort-signal.ts";
import type { Clock } from "./clock.ts";
import type { DatagramTransport } from "./datagram-transport.ts";
import { Deferred } from "./deferred.ts";
import { EngineHost } from "./engine-host.ts";
import { PendingRequests } from "./pending-requests.ts";
import type { CloseResult } from "./requests.ts";

/** What a client's session is made of. */
export interface ClientSessionParts {
  /** The engine, driven by nobody else. */
  readonly engine: IpmiEngine;
  /** Its way to the managed system. */
  readonly transport: DatagramTransport;
  /** Its time. */
  readonly clock: Clock;
  /** Hears every event. */
  readonly onEvent: ((event: EngineEvent) => void) | undefined;
}

/** What a session carries besides requests, and who takes it. */
export interface PayloadConsumer {
  /** The payload type it takes (IPMI v2.0 table 13-16). */
  readonly payloadType: number;
  /** One arrived. */
  receive(payload: Uint8Array): void;
  /** The session has ended: nothing more comes, and nothing leaves. */
  sessionClosed(reason: SessionClosedEvent["reason"]): void;
}

/** The life of the one session of a client: opened once, closed once, and every promise between settled by its events. */
export class ClientSession {
  /** The promises of what was asked. */
  readonly requests: PendingRequests;
  readonly #host: EngineHost;
  readonly #clock: Clock;
  readonly #onEvent: ((event: EngineEvent) => void) | undefined;
  readonly #closed = new Deferred<CloseResult>();
  #opened: Deferred<SessionInfo> | undefined;
  #info: SessionInfo | undefined;
  #isClosing = false;
  #consumer: PayloadConsumer | undefined;

  constructor({ engine, transport, clock, onEvent }: ClientSessionParts) {
    this.#clock = clock;
    this.#onEvent = onEvent;
    this.#host = new EngineHost({
      engine,
      transport,
      clock,
      onEvent: (event) => this.#handleEvent(event),
      isBusy: () => this.#isBusy(),
    });
    this.requests = new PendingRequests(this.#host, clock);
  }

  /** What was agreed on, while the session is open. */
  get info(): SessionInfo | undefined {
    return this.#info;
  }

  /** Settled when the session has ended. */
  get closed(): Promise<CloseResult> {
    return this.#closed.promise;
  }

  /** Whether it was opened or closed: before that, a request would wait for ever. */
  get isBegun(): boolean {
    return this.#opened !== undefined || this.#host.endError !== undefined;
  }

  /** Gives the engine an input. */
  feed(makeInput: (now: number) => Input): void {
    this.#host.feed(makeInput);
  }

  /**
   * Hands the payloads of a type to somebody, one at a time.
   *
   * @returns what ends that
   * @throws `ApiMisuseError` while somebody else takes them
   */
  consume(consumer: PayloadConsumer): () => void {
    if (this.#consumer !== undefined) {
      throw new ApiMisuseError("invalidState", "a client has one serial console at a time: close the other before");
    }
    this.#consumer = consumer;
    return () => {
      if (this.#consumer === consumer) this.#consumer = undefined;
    };
  }

  /** Opens it, or gives the promise of when that was done before. Each signal can end the handshake. */
  open(signal: AbortSignalLike | undefined): Promise<SessionInfo> {
    // Aborted before anything was sent: then nothing is.
    if (signal?.aborted === true && this.#opened === undefined) this.#host.close(cancelledError("connect()", signal));
    const opened = this.#opened ?? this.#begin();
    if (signal !== undefined) this.#abortWith(signal, opened);
    return opened.promise;
  }

  /** Ends it. */
  close(): Promise<CloseResult> {
    this.#isClosing = true;
    this.#host.close();
    return this.closed;
  }

  #begin(): Deferred<SessionInfo> {
    const opened = new Deferred<SessionInfo>();
    this.#opened = opened;
    // Whoever awaits a request instead of this promise hears of the failure there.
    opened.promise.catch(() => {});
    this.#host.whenReady(() => {
      const { endError } = this.#host;
      if (endError !== undefined) return opened.reject(endError);
      try {
        this.#host.feed((now) => ({ type: "openSession", now }));
      } catch (error) {
        opened.reject(error); // the source of random bytes failed
      }
    });
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
    if (this.#opened?.isSettled === false || this.#consumer !== undefined) return true;
    return this.requests.size > 0 || (this.#isClosing && !this.#closed.isSettled);
  }

  #handleEvent(event: EngineEvent): void {
    switch (event.type) {
      case "sessionOpened":
        this.#info = event.session;
        this.#opened?.resolve(event.session);
        break;
      case "response":
      case "requestFailed":
        this.requests.settle(event);
        break;
      case "sessionClosed":
        this.#info = undefined;
        this.#opened?.reject(this.#host.endError as IpmiError);
        this.#closed.resolve(this.#closeResult(event));
        this.#consumer?.sessionClosed(event.reason);
        break;
      case "payloadReceived":
        if (event.payloadType === this.#consumer?.payloadType) this.#consumer.receive(event.payload);
        break;
      case "phaseChanged":
        if (event.to === "awaitCloseSession") this.#info = undefined;
        break;
    }
    this.#tell(event);
  }

  #closeResult({ confirmed, error }: SessionClosedEvent): CloseResult {
    return { confirmed, unconfirmed: this.requests.unconfirmed, ...(error && { error }) };
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
