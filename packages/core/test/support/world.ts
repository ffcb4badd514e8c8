import { type BmcConfig, BmcEngine, type BmcEvent } from "@ruipmi/bmc";
import {
  attachConsole,
  attachManagedSystem,
  type MockConsole,
  MockNetwork,
  SeededRandom,
  seededRandomBytes,
} from "@ruipmi/transport-mock";
import type { EngineConfig } from "../../src/engine/config.ts";
import type { EngineEvent, EngineRequest, RequestId } from "../../src/engine/types.ts";
import { type RecordedConfig, RecordingEngine } from "./recording.ts";
import { scriptedBytes } from "./scripted-bytes.ts";
import type { Step, WorldPlan } from "./world-plan.ts";

/** The network function and command of the echo, which nobody but these tests speaks. */
export const echoCommand = { netFn: 0x2e, cmd: 0x5a } as const;

/** Waits of a world, short so that runs are: 100, 200, 400 and 400 ms. */
export const worldRetry = { firstWait: 100, factor: 2, maxWait: 400, tries: 4, jitter: 0.1 } as const;

/** What a world may have that its plan does not say. */
export interface WorldOptions {
  readonly engine?: Partial<RecordedConfig>;
  readonly bmc?: Partial<BmcConfig>;
}

/** One remote console, one managed system, one network, all of them decided by a plan. */
export class World {
  readonly plan: WorldPlan;
  readonly recorder: RecordingEngine;
  readonly bmc: BmcEngine;
  readonly network: MockNetwork;
  readonly bmcEvents: readonly BmcEvent[];
  /** What was asked and accepted. */
  readonly asked = new Map<RequestId, EngineRequest>();
  /** How often the managed system executed each echo, by the first four bytes of its data. */
  readonly echoed = new Map<number, number>();
  readonly #console: MockConsole;
  readonly #chance: SeededRandom;
  #requests = 0;
  #lag = 0;
  #lead = 0;

