import type { SerialConsole } from "@ruipmi/client";
import type { SolEvent } from "@ruipmi/core";
import type { Io } from "../io.ts";
import { EscapeReader, escapeHelp, type KeyAction } from "./escape-reader.ts";

/** How long a serial console must have been still when a pipe that was typed has ended. */
const stillness = 1000;

/** How long whoever leaves waits for what was typed before. */
const farewell = 1000;

/** What a seat needs to know. */
export interface SerialSeatOptions {
  /** The outside world. */
  readonly io: Io;
  /** One ASCII character. */
  readonly escapeCharacter: string;
  /** Takes all that the console shows. */
  readonly log: (shown: Uint8Array) => void;
}

/**
 * Whoever sits at this end of a serial console: keys and screen, or pipes, over however many connections. The terminal
 * is raw from {@link sit} to {@link rise}, which is to be called on every way out.
 */
export class SerialSeat {
  readonly #io: Io;
  readonly #escapeCharacter: string;
  readonly #log: (shown: Uint8Array) => void;
  readonly #escapes: EscapeReader;
  readonly #leaving = new AbortController();
  #release: (() => void) | undefined;
  #connection: Connection | undefined;
  #hasSat = false;
  #hasTyped = false;
  #hasEnded = false;

  constructor({ io, escapeCharacter, log }: SerialSeatOptions) {
    this.#io = io;
    this.#escapeCharacter = escapeCharacter;
    this.#log = log;
    this.#escapes = new EscapeReader(escapeCharacter);
  }

  /** Aborted when whoever sits here wants to go. */
  get left(): AbortSignal {
    return this.#leaving.signal;
  }

  /** Whether anybody has sat here yet. */
  get hasSat(): boolean {
    return this.#hasSat;
  }

  /** Hears the keys from now on. */
  sit(): void {
    this.#hasSat = true;
    this.#release ??= this.#io.stdin.readBytes({
      onBytes: (bytes) => this.#read(bytes),
      onEnd: () => this.#inputEnded(),
    });
  }

  /** Gives the terminal back as it was. */
  rise(): void {
    this.#release?.();
    this.#release = undefined;
  }

  /**
   * Shows what a console prints and types what is typed, until it is over or whoever sits here leaves.
   *
   * @throws what ended the console, unless it was closed
   */
  async attend(console: SerialConsole): Promise<void> {
    const connection = new Connection(console);
    this.#connection = connection;
    const leave = (): void => void console.close();
    this.left.addEventListener("abort", leave);
    try {
      if (this.left.aborted) leave();
      else if (this.#hasEnded) this.#inputEnded();
      await this.#show(console, connection);
    } finally {
      this.left.removeEventListener("abort", leave);
      this.#connection = undefined;
    }
  }

  /** Says what the console reports, in a line each. */
  report(event: SolEvent): void {
    const text = reportOf(event);
    if (text !== undefined) this.#io.stderr.write(`ruipmi: ${text}\n`);
  }

  async #show(console: SerialConsole, connection: Connection): Promise<void> {
    const reader = console.readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) return;
      connection.shownAt = performance.now();
      this.#io.stdout.writeBytes(value);
      this.#log(value);
    }
  }

  #read(bytes: Uint8Array): void {
    for (const action of this.#escapes.read(bytes)) this.#do(action);
  }

  #do(action: KeyAction): void {
    const { stdout, stderr } = this.#io;
    const key = this.#escapeCharacter;
    switch (action.type) {
      case "type":
        this.#hasTyped = true;
        this.#connection?.type(action.characters);
        break;
      case "end":
        stdout.write(`${key}. [terminated ruipmi]\n`);
        void this.#leave();
        break;
      case "suspend":
        stdout.write(`${key}^Z [suspend ruipmi]\n`);
        void this.#suspend();
        break;
      case "break":
        stdout.write(`${key}B [send break]\n`);
        this.#connection?.sendBreak((error) => stderr.write(`ruipmi: the break was not sent: ${error.message}\n`));
        break;
      case "help":
        stdout.write(escapeHelp(key));
        break;
    }
  }

  /** What was typed before is still typed, but nobody waits long for a machine that does not take it. */
  async #leave(): Promise<void> {
    await this.#connection?.drain(farewell);
    this.#leaving.abort();
  }

  async #suspend(): Promise<void> {
    this.rise();
    await this.#io.suspend();
    if (!this.left.aborted) this.sit();
  }

  /**
   * A terminal that ends is gone. A pipe that ends leaves once the machine has had it all and is still; one that never
   * held anything (`</dev/null`) only means that nobody types.
   */
  #inputEnded(): void {
    this.#hasEnded = true;
    if (this.#io.stdin.isTerminal) this.#leaving.abort();
    else if (this.#hasTyped) void this.#connection?.finish(stillness).then(() => this.#leaving.abort());
  }
}

/** One console, as what is typed goes into it. */
class Connection {
  shownAt: number = performance.now();
  readonly #console: SerialConsole;
  readonly #writer: ReturnType<SerialConsole["writable"]["getWriter"]>;

  constructor(console: SerialConsole) {
    this.#console = console;
    this.#writer = console.writable.getWriter();
  }

  /** What ends the console is told by reading it: here it is no news. */
  type(characters: Uint8Array): void {
    this.#writer.write(characters).catch(() => {});
  }

  sendBreak(failed: (error: Error) => void): void {
    this.#console.sendBreak().catch(failed);
  }

  /** Waits until all that was typed is accepted, but no longer than so many milliseconds. */
  async drain(longest: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, longest);
    });
    await Promise.race([this.#writer.close().catch(() => {}), limit]);
    clearTimeout(timer);
  }

  /** Waits until all that was typed is accepted and the console has been still for so many milliseconds. */
  async finish(still: number): Promise<void> {
    await this.#writer.close().catch(() => {});
    this.shownAt = Math.max(this.shownAt, performance.now());
    for (let wait = still; wait > 0; wait = this.shownAt + still - performance.now()) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

function reportOf(event: SolEvent): string | undefined {
  switch (event.type) {
    case "transferChanged":
      return event.available
        ? "the system is back: characters pass again"
        : "the system has no power or sleeps: what is typed waits";
    case "transmitOverrun":
      return "the managed system lost characters: the system prints faster than the network carries";
    case "breakReceived":
      return "the system sent a break";
    default:
      return undefined;
  }
}
