import { IpmiEngine, type ResponseEvent } from "@ruipmi/core";
import type { CipherSuiteId, PrivilegeLevel } from "@ruipmi/core/wire";
import {
  attachConsole,
  attachManagedSystem,
  type LinkConditions,
  type MockConsole,
  MockNetwork,
  seededRandomBytes,
} from "@ruipmi/transport-mock";
import { writeFruImage } from "../../src/device/fru/fru-state.ts";
import { type BmcDevice, BmcEngine, type BmcEvent } from "../../src/index.ts";
import { type Ask, fits, fruSlot, type Question, questionOf, type RightAnswer } from "./questions.ts";

/** All that a world depends on, but for its script. */
export interface DevicePlan {
  readonly seed: number;
  readonly suite: CipherSuiteId;
  readonly conditions: Partial<LinkConditions>;
  readonly maxInFlight: number;
  readonly privilegeLevel: PrivilegeLevel;
  readonly names: readonly Uint8Array[];
  readonly kg: Uint8Array;
  readonly lateAnswers: number;
  readonly device: () => BmcDevice;
}

/** A question that was put, and what became of it. */
export interface Asked {
  readonly question: Question;
  /** What was right at each moment at which the machine may have executed it. */
  readonly right: RightAnswer[];
  outcomes: number;
  answer: { readonly completionCode: number; readonly data: Uint8Array } | undefined;
  mayHaveExecuted: boolean;
}

/** What a test writes over an answered question's bytes in a FRU: a second execution would undo it. */
const overwritten = new Uint8Array(4).fill(0xee);

/**
 * A remote console's engine and a managed system's on a network, questions between them, and a witness: at each execution
 * of a command, before anything else can happen, it notes what the device says to every question that may be meant.
 */
export class DeviceWorld {
  readonly network: MockNetwork;
  readonly bmc: BmcEngine;
  readonly asked: Asked[] = [];
  /** How often each command was executed, by network function and number, and how often with completion code 0. */
  readonly executed = new Map<string, { times: number; done: number }>();
  /** The times that were set as boot initiator's, in order. */
  readonly initiatorTimes: number[] = [];
  readonly #engine: IpmiEngine;
  readonly #plan: DevicePlan;
  readonly #console: MockConsole;
  readonly #wake: () => void;

  constructor(plan: DevicePlan) {
    this.#plan = plan;
    const { seed, suite, conditions, maxInFlight, privilegeLevel, names, kg } = plan;
    this.network = new MockNetwork({ seed, conditions });
    const password = Uint8Array.of(0x70, seed & 0xff);
    const username = Uint8Array.of(0x75);
    const device = plan.device();
    device.lan.parameters.cipherSuiteEntries = [suite];
    this.bmc = new BmcEngine({
      users: [username, ...names].map((name) => ({ name, password, privilegeLimit: privilegeLevel })),
      kg,
      cipherSuites: [suite],
      device,
      faults: { lateAnswers: plan.lateAnswers },
      randomBytes: seededRandomBytes(seed ^ 1),
    });
    this.#countInitiatorWrites();
    const managed = attachManagedSystem(this.network, {
      address: "bmc",
      engine: this.bmc,
      onEvent: (event) => this.#witness(event),
    });
    this.#wake = managed.wake;
    this.#engine = new IpmiEngine({
      ...{ username, password, kg, privilegeLevel, maxInFlight },
      cipherSuites: [suite],
      dangerouslyAllowUnprotectedCipherSuites: true,
      retry: { firstWait: 100, factor: 2, maxWait: 400, tries: 4, jitter: 0.1 },
      randomBytes: seededRandomBytes(seed ^ 2),
    });
    this.#console = attachConsole(this.network, {
      address: "console",
      peer: "bmc",
      engine: this.#engine,
      onEvent: (event) => {
        if (event.type === "response") this.#answered(event);
        if (event.type !== "requestFailed") return;
        const asked = this.asked[event.requestId as number]!;
        asked.outcomes += 1;
        asked.mayHaveExecuted = event.mayHaveExecuted;
      },
    });
  }

  get device(): BmcDevice {
    return this.bmc.device;
  }

  /** Opens the session; whether it is open. */
  open(): boolean {
    this.#console.input({ type: "openSession" });
    for (let timers = 0; timers < 10_000 && this.network.clock.nextTimerAt !== undefined; timers++) {
      const { phase } = this.#engine.snapshot();
      if (phase === "open" || phase === "closed") break;
      this.wait(this.network.clock.nextTimerAt - this.network.clock.now());
    }
    return this.#engine.snapshot().phase === "open";
  }

  /** Lets time pass. */
  wait(milliseconds: number): void {
    this.network.clock.advance(milliseconds);
  }

  /** Puts a question, unless the session was lost. */
  ask(ask: Ask): void {
    if (this.#engine.snapshot().phase !== "open") return;
    const requestId = this.asked.length;
    const question = questionOf(ask, requestId, this.device);
    this.asked.push({ question, right: [], outcomes: 0, answer: undefined, mayHaveExecuted: false });
    const { netFn, cmd, data } = question;
    this.#console.input({ type: "request", requestId, request: { type: "command", netFn, cmd, data } });
  }

  /** Changes the device as a test would, and perhaps tells the engine. */
  change(change: (device: BmcDevice) => void, tells: boolean): void {
    change(this.device);
    if (tells) this.#wake();
  }

  /** Waits for every answer, closes, and waits for what is still under way. */
  finish(): void {
    this.network.clock.runUntilIdle();
    this.#console.input({ type: "closeSession" });
    this.network.clock.runUntilIdle();
  }

  /** Nothing but the engine's own input lies between the execution and this. */
  #witness(event: BmcEvent): void {
    if (event.type === "handlerFailed") throw event.error;
    if (event.type !== "commandAnswered" || event.repeated) return;
    const key = `${event.netFn}/${event.cmd}`;
    const { times, done } = this.executed.get(key) ?? { times: 0, done: 0 };
    this.executed.set(key, { times: times + 1, done: done + (event.completionCode === 0 ? 1 : 0) });
    // Requests leave in their order, so many at a time: no other can be meant.
    const underWay = this.asked.filter(({ outcomes }) => outcomes === 0).slice(0, this.#plan.maxInFlight);
    for (const { question, right } of underWay) {
      if (question.netFn === event.netFn && question.cmd === event.cmd) right.push(...question.answers(this.device));
    }
  }

  #answered({ requestId, response }: ResponseEvent): void {
    const asked = this.asked[requestId as number]!;
    const { question, right } = asked;
    asked.outcomes += 1;
    if (response.type !== "command") throw new Error("a command's answer is a command's");
    const { completionCode, data } = response;
    asked.answer = { completionCode, data };
    if (!right.some((each) => fits(each, completionCode, data))) {
      const shown = JSON.stringify({ ask: question.ask, answer: [completionCode, ...data], right: right.slice(0, 5) });
      throw new Error(`the device never said so: ${shown}`);
    }
    if (question.ask.ask === "writeFru")
      writeFruImage(this.device.fru.devices[0]!, fruSlot(question.mark), overwritten);
  }

  #countInitiatorWrites(): void {
    const { boot } = this.device;
    let info = boot.initiatorInfo;
    Object.defineProperty(boot, "initiatorInfo", {
      enumerable: true,
      get: () => info,
      set: (value: typeof info) => {
        info = value;
        this.initiatorTimes.push(value.timestamp);
      },
    });
  }
}
