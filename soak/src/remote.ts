import type { EngineConfig, EngineEvent, EngineResponse, SolEvent } from "@ruipmi/core";
import { type CipherSuite, PayloadType } from "@ruipmi/core/wire";
import { attachConsole, type MockConsole, type MockNetwork, type TimelessInput } from "@ruipmi/transport-mock";
import { type Question, serialActivation, serialDeactivation } from "./questions.ts";
import type { Requests } from "./requests.ts";
import { SerialConsole } from "./serial-console.ts";
import type { SerialLine } from "./serial-line.ts";
import { managedSystemAddress } from "./settings.ts";
import { type Court, WitnessedConsole } from "./witnessed-engines.ts";

/** A completion code of Activate Payload: another session has the console (IPMI v2.0 table 24-2). */
const alreadyActive = 0x80;

/** What one remote console is made of, and who hears it. */
export interface RemoteParts {
  readonly network: MockNetwork;
  readonly config: EngineConfig;
  readonly court: Court;
  readonly requests: Requests;
  readonly heard: (event: EngineEvent) => void;
  readonly serialSaid: (event: SolEvent) => void;
}

/** A remote console on the network for one session: its engine, and a serial console in the session. */
export class Remote {
  readonly #parts: RemoteParts;
  readonly #witnessed: WitnessedConsole;
  readonly #seat: MockConsole;
  #sessionId: number | undefined;
  #serial: SerialConsole | undefined;
  #isActivating = false;

  constructor(parts: RemoteParts) {
    this.#parts = parts;
    this.#witnessed = new WitnessedConsole(parts.config, parts.court);
    this.#seat = attachConsole(parts.network, {
      address: "console",
      peer: managedSystemAddress,
      engine: this.#witnessed,
      onEvent: (event) => this.#heard(event),
    });
  }

  get phase(): string {
    return this.snapshot.phase;
  }

  get snapshot(): ReturnType<WitnessedConsole["engine"]["snapshot"]> {
    return this.#witnessed.engine.snapshot();
  }

  /** Whether nothing waits for an answer. */
  get isQuiet(): boolean {
    const { phase, inFlight, queued, outsideSession } = this.snapshot;
    return phase === "closed" || inFlight + queued + outsideSession === 0;
  }

  /** The managed system's ID of the session that was opened. */
  get sessionId(): number | undefined {
    return this.#sessionId;
  }

  input(input: TimelessInput): void {
    this.#seat.input(input);
  }

  /** Asks, where there is room; returns the request's number. */
  ask(question: (requestId: number) => Question, answered?: (response: EngineResponse) => void): number | undefined {
    const { phase, queued, outsideSession } = this.snapshot;
    if (phase === "closed" || phase === "awaitCloseSession" || queued >= 64 || outsideSession >= 8) return undefined;
    const { requestId, request } = this.#parts.requests.next(question, answered);
    this.input({ type: "request", requestId, request });
    return requestId;
  }

  /** Opens a serial console, or types in the one that is open. */
  type(characters: Uint8Array, suite: CipherSuite, line: SerialLine): void {
    if (this.#serial !== undefined) return this.#serial.type(characters);
    if (this.#isActivating || this.phase !== "open") return;
    this.#isActivating = true;
    const asked = this.ask(
      () => serialActivation(suite),
      (response) => this.#activated(response, line),
    );
    if (asked === undefined) this.#isActivating = false;
  }

  /** Goes without a word. */
  leave(): void {
    this.#serial?.end();
    this.#serial = undefined;
    this.#seat.detach();
  }

  #activated(response: EngineResponse, line: SerialLine): void {
    this.#isActivating = false;
    const sessionId = this.#sessionId;
    if (response.type !== "command" || sessionId === undefined) return;
    // The console of a session that was lost: it is taken over, and asked for again with the next characters.
    if (response.completionCode === alreadyActive) this.ask(serialDeactivation);
    if (response.completionCode !== 0) return;
    this.#serial = new SerialConsole({
      clock: this.#parts.network.clock,
      line,
      sessionId,
      transmit: (payload) => {
        if (this.phase === "open") this.input({ type: "sendPayload", payloadType: PayloadType.serialOverLan, payload });
      },
      said: this.#parts.serialSaid,
    });
  }

  #heard(event: EngineEvent): void {
    if (event.type === "sessionOpened") this.#sessionId = event.session.managedSystemSessionId;
    this.#parts.requests.heard(event);
    if (event.type === "payloadReceived" && event.payloadType === PayloadType.serialOverLan) {
      this.#serial?.receive(event.payload);
    }
    if (event.type === "sessionClosed") {
      this.#serial?.end();
      this.#serial = undefined;
    }
    this.#parts.heard(event);
  }
}
