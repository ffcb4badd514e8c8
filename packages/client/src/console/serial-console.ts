import {
  closeSol,
  type OpenedSol,
  type RequestId,
  SessionLostError,
  type SolClosedEvent,
  SolEngine,
  type SolEvent,
  type SolInput,
  type SolOperation,
  type SolSnapshot,
  type SolTransmitOutput,
  solSessionId,
} from "@ruipmi/core";
import type { Procedure } from "@ruipmi/core/wire";
import type { Clock } from "../clock.ts";
import { Deferred } from "../deferred.ts";
import { EngineDriver } from "../engine-driver.ts";
import type { ConsoleOptions } from "./console-options.ts";
import { ReceivedBytes } from "./received-bytes.ts";
import { TypedBytes } from "./typed-bytes.ts";
import { type ReadableBytes, runtimeStreams, type WritableBytes } from "./web-streams.ts";

/** How a serial console ended. */
export type ConsoleClosed = Omit<SolClosedEvent, "type">;

/** What a serial console is made of. */
export interface SerialConsoleParts {
  /** What was activated. */
  readonly opened: OpenedSol;
  /** How it was asked for. */
  readonly options: ConsoleOptions;
  /** The managed system's ID of the session. */
  readonly sessionId: number;
  /** Its time. */
  readonly clock: Clock;
  /** Sends a SOL payload in the session; dropped where that has ended. */
  readonly send: (payload: Uint8Array) => void;
  /** Runs a procedure in the session. */
  readonly run: <T>(procedure: Procedure<T>) => Promise<T>;
  /** Takes no more payloads. */
  readonly detach: () => void;
}

/**
 * The serial console of a machine, in a client's session: what it prints is read, what is written is typed. Everything
 * that waits is settled at the latest when the session has ended.
 *
 * @example
 * ```ts
 * await using console = await client.openConsole();
 * const writer = console.writable.getWriter();
 * await writer.write(Uint8Array.of(0x0d));
 * const { value } = await console.readable.getReader().read();
 * ```
 */
export class SerialConsole {
  static {
    // Where a runtime has no such symbol yet, compilers and polyfills agree on the registered one.
    if (Symbol.asyncDispose === undefined) {
      const value = function (this: SerialConsole): Promise<unknown> {
        return this.close();
      };
      Object.defineProperty(SerialConsole.prototype, Symbol.for("Symbol.asyncDispose"), { value });
    }
  }

  /** Which of the machine's consoles it is, 1–15. */
  readonly instance: number;
  readonly #parts: SerialConsoleParts;
  readonly #engine: SolEngine;
  readonly #driver: EngineDriver<SolInput, SolTransmitOutput, SolEvent>;
  readonly #received: ReceivedBytes;
  readonly #typed: TypedBytes;
  readonly #operations = new Map<RequestId, Deferred<void>>();
  readonly #ended = new Deferred<ConsoleClosed>();
  #lastOperationId = 0;
  /** Whether the managed system tells truly who has the console: it did so when it was opened. */
  #tellsHolder = false;
  #deactivated: Promise<void> | undefined;

