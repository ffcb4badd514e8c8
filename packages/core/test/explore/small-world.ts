import { parsePacket } from "../../src/packets/parse-packet.ts";
import { Component } from "./component.ts";
import { type ConsoleFacts, type ConsoleInput, ConsoleSubject } from "./console-subject.ts";
import type { Sent } from "./subject.ts";
import { type SystemFacts, type SystemInput, SystemSubject } from "./system-subject.ts";
import type { WorldRules } from "./world-rules.ts";

/** What may happen next: to a datagram in flight, to time, or to the whole. */
export type Action =
  | { readonly do: "deliver" | "drop" | "duplicate"; readonly datagram: number }
  | { readonly do: "pass" | "close" | "unreachable" | "restart" };

/** The whole world at a time: both ends, what is in flight, and how much mischief is left. */
export interface WorldState {
  readonly console: number;
  readonly system: number;
  /** The datagrams in flight by number, in ascending order, copies beside each other: any may be delivered next. */
  readonly inFlight: readonly number[];
  /** How many misfortunes may still happen. */
  readonly misfortunes: number;
  readonly unreachables: number;
  readonly restarts: number;
}

interface Datagram extends Sent {
  readonly to: "console" | "system";
}

/**
 * One remote console, one managed system and the datagrams between them, as a graph. A step is one action; delivering takes
 * no time, and time passes only up to the next deadline of either end, so a datagram is late when others, or time, go first.
 */
