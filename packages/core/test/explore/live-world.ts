import { ConsoleSubject } from "./console-subject.ts";
import type { Action } from "./small-world.ts";
import type { Sent } from "./subject.ts";
import { SystemSubject } from "./system-subject.ts";
import type { WorldRules } from "./world-rules.ts";

interface InFlight extends Sent {
  readonly to: "console" | "system";
  /** `c3` is the third datagram that the remote console sent, `m1` the managed system's first. */
  readonly name: string;
}

/**
 * Two fresh engines and the datagrams between them, taken through one schedule step by step. The steps are written
 *
 *     c1           the remote console's first datagram is delivered
 *     -m2          the managed system's second is lost
 *     +c3          the remote console's third is doubled
 *     pass         time passes up to the next deadline
 *     close, unreachable, restart
 */
export class LiveWorld {
  readonly #console: ConsoleSubject;
  readonly #system: SystemSubject;
  #inFlight: InFlight[] = [];
  readonly #sent = { console: 0, system: 0 };

  constructor(rules: WorldRules) {
    this.#console = new ConsoleSubject(rules);
    this.#system = new SystemSubject(rules);
    this.#send("system", this.#console.feed({ type: "openSession" }));
    for (let request = 0; request < rules.requests; request++) this.#console.feed({ type: "ask", request });
  }

  get consoleDigest(): string {
    return this.#console.digest();
  }

  get systemDigest(): string {
    return this.#system.digest();
  }

  /** Milliseconds until either end wants to be called; `undefined` where neither does. */
  get deadline(): number | undefined {
    const first = this.#console.facts().deadline;
    const second = this.#system.facts().deadline;
    return first === undefined || second === undefined ? (first ?? second) : Math.min(first, second);
  }

  /** Whether exactly these datagrams are in flight. */
  hasInFlight(datagrams: readonly (Sent & { readonly to: InFlight["to"] })[]): boolean {
    const sorted = (all: readonly (Sent & { readonly to: string })[]): string =>
      all
        .map(({ to, datagram }) => `${to} ${hex(datagram)}`)
        .sort()
        .join();
    return sorted(datagrams) === sorted(this.#inFlight);
  }

  /** Does one step; says what it was. */
  step(text: string): string {
    switch (text) {
      case "pass":
        return this.#pass();
      case "close":
        this.#send("system", this.#console.feed({ type: "closeSession" }));
        return "the user closes";
      case "unreachable":
        this.#send("system", this.#console.feed({ type: "unreachable" }));
        return "an ICMP message says that nobody listens";
      case "restart":
        this.#send("console", this.#system.feed({ type: "restart" }));
        return "the managed system begins again and remembers nothing";
    }
    const name = text.replace(/^[-+]/, "");
    const index = this.#inFlight.findIndex((each) => each.name === name);
    const datagram = this.#inFlight[index];
    if (datagram === undefined) throw new Error(`${name} is not in flight: ${this.#inFlight.map((each) => each.name)}`);
    if (text.startsWith("+")) {
      this.#inFlight.push(datagram);
      return `doubled: ${datagram.label}`;
    }
    this.#inFlight.splice(index, 1);
    if (text.startsWith("-")) return `lost: ${datagram.label}`;
    this.#deliver(datagram);
    return `delivered: ${datagram.label}`;
  }

  /** What an action of the graph is called here. */
  nameOf(action: Action, datagramOf: (number: number) => Sent & { readonly to: string }): string {
    if (!("datagram" in action)) return action.do;
    const { to, datagram } = datagramOf(action.datagram);
    const found = this.#inFlight.find((each) => each.to === to && hex(each.datagram) === hex(datagram));
    if (found === undefined)
      throw new Error("a replay differs from what was explored: the states merged were not equal");
    return `${{ deliver: "", drop: "-", duplicate: "+" }[action.do]}${found.name}`;
  }

  #pass(): string {
    const milliseconds = this.deadline!;
    const [fromConsole, fromSystem] = [this.#console, this.#system].map((end) =>
      end.feed({ type: "pass", milliseconds }),
    );
    this.#send("system", fromConsole!);
    this.#send("console", fromSystem!);
    return `${milliseconds} ms pass`;
  }

  #deliver({ to, datagram }: InFlight): void {
    const input = { type: "datagram", datagram } as const;
    if (to === "console") this.#send("system", this.#console.feed(input));
    else this.#send("console", this.#system.feed(input));
  }

  #send(to: InFlight["to"], sent: readonly Sent[]): void {
    for (const each of sent) {
      const name = to === "system" ? `c${++this.#sent.console}` : `m${++this.#sent.system}`;
      this.#inFlight.push({ ...each, to, name });
    }
    if (this.#console.facts().phase === "closed")
      this.#inFlight = this.#inFlight.filter((each) => each.to === "system");
  }
}

function hex(datagram: Uint8Array): string {
  return Buffer.from(datagram).toString("hex");
}
