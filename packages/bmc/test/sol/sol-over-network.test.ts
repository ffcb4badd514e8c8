import { activatePayload, encodeSolActivation } from "@ruipmi/commands";
import { IpmiEngine } from "@ruipmi/core";
import { encodeRequestData, PayloadType, type SolSystemPacket } from "@ruipmi/core/wire";
import {
  attachConsole,
  attachManagedSystem,
  type LinkConditions,
  MockNetwork,
  seededRandomBytes,
} from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BmcEngine, createDevice, createSol, writeSerial } from "../../src/index.ts";
import { ascii } from "../support/bmc-fixture.ts";
import { SolConsole } from "../support/sol-console.ts";

/** An engine on each side of a bad network, and SOL between them. */
class SolWorld {
  readonly network: MockNetwork;
  readonly bmc: BmcEngine;
  readonly console: SolConsole;
  /** What the machine read. */
  readonly read: number[] = [];
  readonly #wake: () => void;

  constructor(
    seed: number,
    suite: 3 | 4 | 17,
    conditions: Partial<LinkConditions>,
    takes?: (packet: SolSystemPacket) => number,
  ) {
    this.network = new MockNetwork({ seed, conditions });
    const sol = createSol({ retryCount: 1000, retryInterval: 200 });
    sol.serial.console = "none";
    sol.serial.onInput = (characters) => this.read.push(...characters);
    this.bmc = new BmcEngine({
      users: [{ name: ascii("u"), password: ascii("pw"), privilegeLimit: 4 }],
      cipherSuites: [suite],
      device: createDevice({ sol }),
      randomBytes: seededRandomBytes(seed ^ 1),
    });
    const bmc = attachManagedSystem(this.network, { address: "bmc", engine: this.bmc });
    this.#wake = bmc.wake;
    const engine = new IpmiEngine({
      username: ascii("u"),
      password: ascii("pw"),
      cipherSuites: [suite],
      retry: { firstWait: 100, factor: 2, maxWait: 400, tries: 20, jitter: 0.1 },
      randomBytes: seededRandomBytes(seed ^ 2),
    });
    const remote = attachConsole(this.network, {
      address: "console",
      peer: "bmc",
      engine,
      onEvent: (event) => {
        if (event.type === "payloadReceived") this.console.receive(event.payload);
      },
    });
    this.console = new SolConsole({
      send: (payload) =>
        remote.input({
          type: "sendPayload",
          payloadType: PayloadType.serialOverLan,
          payload,
        }),
      ...(takes === undefined ? undefined : { takes }),
    });
    remote.input({ type: "openSession" });
    this.#until(() => engine.snapshot().phase === "open");
    const auxiliaryData = encodeSolActivation({
      encryption: true,
      authentication: true,
      testMode: false,
      serialAlertBehavior: 0,
      startupHandshake: false,
    });
    const data = encodeRequestData(activatePayload, { payloadType: 1, payloadInstance: 1, auxiliaryData });
    remote.input({ type: "request", requestId: 1, request: { type: "command", netFn: 6, cmd: 0x48, data } });
    this.#until(() => remote.events.some((event) => event.type === "response"));
    expect(remote.events.find((event) => event.type === "response")).toMatchObject({
      response: { completionCode: 0 },
    });
  }

  /** The machine prints, as a server would be told. */
  print(characters: Uint8Array): void {
    writeSerial(this.bmc.device.sol.serial, characters);
    this.#wake();
  }

  /** Lets time pass until all that was printed and typed is where it belongs. */
  settle(printed: number, typed: number): void {
    this.#until(() => this.console.received.length >= printed && this.read.length >= typed && this.console.idle);
  }

  #until(isDone: () => boolean): void {
    for (let tick = 0; tick < 4000 && !isDone(); tick++) {
      this.network.clock.advance(50);
      if (tick % 5 === 4) this.console.tick();
    }
    expect(isDone()).toBe(true);
  }
}

const badLink = fc.record({
  delay: fc.nat({ max: 20 }),
  jitter: fc.nat({ max: 100 }),
  loss: fc.constantFrom(0, 0.1, 0.3),
  duplicate: fc.constantFrom(0, 0.3),
  reorder: fc.constantFrom(0, 0.3),
});

describe("SOL over a bad network", () => {
  it("brings every character through once and in order, both ways", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom<(3 | 4 | 17)[]>(3, 4, 17),
        badLink,
        fc.uint8Array({ maxLength: 1500, size: "max" }),
        fc.uint8Array({ maxLength: 1500, size: "max" }),
        fc.boolean(),
        (seed, suite, conditions, printed, typed, slow) => {
          const world = new SolWorld(
            seed,
            suite,
            conditions,
            slow ? ({ characters }) => Math.ceil(characters.length / 2) : undefined,
          );
          if (slow) world.bmc.device.sol.serial.inputCapacity = 30;
          world.console.type(typed);
          for (let at = 0; at < printed.length; at += 200) world.print(printed.subarray(at, at + 200));
          world.settle(printed.length, typed.length);
          expect(world.console.received).toStrictEqual([...printed]);
          expect(world.read).toStrictEqual([...typed]);
        },
      ),
      {
        numRuns: 25,
        interruptAfterTimeLimit: 15_000,
        ...(process.env["RUIPMI_SEED"] ? { seed: Number(process.env["RUIPMI_SEED"]) } : undefined),
      },
    );
  });

  it("takes a remote console that refuses packets now and then", () => {
    let count = 0;
    const world = new SolWorld(7, 17, {}, ({ characters }) => (count++ % 3 === 0 ? 0 : characters.length));
    const text = ascii("The quick brown fox jumps over the lazy dog. ".repeat(20));
    world.print(text);
    world.settle(text.length, 0);
    expect(world.console.received).toStrictEqual([...text]);
  });
});