  constructor(plan: WorldPlan, options: WorldOptions = {}) {
    this.plan = plan;
    this.#chance = new SeededRandom(plan.seed ^ 0x777);
    const { username, password, kg, privilegeLevel, cipherSuiteId } = plan;
    this.network = new MockNetwork({ seed: plan.seed, conditions: plan.conditions });
    this.bmc = new BmcEngine({
      users: [{ name: username, password, privilegeLimit: privilegeLevel }],
      kg,
      cipherSuites: [cipherSuiteId],
      // Longer than the console repeats itself: what was executed once stays executed once.
      repeatWindow: 20_000,
      randomBytes: seededRandomBytes(plan.seed ^ 0xb3c),
      ...options.bmc,
    });
    this.bmc.device.bridgeMode = plan.bridgeMode;
    this.bmc.handleRaw(({ netFn, cmd, data }) => {
      if (netFn !== echoCommand.netFn || cmd !== echoCommand.cmd) return undefined;
      const id = numberAt(data);
      this.echoed.set(id, (this.echoed.get(id) ?? 0) + 1);
      return { completionCode: 0, data: data.slice().reverse() };
    });
    const config: RecordedConfig = {
      username,
      password,
      kg,
      cipherSuites: [cipherSuiteId],
      dangerouslyAllowUnprotectedCipherSuites: true,
      privilegeLevel,
      nameOnlyLookup: plan.nameOnlyLookup,
      maxInFlight: plan.maxInFlight,
      traceMessages: plan.traceMessages,
      keepaliveInterval: 5000,
      retry: worldRetry,
      ...options.engine,
    };
    this.recorder = new RecordingEngine(config, worldRandom(plan));
    this.recorder.clockOf = (now) => {
      const told = Math.max(0, now + this.#lead - this.#lag);
      this.#lag = 0;
      return told;
    };
    this.bmcEvents = attachManagedSystem(this.network, { address: "bmc", engine: this.bmc }).events;
    this.#console = attachConsole(this.network, { address: "console", peer: "bmc", engine: this.recorder });
  }

  /** Every event of the remote console so far. */
  get consoleEvents(): readonly EngineEvent[] {
    return this.#console.events;
  }

  /** How a request ended, once it did. */
  answerTo(requestId: RequestId): EngineEvent | undefined {
    return this.consoleEvents.find(
      (event) => (event.type === "response" || event.type === "requestFailed") && event.requestId === requestId,
    );
  }

  get phase(): string {
    return this.recorder.engine.snapshot().phase;
  }

  /** Opens the session and waits until it is open, or not to be opened. Returns how long it took. */
  open(): number {
    const start = this.network.clock.now();
    this.#console.input({ type: "openSession" });
    this.until(() => this.phase === "open" || this.phase === "closed");
    return this.network.clock.now() - start;
  }

  /** Does all that the plan says, then closes and waits until nothing moves. */
  play(): this {
    for (const step of this.plan.steps) this.do(step);
    return this.finish();
  }

  /** Waits for every answer, closes, and waits for that. */
  finish(): this {
    this.rest();
    this.close();
    this.rest();
    return this;
  }

  /** Ends the session. */
  close(): void {
    this.#console.input({ type: "closeSession" });
  }

  /** Lets time pass until nobody waits for anything. */
  rest(): void {
    this.network.clock.runUntilIdle();
  }

  /** Lets time pass, timer by timer, until something is so or nobody waits any more. */
  until(isSo: () => boolean): void {
    for (let timers = 0; !isSo() && this.network.clock.nextTimerAt !== undefined; timers++) {
      if (timers > 10_000) throw new Error("what is waited for never happens");
      this.network.clock.advance(this.network.clock.nextTimerAt - this.network.clock.now());
    }
  }

  /** Asks something; says whether it could be asked. */
  ask(request: EngineRequest): RequestId | undefined {
    if (this.phase === "closed" || this.phase === "awaitCloseSession") return undefined;
    const { queued, outsideSession } = this.recorder.engine.snapshot();
    if (request.type === "command" ? queued >= 64 : outsideSession >= 16) return undefined;
    const requestId = this.#requests++;
    this.asked.set(requestId, request);
    this.#console.input({ type: "request", requestId, request });
    return requestId;
  }

  /** Asks for an echo that no other request asks for. */
  echo(length = 4): RequestId | undefined {
    const data = new Uint8Array(Math.max(4, length)).map((_, index) => index * 7);
    new DataView(data.buffer).setUint32(0, this.#requests, true);
    return this.ask({ type: "command", ...echoCommand, data });
  }

  do(step: Step): void {
    switch (step.do) {
      case "wait":
        return this.network.clock.advance(step.milliseconds);
      case "echo":
        this.echo(step.length);
        return;
      case "deviceId":
        this.ask({ type: "command", netFn: 0x06, cmd: 0x01, data: new Uint8Array(0) });
        return;
      case "reset":
        this.ask({ type: "command", netFn: 0x00, cmd: 0x02, data: Uint8Array.of(3) });
        return;
      case "bridge":
        this.ask({ type: "command", netFn: 0x06, cmd: 0x01, data: new Uint8Array(0), bridge: step.path });
        return;
      case "ping":
        this.ask({ type: "presencePing" });
        return;
      case "capabilities15":
      case "capabilitiesPlus": {
        const framing = step.do === "capabilities15" ? "ipmi15" : "rmcpPlus";
        this.ask({ type: "outsideSession", framing, netFn: 0x06, cmd: 0x38, data: Uint8Array.of(0x8e, 0x04) });
        return;
      }
      case "cancel":
        if (this.#requests > 0) this.#console.input({ type: "cancelRequest", requestId: step.pick % this.#requests });
        return;
      case "payload":
        if (this.phase !== "open") return;
        this.#console.input({ type: "sendPayload", payloadType: 1, payload: scriptedBytes(step.length, 5) });
        return;
      case "timeout":
        return this.#console.input({ type: "timeout" });
      case "unreachable":
        // Before the session is open an ICMP message ends the handshake, as it should.
        if (this.phase === "open") this.#console.input({ type: "unreachable" });
        return;
      case "staleClock":
        this.#lag = 200;
        return this.#console.input({ type: "timeout" });
      case "fastClock":
        this.#lead += 5;
        return this.#console.input({ type: "timeout" });
      case "close":
        return this.close();
      case "noise":
        return this.#inject(step.to, step.bytes);
      case "mutate":
      case "replay":
      case "reflect":
        return this.#disturb(step);
    }
  }

  #disturb({ do: how, to, pick, bit }: Step & { readonly do: "mutate" | "replay" | "reflect" }): void {
    const source = how === "reflect" ? to : to === "bmc" ? "console" : "bmc";
    const sent = this.network.trace.filter(({ from }) => from === source);
    if (sent.length === 0) return;
    const datagram = sent[pick % sent.length]!.datagram.slice();
    if (how === "mutate" && datagram.length > 0) {
      const at = bit % (8 * datagram.length);
      datagram[at >> 3]! ^= 1 << (at & 7);
    }
    this.#inject(to, datagram);
  }

  #inject(to: "console" | "bmc", datagram: Uint8Array): void {
    const from = to === "bmc" ? "console" : "bmc";
    this.network.inject(from, to, datagram, this.#chance.below(3));
  }
}

/** The chance of a world's remote console, from its beginning. */
export function worldRandom(plan: WorldPlan): EngineConfig["randomBytes"] {
  return seededRandomBytes(plan.seed ^ 0xc05);
}

/** The number that tells an echo from all others. */
export function numberAt(data: Uint8Array): number {
  return data.length < 4 ? -1 : (data[0]! | (data[1]! << 8) | (data[2]! << 16) | (data[3]! << 24)) >>> 0;
}

/** A world that was opened and played to its end. */
export function playedWorld(plan: WorldPlan, options: WorldOptions = {}): World {
  const world = new World(plan, options);
  world.open();
  return world.play();
}
