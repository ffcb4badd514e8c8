import { BmcEngine, type BmcEvent, type BmcInput, type BmcOutput } from "@ruipmi/bmc";
import { type EngineConfig, type Input, IpmiEngine, type Output } from "@ruipmi/core";
import { parsePacket } from "@ruipmi/core/wire";
import type { Ledger } from "./ledger.ts";

/** Hears what witnesses see. */
export interface Court {
  /** What the remote console's side was really sent. */
  readonly toConsole: Ledger;
  /** What the managed system was really sent. */
  readonly toBmc: Ledger;
  /** Whether forged packets can be told: there is an AuthCode, or who forges has not seen the session IDs. */
  readonly judgesPackets: boolean;
  /** How many commands the machine has executed by its own log. */
  executions(): number;
  /** Something came out, to be searched for secrets. */
  said(what: Output | BmcOutput | object): void;
  /** A packet was looked at that is no first arrival of a sealed one. */
  examined(): void;
  /** Such a packet changed something. */
  accepted(what: string): void;
}

/** An engine that looks twice at each packet that its peer did not send. */
export class WitnessedConsole {
  readonly engine: IpmiEngine;
  readonly #court: Court;
  readonly #waiting: Output[] = [];

  constructor(config: EngineConfig, court: Court) {
    this.engine = new IpmiEngine(config);
    this.#court = court;
    court.toConsole.clear();
  }

  handleInput(input: Input): void {
    const { engine } = this;
    if (input.type !== "datagram") return engine.handleInput(input);
    const hasSession = engine.snapshot().session !== undefined;
    const judgement = this.#court.toConsole.judge(input.datagram, hasSession);
    if (judgement !== "forged" || !this.#court.judgesPackets || !hasSession || this.#mayAnswerAnyone(input.datagram)) {
      return engine.handleInput(input);
    }
    this.#court.examined();
    // What time alone brings is not the packet's doing.
    engine.handleInput({ type: "timeout", now: input.now });
    this.#drain();
    const before = this.#state();
    engine.handleInput(input);
    const done = this.#drain().filter((output) => output.type !== "event" || output.event.type !== "datagramDropped");
    if (done.length > 0) this.#court.accepted(`the remote console: ${done.map(nameOf).join(", ")}`);
    else if (this.#state() !== before)
      this.#court.accepted(`the remote console's state: ${before} -> ${this.#state()}`);
  }

  pollOutput(): Output {
    const output = this.#waiting.shift() ?? this.engine.pollOutput();
    if (output.type === "transmit") this.#court.toBmc.sent(output.datagram);
    this.#court.said(output);
    return output;
  }

  /** What was asked outside a session has answers that nobody can authenticate. */
  #mayAnswerAnyone(datagram: Uint8Array): boolean {
    if (this.engine.snapshot().outsideSession === 0) return false;
    const packet = parsePacket(datagram);
    return typeof packet !== "string" && (packet.kind !== "rmcpPlus" || packet.sessionId === 0);
  }

  #drain(): Output[] {
    const drained: Output[] = [];
    for (let output = this.engine.pollOutput(); output.type !== "timeout"; output = this.engine.pollOutput()) {
      drained.push(output);
    }
    this.#waiting.push(...drained);
    return drained;
  }

  #state(): string {
    const { received: _received, dropped: _dropped, ...state } = this.engine.snapshot();
    return JSON.stringify(state);
  }
}

/** A managed system that does the same. */
export class WitnessedBmc {
  readonly engine: BmcEngine;
  readonly #court: Court;
  readonly #waiting: BmcOutput[] = [];

  constructor(config: ConstructorParameters<typeof BmcEngine>[0], court: Court) {
    this.engine = new BmcEngine(config);
    this.#court = court;
    court.toBmc.clear();
  }

  handleInput(input: BmcInput): void {
    const { engine } = this;
    if (input.type !== "datagram") return engine.handleInput(input);
    const isOpen = engine.sessions.some(
      ({ phase, sessionId }) => phase === "open" && sessionId === idOf(input.datagram),
    );
    const judgement = this.#court.toBmc.judge(input.datagram, isOpen);
    if (judgement !== "forged" || !this.#court.judgesPackets) return engine.handleInput(input);
    this.#court.examined();
    engine.handleInput({ type: "timeout", now: input.now });
    this.#drain();
    const before = this.#openSessions();
    const executions = this.#executions();
    engine.handleInput(input);
    this.#drain();
    const after = this.#openSessions();
    for (const [sessionId, state] of before) {
      if (after.get(sessionId) !== state)
        this.#court.accepted(`the managed system: ${state} -> ${after.get(sessionId)}`);
    }
    if (this.#executions() !== executions) this.#court.accepted("the managed system executed it");
  }

  pollOutput(): BmcOutput {
    const output = this.#waiting.shift() ?? this.engine.pollOutput();
    if (output.type === "transmit") this.#court.toConsole.sent(output.datagram);
    this.#court.said(output);
    return output;
  }

  #drain(): void {
    for (let output = this.engine.pollOutput(); output.type !== "timeout"; output = this.engine.pollOutput()) {
      this.#waiting.push(output);
    }
  }

  /** What comes outside a session may begin one, and answer what needs none, but not touch those that are open. */
  #openSessions(): Map<number, string> {
    const open = this.engine.sessions.filter(({ phase }) => phase === "open");
    return new Map(open.map((session) => [session.sessionId, JSON.stringify(session)]));
  }

  #executions(): string {
    const { executed, repeated } = this.engine.snapshot();
    return `${executed} ${repeated} ${this.#court.executions()}`;
  }
}

/** The session ID of an RMCP+ packet (IPMI v2.0 table 13-8). */
function idOf(datagram: Uint8Array): number {
  return datagram.length < 10 ? 0 : new DataView(datagram.buffer, datagram.byteOffset).getUint32(6, true);
}

function nameOf(output: Output): string {
  return output.type === "event" ? output.event.type : output.type;
}

/** What a managed system reports, for those who import the engines from here. */
export type { BmcEvent };
