import { BmcEngine, type BmcEvent, createDevice } from "@ruipmi/bmc";
import { parsePacket } from "../../src/packets/parse-packet.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { promiseHonestDrop } from "./console-subject.ts";
import { CountedRandom } from "./counted-random.ts";
import { requireTransparentPrivates, stateDigest } from "./state-digest.ts";
import { type CommonInput, promise, type Sent, type Subject, withoutThrowing } from "./subject.ts";
import { answerTo, credentials, requestOf, type WorldRules } from "./world-rules.ts";

export type SystemInput = CommonInput | { readonly type: "restart" };

export interface SystemFacts {
  /** Milliseconds from now. */
  readonly deadline: number | undefined;
  readonly openSessions: number;
  readonly halfOpenSessions: number;
}

/** An open session that nobody uses ends after so long. */
const idleLimit = 60_000;
/** A handshake that does not go on ends after so long. */
const handshakeLimit = 10_000;

/** All of a machine but its users: no command of these worlds reaches any of it, so all engines may share it. */
const { accounts: _accounts, ...untouchedRooms } = createDevice();

/** The managed system's engine. */
export class SystemSubject implements Subject<SystemInput, SystemFacts> {
  readonly #rules: WorldRules;
  readonly #random = new CountedRandom(2);
  /** How often each request was executed, restarts or not. */
  readonly #executed: number[];
  #engine: BmcEngine;
  #now = 0;
  #deadline: number | undefined;

  constructor(rules: WorldRules) {
    this.#rules = rules;
    this.#executed = Array.from({ length: rules.requests }, () => 0);
    this.#engine = this.#start();
    requireTransparentPrivates(this.#engine);
    this.feed({ type: "pass", milliseconds: 0 });
  }

  feed(input: SystemInput): readonly Sent[] {
    const reached = this.#deadline;
    if (input.type === "pass") this.#now += input.milliseconds;
    if (input.type === "restart") this.#engine = this.#start();
    withoutThrowing(() => this.#give(input));
    const sent = this.#drain();
    for (const { phase, lastActivityAt } of this.#engine.sessions) {
      const limit = phase === "open" ? idleLimit : handshakeLimit;
      promise(
        this.#now - lastActivityAt < limit,
        `the managed system keeps a session (${phase}) beyond its idle limit`,
      );
    }
    if (input.type === "pass" && reached !== undefined && reached <= this.#now) {
      promise(this.#deadline === undefined || this.#deadline > this.#now, "its next timeout is not later");
    }
    return sent;
  }

  digest(): string {
    const { users } = this.#engine.device.accounts;
    return stateDigest([this.#engine, users, this.#random.drawn, this.#executed], this.#now);
  }

  facts(): SystemFacts {
    const { openSessions, halfOpenSessions } = this.#engine.snapshot();
    const deadline = this.#deadline === undefined ? undefined : this.#deadline - this.#now;
    return { deadline, openSessions, halfOpenSessions };
  }

  #give(input: SystemInput): void {
    const now = this.#now;
    if (input.type !== "datagram") return this.#engine.handleInput({ type: "timeout", now });
    this.#engine.handleInput({ type: "datagram", now, datagram: input.datagram, from: "console" });
  }

  #start(): BmcEngine {
    const { username, password } = credentials;
    const engine = new BmcEngine({
      users: [{ name: username, password, privilegeLimit: 4 }],
      cipherSuites: this.#rules.systemSuites ?? this.#rules.suites,
      sessionIdleTimeout: idleLimit,
      handshakeTimeout: handshakeLimit,
      // Longer than a whole life: what was executed once stays executed once.
      repeatWindow: 3_600_000,
      builtInCommands: "session",
      device: createDevice(untouchedRooms),
      faults: { newRandomPerRakp1: this.#rules.newRandomPerRakp1 ?? false },
      randomBytes: this.#random.draw,
    });
    engine.handleRaw(({ data }) => {
      const request = requestOf(data);
      this.#executed[request]! += 1;
      promiseOnce(this.#executed[request]!, request);
      return { completionCode: 0, data: answerTo(data) };
    });
    return engine;
  }

  #drain(): readonly Sent[] {
    const datagrams: Uint8Array[] = [];
    let answered = "";
    for (let output = this.#engine.pollOutput(); ; output = this.#engine.pollOutput()) {
      if (output.type === "timeout") {
        this.#deadline = output.at;
        return datagrams.map((datagram) => ({ datagram, label: labelOf(datagram, answered) }));
      }
      if (output.type === "transmit") datagrams.push(output.datagram);
      else answered = this.#note(output.event) ?? answered;
    }
  }

  #note(event: BmcEvent): string | undefined {
    switch (event.type) {
      case "datagramDropped":
        promiseHonestDrop("the managed system", event.reason);
        return undefined;
      case "handlerFailed":
        throw event.error;
      case "commandAnswered":
        return `${event.cmd.toString(16)}h${event.repeated ? " from memory" : ""}`;
      default:
        return undefined;
    }
  }
}

function promiseOnce(times: number, request: number): void {
  promise(times === 1, `request ${request} is executed ${times} times`);
}

function labelOf(datagram: Uint8Array, answered: string): string {
  const packet = parsePacket(datagram);
  if (typeof packet === "string" || packet.kind !== "rmcpPlus") return "answer";
  switch (packet.payloadType) {
    case PayloadType.openSessionResponse:
      return "Open Session Response";
    case PayloadType.rakpMessage2:
      return "RAKP Message 2";
    case PayloadType.rakpMessage4:
      return "RAKP Message 4";
    default:
      return `answer to ${answered}, sequence ${packet.sessionSequenceNumber}`;
  }
}