export class SmallWorld {
  readonly rules: WorldRules;
  readonly console: Component<ConsoleInput, ConsoleFacts>;
  readonly system: Component<SystemInput, SystemFacts>;
  readonly #datagrams: Datagram[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(rules: WorldRules) {
    this.rules = rules;
    this.console = new Component(
      () => new ConsoleSubject(rules),
      (sent) => this.#number("system", sent),
      isOfSession,
    );
    this.system = new Component(
      () => new SystemSubject(rules),
      (sent) => this.#number("console", sent),
      isOfSession,
    );
  }

  /** The world when the session was asked for, and all requests. */
  begin(): WorldState {
    const { requests, misfortunes, unreachables = 0, restarts = 0 } = this.rules;
    let { to, sent } = this.console.next(0, "open", () => ({ type: "openSession" }));
    for (let request = 0; request < requests; request++) {
      ({ to } = this.console.next(to, `ask ${request}`, () => ({ type: "ask", request })));
    }
    return { console: to, system: 0, inFlight: sent, misfortunes, unreachables, restarts };
  }

  /** All that may happen. */
  actions(state: WorldState): Action[] {
    const { inFlight, misfortunes } = state;
    const actions: Action[] = [];
    inFlight.forEach((datagram, index) => {
      if (datagram === inFlight[index - 1]) return;
      actions.push({ do: "deliver", datagram });
      if (misfortunes > 0) actions.push({ do: "drop", datagram });
      if (misfortunes > 0 && this.#mayStray(datagram)) actions.push({ do: "duplicate", datagram });
    });
    const mayPass = inFlight.length === 0 || (misfortunes > 0 && inFlight.every((each) => this.#mayStray(each)));
    if (mayPass && this.deadline(state) !== undefined) actions.push({ do: "pass" });
    if (this.mayClose(state)) actions.push({ do: "close" });
    if (state.unreachables > 0) actions.push({ do: "unreachable" });
    if (state.restarts > 0) actions.push({ do: "restart" });
    return actions;
  }

  /** The world after an action that may happen. */
  after(state: WorldState, action: Action): WorldState {
    switch (action.do) {
      case "deliver":
        return this.#deliver({ ...state, inFlight: without(state.inFlight, action.datagram) }, action.datagram);
      case "drop":
        return { ...state, inFlight: without(state.inFlight, action.datagram), misfortunes: state.misfortunes - 1 };
      case "duplicate":
        return { ...state, inFlight: joined(state.inFlight, [action.datagram]), misfortunes: state.misfortunes - 1 };
      case "pass": {
        const milliseconds = this.deadline(state)!;
        const key = `pass ${milliseconds}`;
        const console = this.console.next(state.console, key, () => ({ type: "pass", milliseconds }));
        const system = this.system.next(state.system, key, () => ({ type: "pass", milliseconds }));
        const misfortunes = state.misfortunes - (state.inFlight.length > 0 ? 1 : 0);
        return this.#moved({ ...state, misfortunes }, console.to, system.to, [...console.sent, ...system.sent]);
      }
      case "close": {
        const { to, sent } = this.console.next(state.console, "close", () => ({ type: "closeSession" }));
        return this.#moved(state, to, state.system, sent);
      }
      case "unreachable": {
        const { to, sent } = this.console.next(state.console, "unreachable", () => ({ type: "unreachable" }));
        return this.#moved({ ...state, unreachables: state.unreachables - 1 }, to, state.system, sent);
      }
      case "restart": {
        const { to, sent } = this.system.next(state.system, "restart", () => ({ type: "restart" }));
        return this.#moved({ ...state, restarts: state.restarts - 1 }, state.console, to, sent);
      }
    }
  }

  /** Milliseconds until either end wants to be called; `undefined` where neither does. */
  deadline({ console, system }: WorldState): number | undefined {
    const first = this.console.facts(console).deadline;
    const second = this.system.facts(system).deadline;
    return first === undefined || second === undefined ? (first ?? second) : Math.min(first, second);
  }

  /** The user closes once, when every request has its outcome or, where the rules say so, at any time. */
  mayClose({ console }: WorldState): boolean {
    const { phase, outcomes } = this.console.facts(console);
    if (phase === "closed" || phase === "awaitCloseSession") return false;
    return this.rules.closesEarly || !outcomes.includes("none");
  }

  /** Equal keys are equal worlds. */
  key({ console, system, inFlight, misfortunes, unreachables, restarts }: WorldState): string {
    return `${console} ${system} ${misfortunes} ${unreachables}${restarts} ${inFlight.join(",")}`;
  }

  /** A datagram by its number. */
  datagram(number: number): Datagram {
    return this.#datagrams[number]!;
  }

  /** Whether a datagram may be doubled, or late. */
  #mayStray(datagram: number): boolean {
    return this.rules.newRandomPerRakp1 !== true || this.#datagrams[datagram]!.to === "console";
  }

  #deliver(state: WorldState, number: number): WorldState {
    const { to, datagram } = this.#datagrams[number]!;
    if (to === "console") {
      const console = this.console.next(state.console, number, () => ({ type: "datagram", datagram }));
      return this.#moved(state, console.to, state.system, console.sent);
    }
    const system = this.system.next(state.system, number, () => ({ type: "datagram", datagram }));
    return this.#moved(state, state.console, system.to, system.sent);
  }

  #moved(state: WorldState, console: number, system: number, sent: readonly number[]): WorldState {
    const inFlight = joined(state.inFlight, sent);
    // A closed console is deaf: what is on its way there is gone.
    const isDeaf = this.console.facts(console).phase === "closed";
    const left = isDeaf ? inFlight.filter((number) => this.#datagrams[number]!.to === "system") : inFlight;
    return { ...state, console, system, inFlight: left };
  }

  #number(to: Datagram["to"], { datagram, label }: Sent): number {
    const key = `${to} ${Buffer.from(datagram).toString("latin1")}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#datagrams.push({ to, datagram: datagram.slice(), label }) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Whether an input is a datagram that carries a session sequence number. */
function isOfSession(input: ConsoleInput | SystemInput): boolean {
  if (input.type !== "datagram") return false;
  const packet = parsePacket(input.datagram);
  return typeof packet === "object" && packet.kind === "rmcpPlus" && packet.sessionId !== 0;
}

function without(numbers: readonly number[], number: number): number[] {
  return numbers.toSpliced(numbers.indexOf(number), 1);
}

function joined(numbers: readonly number[], more: readonly number[]): readonly number[] {
  return more.length === 0 ? numbers : [...numbers, ...more].sort((a, b) => a - b);
}
