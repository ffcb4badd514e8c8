import { BmcEngine, createDevice, createSol, writeSerial } from "@ruipmi/bmc";
import {
  attachConsole,
  attachManagedSystem,
  type LinkConditions,
  type MockConsole,
  MockNetwork,
  seededRandomBytes,
} from "@ruipmi/transport-mock";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { activatePayload } from "../../src/messages/activate-payload.ts";
import { encodeRequestData } from "../../src/messages/command-bodies.ts";
import { encodeSolActivation } from "../../src/messages/sol-activation.ts";
import type { SolConfig } from "../../src/sol/config.ts";
import { SolEngine } from "../../src/sol/sol-engine.ts";
import type { SolEvent, SolInput, SolOutput } from "../../src/sol/types.ts";

/** An input without its time. */
export type TimelessSolInput = SolInput extends infer Each
  ? Each extends SolInput
    ? Omit<Each, "now">
    : never
  : never;

/** One input of a serial console and all that was drained before the next. */
export interface SolStep {
  readonly input: SolInput;
  readonly outputs: SolOutput[];
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What of a world differs from the rest. */
export interface SolWorldOptions {
  readonly seed: number;
  readonly conditions?: Partial<LinkConditions>;
  readonly config?: Partial<SolConfig>;
  /** Whether characters count as consumed as soon as they come; else `consume` says when. */
  readonly consumes?: boolean;
  /** How many times the managed system sends a packet again. */
  readonly retryCount?: number;
}

/** Two engines of ours with a bad network between them, a session open, and a serial console on top of it. */
export class SolWorld {
  readonly network: MockNetwork;
  readonly bmc: BmcEngine;
  readonly session: IpmiEngine;
  readonly config: SolConfig;
  readonly console: SolEngine;
  readonly events: SolEvent[] = [];
  readonly steps: SolStep[] = [];
  /** What the machine read. */
  readonly read: number[] = [];
  /** How many breaks the machine got, and how much it had read at each. */
  readonly breaks: number[] = [];
  /** What the console received. */
  readonly received: number[] = [];
  readonly #remote: MockConsole;
  readonly #wake: () => void;
  readonly #consumes: boolean;
  readonly #toType: Uint8Array[] = [];
  #unconsumed = 0;
  #isReady = false;
  #disarm: () => void = () => {};

  constructor({ seed, conditions = {}, config = {}, consumes = true, retryCount = 1000 }: SolWorldOptions) {
    this.#consumes = consumes;
    this.config = {
      inboundPayloadSize: 255,
      retry: { firstWait: 200, factor: 1.5, maxWait: 800, tries: 100 },
      ...config,
    };
    this.network = new MockNetwork({ seed });
    const sol = createSol({ retryCount, retryInterval: 200 });
    sol.serial.console = "none";
    sol.serial.onInput = (characters) => this.read.push(...characters);
    sol.serial.onBreak = () => this.breaks.push(this.read.length);
    this.bmc = new BmcEngine({
      users: [{ name: ascii("u"), password: ascii("pw"), privilegeLimit: 4 }],
      device: createDevice({ sol }),
      randomBytes: seededRandomBytes(seed ^ 1),
    });
    this.#wake = attachManagedSystem(this.network, { address: "bmc", engine: this.bmc }).wake;
    this.session = new IpmiEngine({
      username: ascii("u"),
      password: ascii("pw"),
      retry: { firstWait: 100, factor: 2, maxWait: 400, tries: 30, jitter: 0.1 },
      randomBytes: seededRandomBytes(seed ^ 2),
    });
    this.console = new SolEngine(this.config);
    this.#remote = attachConsole(this.network, {
      address: "console",
      peer: "bmc",
      engine: this.session,
      onEvent: (event) => {
        if (event.type === "payloadReceived" && this.#isReady) this.input({ type: "payload", payload: event.payload });
      },
    });
    this.#remote.input({ type: "openSession" });
    this.until(() => this.session.snapshot().phase === "open");
    const auxiliaryData = encodeSolActivation({
      encryption: true,
      authentication: true,
      testMode: false,
      serialAlertBehavior: 1,
      startupHandshake: false,
    });
    const data = encodeRequestData(activatePayload, { payloadType: 1, payloadInstance: 1, auxiliaryData });
    this.#remote.input({ type: "request", requestId: 1, request: { type: "command", netFn: 6, cmd: 0x48, data } });
    this.#isReady = true;
    this.until(() => this.#remote.events.some(({ type }) => type === "response"));
    // From here on: how a session opens over a bad network is no affair of these tests.
    this.network.setConditions(conditions);
  }

  /** Gives the console an input, and does what comes out. */
  input(input: TimelessSolInput): void {
    const given = { ...input, now: this.network.clock.now() } as SolInput;
    const outputs: SolOutput[] = [];
    this.steps.push({ input: structuredClone(given), outputs });
    this.console.handleInput(given);
    for (;;) {
      const output = this.console.pollOutput();
      outputs.push(output);
      if (output.type === "timeout") return this.#arm(output.at);
      if (output.type === "event") this.#heard(output.event);
      else this.#remote.input({ type: "sendPayload", payloadType: 1, payload: output.payload });
    }
  }

  /** Types, as room comes. */
  type(characters: Uint8Array): void {
    this.#toType.push(characters);
    this.#typeMore();
  }

  /** The machine prints. */
  print(characters: Uint8Array): void {
    writeSerial(this.bmc.device.sol.serial, characters);
    this.#wake();
  }

  /** The machine's state was changed. */
  wake(): void {
    this.#wake();
  }

  /** Somebody reads what was received. */
  consume(count: number = this.#unconsumed): void {
    const taken = Math.min(count, this.#unconsumed);
    this.#unconsumed -= taken;
    this.input({ type: "consumed", count: taken });
  }

  /** Whether all that was typed is accepted. */
  get isIdle(): boolean {
    const { buffered, isAwaitingAcknowledgement } = this.console.snapshot();
    return buffered === 0 && !isAwaitingAcknowledgement && this.#toType.length === 0;
  }

  /** Lets time pass until something is so. */
  until(isSo: () => boolean): void {
    for (let tick = 0; !isSo(); tick++) {
      if (tick > 3000) throw new Error("what is waited for never happens");
      this.network.clock.advance(50);
    }
  }

  #heard(event: SolEvent): void {
    this.events.push(event);
    if (event.type === "charactersAccepted") this.#typeMore();
    if (event.type !== "charactersReceived") return;
    this.received.push(...event.characters);
    this.#unconsumed += event.characters.length;
    // After the drain: an input from inside it would drain twice.
    if (this.#consumes) this.network.clock.setTimer(0, () => this.consume());
  }

  #typeMore(): void {
    this.network.clock.setTimer(0, () => {
      const next = this.#toType[0];
      if (next === undefined) return;
      const part = next.subarray(0, this.console.snapshot().room);
      if (part.length === next.length) this.#toType.shift();
      else this.#toType[0] = next.subarray(part.length);
      this.input({ type: "characters", characters: part });
      if (part.length > 0 && this.#toType.length > 0) this.#typeMore();
    });
  }

  #arm(at: number | undefined): void {
    this.#disarm();
    if (at === undefined) return;
    const delay = Math.max(0, at - this.network.clock.now());
    this.#disarm = this.network.clock.setTimer(delay, () => this.input({ type: "timeout" }), { background: true });
  }
}
