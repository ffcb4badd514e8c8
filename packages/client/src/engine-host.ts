import {
  type EngineEvent,
  type Input,
  type IpmiEngine,
  type IpmiError,
  NetworkError,
  type SessionClosedEvent,
  SessionLostError,
  type TransmitOutput,
} from "@ruipmi/core";
import type { Clock } from "./clock.ts";
import type { DatagramTransport, TransportError } from "./datagram-transport.ts";
import { EngineDriver } from "./engine-driver.ts";

/** What an engine host works with. */
export interface EngineHostParts {
  /** The engine, driven by nobody else. */
  readonly engine: IpmiEngine;
  /** Its way to the managed system. */
  readonly transport: DatagramTransport;
  /** Its time. */
  readonly clock: Clock;
  /** Hears every event, `sessionClosed` last. */
  readonly onEvent: (event: EngineEvent) => void;
  /** Whether anybody waits for an answer. */
  readonly isBusy: () => boolean;
}

/**
 * An engine, its driver and its transport as one thing with one end: when the engine is done, so is the transport, and
 * when the transport fails for good, the engine is closed and everything that waits hears the transport's error.
 */
export class EngineHost {
  readonly #engine: IpmiEngine;
  readonly #transport: DatagramTransport;
  readonly #onEvent: (event: EngineEvent) => void;
  readonly #driver: EngineDriver<Input, TransmitOutput, EngineEvent>;
  #isStarted = false;
  /** Who waits until the transport can send; `undefined` where nobody needs to. */
  #awaitingTransport: (() => void)[] | undefined;
  #isSevered = false;
  #isClosing = false;
  #cause: IpmiError | undefined;
  #closed: SessionClosedEvent | undefined;
  #transportClosed = false;

  constructor({ engine, transport, clock, onEvent, isBusy }: EngineHostParts) {
    this.#engine = engine;
    this.#transport = transport;
    this.#onEvent = onEvent;
    this.#driver = new EngineDriver<Input, TransmitOutput, EngineEvent>(engine, clock, {
      transmit: ({ datagram }) => this.#transmit(datagram),
      event: (event) => this.#report(event),
      isBusy,
      drained: () => this.#drained(),
    });
  }

  /** What is answered to those who ask for more: the session has ended, or is about to; `undefined` while it has not. */
  get endError(): IpmiError | undefined {
    if (this.#closed === undefined && !this.#isClosing) return undefined;
    const closed = (): IpmiError => new SessionLostError("sessionClosed", "the session is closed: make a new client");
    return this.#closed?.error ?? this.#cause ?? closed();
  }

  /**
   * Calls `then` once the transport can send, or will never: now, if it is so. What makes the engine send belongs here;
   * whatever else it is told need not wait.
   */
  whenReady(then: () => void): void {
    if (this.#closed === undefined) this.#start();
    if (this.#awaitingTransport === undefined) then();
    else this.#awaitingTransport.push(then);
  }

  /** Gives the engine an input; ignored after its end. Starts the transport with the first one. */
  feed(makeInput: (now: number) => Input): void {
    if (this.#closed !== undefined) return;
    this.#start();
    this.#driver.feed(makeInput);
  }

  /**
   * Closes the engine, without starting a transport that was never needed.
   *
   * @param cause - what those hear who wait, instead of "closed"
   */
  close(cause?: IpmiError): void {
    this.#cause ??= cause;
    if (this.#closed !== undefined) return;
    this.#isClosing = true;
    this.#driver.feed((now) => ({ type: "closeSession", now }));
  }

  #start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    try {
      const starting = this.#transport.start({
        onDatagram: (datagram) => this.feed((now) => ({ type: "datagram", now, datagram })),
        onError: (error) => this.#transportError(error),
        accepts: (datagram) => this.#engine.accepts(datagram),
      });
      if (!starting) return;
      this.#awaitingTransport = [];
      starting.then(
        () => this.#started(),
        (error) => this.#closed === undefined && this.#failedToStart(error),
      );
    } catch (error) {
      this.#failedToStart(error);
    }
  }

  #started(): void {
    const waiting = this.#awaitingTransport;
    this.#awaitingTransport = undefined;
    for (const then of waiting ?? []) then();
  }

  #failedToStart(error: unknown): void {
    this.#sever(transportFailed("the transport did not start", error));
  }

  #transmit(datagram: Uint8Array): void {
    if (this.#isSevered) return;
    try {
      this.#transport.send(datagram);
    } catch (error) {
      this.#sever(transportFailed("the transport did not send", error));
    }
  }

  #transportError(error: TransportError): void {
    if (this.#closed !== undefined) return;
    // An open session outlives whatever the network claims: anyone can forge an ICMP message. The engine counts it.
    const isOpen = this.#engine.snapshot().phase === "open";
    if (error.kind === "portUnreachable" || (error.kind === "hostUnreachable" && isOpen)) {
      this.#driver.feed((now) => ({ type: "unreachable", now }));
    } else {
      this.#sever(transportFailed(error.message, error.cause));
    }
  }

  /** Nothing leaves any more, so nothing that is waited for can come. */
  #sever(error: IpmiError): void {
    this.#isSevered = true;
    this.close(error);
  }

  #report(event: EngineEvent): void {
    const told = this.#withCause(event);
    if (told.type === "sessionClosed") this.#closed = told;
    if (told.type === "phaseChanged" && told.to === "awaitCloseSession") this.#isClosing = true;
    this.#onEvent(told);
  }

  /** Puts the cause where the engine only knows that it was told to close. */
  #withCause(event: EngineEvent): EngineEvent {
    const error = this.#cause;
    if (error === undefined) return event;
    if (event.type === "requestFailed" && event.error.code === "sessionClosed") return { ...event, error };
    if (event.type === "sessionClosed" && event.reason === "requested" && this.#isSevered) {
      return { ...event, reason: "lost", error };
    }
    return event;
  }

  #drained(): void {
    if (this.#closed === undefined) {
      // The engine may wait for an answer to its Close Session, which did not leave.
      if (this.#isSevered) this.#driver.expireDeadline();
      return;
    }
    if (this.#transportClosed) return;
    this.#transportClosed = true;
    this.#driver.stop();
    this.#transport.close();
    this.#started();
  }
}

function transportFailed(message: string, cause: unknown): NetworkError {
  const error = new NetworkError("transportFailed", message, 0, 0);
  if (cause !== undefined) error.cause = cause;
  return error;
}
