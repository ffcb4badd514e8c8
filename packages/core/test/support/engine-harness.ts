import { ok, strictEqual } from "node:assert/strict";
import type { EngineConfig } from "../../src/engine/config.ts";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { phaseTransitions } from "../../src/engine/phases.ts";
import type {
  CommandRequest,
  EngineEvent,
  EngineRequest,
  Input,
  RequestId,
  SessionInfo,
  TimeoutOutput,
} from "../../src/engine/types.ts";
import type { DropReason } from "../../src/packets/drop-reason.ts";
import { fromText } from "../crypto/bytes.ts";
import { scriptedRandom } from "./scripted-bytes.ts";
import { type ManagedSystemOptions, ScriptedManagedSystem } from "./scripted-managed-system.ts";

type WithoutNow<T> = T extends Input ? Omit<T, "now"> : never;
type EventOf<Type extends EngineEvent["type"]> = Extract<EngineEvent, { readonly type: Type }>;

/**
 * An engine, a scripted managed system and a clock. Whatever a test does with them, the laws that hold for every trace are
 * checked as the outputs are drained: each phase change is in the table, a deadline that was reached does not come again,
 * each request is settled once, and nothing follows `sessionClosed`.
 */
export class EngineHarness {
  readonly engine: IpmiEngine;
  readonly system: ScriptedManagedSystem;
  now = 0;
  /** Every event so far. */
  readonly events: EngineEvent[] = [];
  /** Every datagram of the engine so far. */
  readonly sent: Uint8Array[] = [];
  timeout: TimeoutOutput = { type: "timeout", at: undefined, reason: "none" };
  readonly #settled = new Set<RequestId>();
  readonly #asked = new Set<RequestId>();
  #carried = 0;

  /** @param makeEngine - for who wants to know what the engine does while it is made */
  constructor(
    config: Partial<EngineConfig> = {},
    system: ManagedSystemOptions = {},
    makeEngine: (config: EngineConfig) => IpmiEngine = (whole) => new IpmiEngine(whole),
  ) {
    this.system = new ScriptedManagedSystem(system);
    this.engine = makeEngine({
      username: fromText("admin"),
      password: fromText("secret"),
      randomBytes: scriptedRandom(),
      keepaliveInterval: 0,
      ...config,
    });
  }

  /** Gives the engine an input at the harness's time and drains. */
  feed(input: WithoutNow<Input>): this {
    if (input.type === "request") {
      const before = this.#asked.has(input.requestId);
      this.engine.handleInput({ ...input, now: this.now });
      if (!before) this.#asked.add(input.requestId);
    } else {
      this.engine.handleInput({ ...input, now: this.now } as Input);
    }
    return this.drain();
  }

  /** Takes all outputs. */
  drain(): this {
    for (;;) {
      const output = this.engine.pollOutput();
      if (output.type === "timeout") {
        this.timeout = output;
        return this;
      }
      if (output.type === "transmit") this.sent.push(output.datagram);
      else this.#note(output.event);
    }
  }

  /** Datagrams arrive. */
  receive(...datagrams: readonly Uint8Array[]): this {
    for (const datagram of datagrams) this.feed({ type: "datagram", datagram });
    return this;
  }

  /** What was sent and not carried yet reaches the managed system; its answers are given, not delivered. */
  carry(): Uint8Array[] {
    const waiting = this.sent.slice(this.#carried);
    this.#carried = this.sent.length;
    return waiting.flatMap((datagram) => [...this.system.receive(datagram)]);
  }

  /** What was sent and not carried yet is lost. */
  lose(): this {
    this.#carried = this.sent.length;
    return this;
  }

  /** Datagrams go to and fro until nobody has anything to say. */
  settle(): this {
    for (let answers = this.carry(); answers.length > 0; answers = this.carry()) this.receive(...answers);
    return this;
  }

  /** Time passes up to the next deadline. */
  tick(): this {
    const at = this.timeout.at;
    if (at === undefined) throw new Error("there is no deadline to wait for");
    this.now = at;
    this.feed({ type: "timeout" });
    ok(this.timeout.at === undefined || this.timeout.at > at, "law 5: the next deadline is later");
    return this;
  }

  /** Time passes with nothing arriving, until there is no deadline left. Returns how long it took. */
  runOut(): number {
    const start = this.now;
    for (let ticks = 0; this.timeout.at !== undefined; ticks++) {
      if (ticks > 1000) throw new Error("the engine never comes to rest");
      this.tick();
      this.lose();
    }
    return this.now - start;
  }

  /** So many milliseconds pass. */
  wait(milliseconds: number): this {
    this.now += milliseconds;
    return this.feed({ type: "timeout" });
  }

  /** Opens the session and says what it is. */
  open(): SessionInfo {
    this.feed({ type: "openSession" }).settle();
    const [opened] = this.eventsOf("sessionOpened");
    if (opened === undefined) throw new Error(`no session: ${this.closed?.error?.message ?? this.phase}`);
    return opened.session;
  }

  /** Asks a command; Get Device ID unless something else is given. */
  command(requestId: RequestId, request: Partial<CommandRequest> = {}): this {
    const command = { type: "command", netFn: 0x06, cmd: 0x01, data: new Uint8Array(0), ...request } as const;
    return this.request(requestId, command);
  }

  /** Asks something. */
  request(requestId: RequestId, request: EngineRequest): this {
    return this.feed({ type: "request", requestId, request });
  }

  /** All events of a type so far. */
  eventsOf<Type extends EngineEvent["type"]>(type: Type): EventOf<Type>[] {
    return this.events.filter((event): event is EventOf<Type> => event.type === type);
  }

  /** How the engine ended, once it did. */
  get closed(): EventOf<"sessionClosed"> | undefined {
    return this.eventsOf("sessionClosed")[0];
  }

  /** The phase. */
  get phase(): string {
    return this.engine.snapshot().phase;
  }

  /** How many datagrams were dropped, by reason. */
  get dropped(): Partial<Record<DropReason, number>> {
    return this.engine.snapshot().dropped;
  }

  /** How a request ended. */
  outcome(requestId: RequestId): EventOf<"response"> | EventOf<"requestFailed"> | undefined {
    return [...this.eventsOf("response"), ...this.eventsOf("requestFailed")].find(
      (event) => event.requestId === requestId,
    );
  }

  /** The completion code that a request was answered with, or the code of the error that it failed with. */
  verdict(requestId: RequestId): number | string | undefined {
    const outcome = this.outcome(requestId);
    if (outcome?.type === "requestFailed") return outcome.error.code;
    return outcome?.response.type === "presencePong" ? 0 : outcome?.response.completionCode;
  }

  #note(event: EngineEvent): void {
    strictEqual(this.closed, undefined, "nothing follows sessionClosed");
    this.events.push(event);
    if (event.type === "phaseChanged") {
      const following: readonly string[] = Object.values(phaseTransitions[event.from]);
      ok(following.includes(event.to), `${event.to} does not follow ${event.from}`);
    }
    if (event.type === "response" || event.type === "requestFailed") {
      ok(!this.#settled.has(event.requestId), `request ${event.requestId} is settled once`);
      this.#settled.add(event.requestId);
    }
    if (event.type === "sessionClosed") strictEqual(this.#settled.size, this.#asked.size, "every request is settled");
  }
}