  /** @internal */
  constructor(parts: SerialConsoleParts) {
    const { opened, options, clock } = parts;
    const { sendBuffer, receiveWindow, retry, silenceInterval, quirks } = options;
    const given = { sendBuffer, receiveWindow, retry, silenceInterval, quirks };
    const config = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    this.instance = opened.instance;
    this.#parts = parts;
    this.#engine = new SolEngine({ inboundPayloadSize: opened.inboundPayloadSize, ...config });
    this.#driver = new EngineDriver<SolInput, SolTransmitOutput, SolEvent>(this.#engine, clock, {
      transmit: ({ payload }) => parts.send(payload),
      event: (event) => this.#handle(event),
      isBusy: () => true,
    });
    const streams = options.streams ?? runtimeStreams();
    this.#received = new ReceivedBytes(streams, {
      consumed: (count) => this.#driver.feed((now) => ({ type: "consumed", now, count })),
      cancelled: () => this.close(),
    });
    this.#typed = new TypedBytes(streams, {
      room: () => this.#engine.snapshot().room,
      buffered: () => this.#engine.snapshot().buffered,
      type: (characters) => this.#driver.feed((now) => ({ type: "characters", now, characters })),
    });
    // Its time begins now, and with it the silence that it watches for.
    this.#driver.feed((now) => ({ type: "timeout", now }));
  }

  /**
   * What the machine prints: a `ReadableStream<Uint8Array>`. Where nobody reads, the managed system is told to wait. Ends
   * when the console is closed, fails with what ended it otherwise. Cancelling it closes the console.
   */
  get readable(): ReadableBytes {
    return this.#received.stream;
  }

  /**
   * What is typed: a `WritableStream<Uint8Array>`. A write is done when there is room for it; closing it waits until the
   * managed system has accepted everything, and leaves the console open for reading.
   */
  get writable(): WritableBytes {
    return this.#typed.stream;
  }

  /** When the console is over, for whatever reason. Never rejected. */
  get closed(): Promise<ConsoleClosed> {
    return this.#ended.promise;
  }

  /**
   * Sends a serial break, behind all that was typed before; done when the managed system has acknowledged it.
   *
   * @throws what ended the console before that
   */
  sendBreak(): Promise<void> {
    return this.operate({ generateBreak: true });
  }

  /**
   * Does something to the serial port: a break, ring, its lines, flushing what is held; done when it was acknowledged.
   *
   * @throws what ended the console before that
   */
  async operate(operation: SolOperation): Promise<void> {
    if (this.#ended.isSettled) throw closedError();
    const operationId = ++this.#lastOperationId;
    const done = new Deferred<void>();
    this.#operations.set(operationId, done);
    this.#driver.feed((now) => ({ type: "operate", now, operationId, operation }));
    return await done.promise;
  }

  /**
   * Gives the console back with Deactivate Payload and settles everything that waits; any number of times. What was typed
   * and not accepted is lost: close {@link writable} before, to wait for that. Never rejected.
   */
  async close(): Promise<ConsoleClosed> {
    this.#driver.feed((now) => ({ type: "close", now, reason: "requested" }));
    const closed = await this.closed;
    await this.#deactivated;
    return closed;
  }

  /** How the console stands. */
  snapshot(): SolSnapshot {
    return this.#engine.snapshot();
  }

  /** {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** @internal A payload arrived. */
  receive(payload: Uint8Array): void {
    this.#driver.feed((now) => ({ type: "payload", now, payload }));
  }

  /** @internal The session has ended. */
  sessionClosed(wasRequested: boolean): void {
    this.#driver.feed((now) => ({ type: "close", now, reason: wasRequested ? "requested" : "sessionLost" }));
  }

  /** @internal Asks who has the console, which is known now, to know later what the answer is worth. */
  async learnHolder(): Promise<void> {
    this.#tellsHolder = (await this.#holder()) === this.#parts.sessionId;
  }

  #handle(event: SolEvent): void {
    switch (event.type) {
      case "charactersReceived":
        this.#received.push(event.characters);
        break;
      case "charactersAccepted":
        this.#typed.accepted();
        break;
      case "operated":
        this.#operations.get(event.operationId)?.resolve();
        this.#operations.delete(event.operationId);
        break;
      case "operationFailed":
        this.#operations.get(event.operationId)?.reject(event.error);
        this.#operations.delete(event.operationId);
        break;
      case "silent":
        void this.#check();
        break;
      case "closed":
        this.#end(event);
        break;
    }
    this.#tell(event);
  }

  /** Nothing came for a while: another session may have taken the console, and the packet that told it was lost. */
  async #check(): Promise<void> {
    if (!this.#tellsHolder) return;
    const holder = await this.#holder();
    if (holder === undefined || holder === this.#parts.sessionId) return;
    this.#driver.feed((now) => ({ type: "close", now, reason: "takenOver" }));
  }

  /** The session that has the console; `undefined` where nobody says. */
  async #holder(): Promise<number | undefined> {
    try {
      return await this.#parts.run(solSessionId(this.instance));
    } catch {
      // The session tells by itself when it is lost.
      return undefined;
    }
  }

  #end({ type: _type, ...closed }: SolClosedEvent): void {
    const { run, detach } = this.#parts;
    this.#received.end(closed.error);
    this.#typed.end(closed.error ?? closedError());
    // Another's console is not ours to end.
    const isOurs = closed.reason === "requested";
    const gone = isOurs ? run(closeSol(this.instance)).catch(() => {}) : Promise.resolve();
    this.#deactivated = gone.then(() => {
      detach();
      this.#driver.stop();
    });
    this.#ended.resolve(closed);
  }

  #tell(event: SolEvent): void {
    try {
      this.#parts.options.onEvent?.(event);
    } catch (error) {
      // A mistake in a listener is its owner's: it must be seen, and must not end up in the console.
      this.#parts.clock.setTimer(0, () => {
        throw error;
      });
    }
  }
}

function closedError(): SessionLostError {
  return new SessionLostError("sessionClosed", "the serial console is closed: open another");
}
