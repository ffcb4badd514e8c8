import { SolEngine, type SolEvent, type SolInput } from "@ruipmi/core";
import type { VirtualClock } from "@ruipmi/transport-mock";
import type { SerialLine } from "./serial-line.ts";

type TimelessSolInput = SolInput extends infer Each ? (Each extends SolInput ? Omit<Each, "now"> : never) : never;

/** What a serial console stands on. */
export interface SerialConsoleOptions {
  readonly clock: VirtualClock;
  readonly line: SerialLine;
  /** The managed system's ID of the session. */
  readonly sessionId: number;
  /** Sends a payload in the session. */
  readonly transmit: (payload: Uint8Array) => void;
  /** Something was reported. */
  readonly said: (event: SolEvent) => void;
}

/** A serial console on the engine of core, in one session; whoever reads it reads at once. */
export class SerialConsole {
  readonly #options: SerialConsoleOptions;
  readonly #engine = new SolEngine({ inboundPayloadSize: 255 });
  #disarm: () => void = () => {};

  constructor(options: SerialConsoleOptions) {
    this.#options = options;
  }

  /** Types, as much as there is room for. */
  type(characters: Uint8Array): void {
    const { isClosed, room } = this.#engine.snapshot();
    if (isClosed) return;
    const typed = characters.subarray(0, room);
    this.#options.line.typed(this.#options.sessionId, typed);
    this.#feed({ type: "characters", characters: typed });
  }

  /** A payload came in the session. */
  receive(payload: Uint8Array): void {
    this.#feed({ type: "payload", payload });
  }

  /** The session is over. */
  end(): void {
    this.#feed({ type: "close", reason: "sessionLost" });
    this.#disarm();
  }

  #feed(input: TimelessSolInput): void {
    const { clock, transmit } = this.#options;
    this.#engine.handleInput({ ...input, now: clock.now() } as SolInput);
    let received = 0;
    for (let output = this.#engine.pollOutput(); ; output = this.#engine.pollOutput()) {
      if (output.type === "transmit") transmit(output.payload);
      else if (output.type === "event") received += this.#heard(output.event);
      else {
        this.#arm(output.at);
        break;
      }
    }
    if (received > 0) this.#feed({ type: "consumed", count: received });
  }

  #heard(event: SolEvent): number {
    const { line, sessionId, said } = this.#options;
    said(event);
    if (event.type === "charactersAccepted") line.accepted(sessionId, event.count);
    if (event.type !== "charactersReceived") return 0;
    line.received(sessionId, event.characters);
    return event.characters.length;
  }

  #arm(at: number | undefined): void {
    const { clock } = this.#options;
    this.#disarm();
    if (at === undefined) return;
    this.#disarm = clock.setTimer(Math.max(0, at - clock.now()), () => this.#feed({ type: "timeout" }));
  }
}
