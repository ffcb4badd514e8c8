import { createSol, type SolState, writeSerial } from "@ruipmi/bmc";

interface Typed {
  readonly characters: number[];
  /** So many the machine has read. */
  read: number;
  /** So many are said to be accepted. */
  accepted: number;
  /** The console's place in what the machine printed. */
  place: number;
}

/**
 * The machine's end of a serial line, and all that was said over it: what it printed and what was typed in each session.
 * Every character comes once and in order; what a console that was lost has not received, the next one does.
 */
export class SerialLine {
  readonly state: SolState;
  readonly #wrong: (what: string) => void;
  readonly #printed: number[] = [];
  readonly #sessions = new Map<number, Typed>();
  #reader: Typed | undefined;
  /** So much of what was printed some console has received. */
  #shown = 0;
  /** Characters that arrived, both ways. */
  carried = 0;

  constructor(wrong: (what: string) => void) {
    this.#wrong = wrong;
    // It never gives a packet up, and no packet leaves with its activation: what waits then is all that was not received.
    this.state = createSol({ retryCount: 10_000, retryInterval: 200, sendThreshold: 0 });
    const { serial } = this.state;
    serial.console = "none";
    serial.outputCapacity = 1 << 20;
    serial.onInput = (characters) => this.#reads(characters);
  }

  /** The machine prints. */
  print(characters: Uint8Array): void {
    this.#printed.push(...characters);
    writeSerial(this.state.serial, characters);
  }

  /** The managed system activated the line in this session. */
  activated(sessionId: number): void {
    const place = this.#printed.length - this.state.serial.output.length;
    if (place > this.#shown) this.#wrong(`${place - this.#shown} characters were never shown`);
    this.#reader = { characters: [], read: 0, accepted: 0, place };
    this.#sessions.set(sessionId, this.#reader);
  }

  /** Somebody types in this session. */
  typed(sessionId: number, characters: Uint8Array): void {
    this.#sessions.get(sessionId)?.characters.push(...characters);
  }

  /** The console of this session is told that so many characters more were accepted. */
  accepted(sessionId: number, count: number): void {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;
    session.accepted += count;
    if (session.accepted > session.read) this.#wrong(`${session.accepted} characters accepted, ${session.read} read`);
  }

  /** The console of this session received characters. */
  received(sessionId: number, characters: Uint8Array): void {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return this.#wrong("characters where the line is not active");
    const end = session.place + characters.length;
    if (!areEqual(characters, this.#printed.slice(session.place, end))) {
      this.#wrong(`${characters.length} characters received that are not the next ones printed`);
    }
    session.place = end;
    this.carried += characters.length;
    this.#shown = Math.max(this.#shown, end);
  }

  #reads(characters: Uint8Array): void {
    const reader = this.#reader;
    if (reader === undefined) return this.#wrong("characters read while the line was never active");
    const end = reader.read + characters.length;
    if (!areEqual(characters, reader.characters.slice(reader.read, end))) {
      this.#wrong(`${characters.length} characters read that are not the next ones typed`);
    }
    reader.read = end;
    this.carried += characters.length;
  }
}

function areEqual(characters: Uint8Array, expected: readonly number[]): boolean {
  return characters.length === expected.length && expected.every((each, index) => each === characters[index]);
}
