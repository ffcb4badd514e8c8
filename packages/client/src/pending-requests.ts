import {
  ApiMisuseError,
  type EngineRequest,
  type EngineResponse,
  type IpmiError,
  type Millis,
  NetworkError,
  type RequestFailedEvent,
  type ResponseEvent,
} from "@ruipmi/core";
import { type AbortSignalLike, cancelledError } from "./abort-signal.ts";
import type { Clock } from "./clock.ts";
import type { EngineHost } from "./engine-host.ts";
import { requestError } from "./request-error.ts";

/** What ends a request early. */
export interface WaitOptions {
  /** Withdraws it: it fails with `cancelled`. */
  readonly signal?: AbortSignalLike;
  /** Milliseconds on the client's clock, 1 to 86400000, after which it fails with `timeout`, whatever the tries. */
  readonly timeout?: Millis;
}

interface Waiting {
  /** What was asked for. */
  readonly command: string;
  readonly isInSession: boolean;
  resolve(response: EngineResponse): void;
  reject(error: unknown): void;
  /** Takes back listener and timer. */
  release(): void;
  /** Makes the error it was withdrawn for, told whether it was sent; the engine only knows that it was withdrawn. */
  withdrawnFor: ((wasSent: boolean) => IpmiError) | undefined;
  /** Whether the engine has heard of it. */
  isFed: boolean;
}

/** So many are remembered: whoever gives up that often looks at each error. */
const maxUnconfirmed = 256;

/** The promises of the requests that an engine has not settled yet. */
export class PendingRequests {
  readonly #host: EngineHost;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, Waiting>();
  readonly #unconfirmed: string[] = [];
  #lastRequestId = 0;

  constructor(host: EngineHost, clock: Clock) {
    this.#host = host;
    this.#clock = clock;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** The commands of the session that were sent and had no answer, the last 256 of them, in the order of giving up. */
  get unconfirmed(): readonly string[] {
    return [...this.#unconfirmed];
  }

  /** Asks the engine; the promise is settled by {@link settle}. */
  send(what: string, request: EngineRequest, options: WaitOptions): Promise<EngineResponse> {
    return new Promise((resolve, reject) => {
      requireTimeout(options.timeout);
      if (options.signal?.aborted) throw requestError(cancelledError(what, options.signal), what, false);
      if (this.#host.endError !== undefined) throw requestError(this.#host.endError, what, false);
      const requestId = ++this.#lastRequestId;
      const isInSession = request.type === "command";
      const waiting: Waiting = {
        command: what,
        isInSession,
        resolve,
        reject,
        release: () => {},
        withdrawnFor: undefined,
        isFed: false,
      };
      this.#waiting.set(requestId, waiting);
      waiting.release = this.#watch(what, requestId, options);
      // What the session carries waits in the engine, where there is room for so many and no more.
      if (isInSession) this.#feed(requestId, request);
      else this.#host.whenReady(() => this.#feed(requestId, request));
    });
  }

  /** Settles the promise that an event is about. */
  settle(event: ResponseEvent | RequestFailedEvent): void {
    const waiting = this.#take(event.requestId as number);
    if (waiting === undefined) return;
    if (event.type === "response") return waiting.resolve(event.response);
    const { command, isInSession, withdrawnFor } = waiting;
    const { mayHaveExecuted } = event;
    if (mayHaveExecuted && isInSession) this.#noteUnconfirmed(command);
    waiting.reject(requestError(withdrawnFor?.(mayHaveExecuted) ?? event.error, command, mayHaveExecuted));
  }

  #noteUnconfirmed(command: string): void {
    if (this.#unconfirmed.length === maxUnconfirmed) this.#unconfirmed.shift();
    this.#unconfirmed.push(command);
  }

  #feed(requestId: number, request: EngineRequest): void {
    const waiting = this.#waiting.get(requestId);
    if (waiting === undefined) return; // withdrawn while the transport started
    waiting.isFed = true;
    try {
      this.#host.feed((now) => ({ type: "request", now, requestId, request }));
    } catch (error) {
      // The engine did not take it, so no event will come.
      this.#take(requestId)?.reject(error);
    }
    // The transport may have failed to start, or the client was closed: then the engine never heard of the request.
    const { endError } = this.#host;
    if (endError !== undefined) this.#take(requestId)?.reject(requestError(endError, waiting.command, false));
  }

  #watch(what: string, requestId: number, { signal, timeout }: WaitOptions): () => void {
    const releases: (() => void)[] = [];
    if (signal !== undefined) {
      const abort = (): void => this.#withdraw(requestId, () => cancelledError(what, signal));
      signal.addEventListener("abort", abort);
      releases.push(() => signal.removeEventListener("abort", abort));
    }
    if (timeout !== undefined) {
      const expire = (): void => this.#withdraw(requestId, (wasSent) => timeoutError(what, timeout, wasSent));
      releases.push(this.#clock.setTimer(timeout, expire));
    }
    return () => {
      for (const release of releases) release();
    };
  }

  #withdraw(requestId: number, error: (wasSent: boolean) => IpmiError): void {
    const waiting = this.#waiting.get(requestId);
    if (waiting === undefined) return;
    if (!waiting.isFed) return this.#take(requestId)?.reject(requestError(error(false), waiting.command, false));
    waiting.withdrawnFor = error;
    this.#host.feed((now) => ({ type: "cancelRequest", now, requestId }));
  }

  #take(requestId: number): Waiting | undefined {
    const waiting = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    waiting?.release();
    return waiting;
  }
}

function timeoutError(what: string, timeout: Millis, wasSent: boolean): NetworkError {
  const seconds = (timeout / 1000).toFixed(1);
  const problem = wasSent
    ? "had no answer"
    : "was not even sent (others were in flight, lost answers kept its sequence number, or nothing was open yet)";
  return new NetworkError("timeout", `${what} ${problem} within its timeout of ${seconds} s`, wasSent ? 1 : 0, timeout);
}

function requireTimeout(timeout: Millis | undefined): void {
  if (timeout === undefined || (timeout >= 1 && timeout <= 86_400_000)) return;
  throw new ApiMisuseError("invalidArgument", `timeout is 1 to 86400000 milliseconds, not ${timeout}`);
}
