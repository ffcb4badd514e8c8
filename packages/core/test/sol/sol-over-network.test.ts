import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lawRuns } from "../support/law-runs.ts";
import { SolWorld } from "../support/sol-world.ts";

const badLink = fc.record({
  delay: fc.nat({ max: 30 }),
  jitter: fc.nat({ max: 150 }),
  loss: fc.constantFrom(0, 0.1, 0.3),
  duplicate: fc.constantFrom(0, 0.3),
  reorder: fc.constantFrom(0, 0.3),
});
const text = fc.uint8Array({ maxLength: 800, size: "max" });

describe("a serial console over a bad network", () => {
  it("delivers every character once and in order, both ways, whatever is refused on the way", () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          conditions: badLink,
          printed: text,
          typed: text,
          inboundPayloadSize: fc.integer({ min: 34, max: 259 }),
          inputCapacity: fc.integer({ min: 20, max: 300 }),
          /** How long at a time the machine reads nothing. */
          pauses: fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 4 }),
          reader: fc.constantFrom("at once", "slow"),
          receiveWindow: fc.integer({ min: 255, max: 1000 }),
          sendBuffer: fc.integer({ min: 255, max: 2000 }),
        }),
        ({ seed, conditions, printed, typed, inputCapacity, pauses, reader, ...config }) => {
          const world = new SolWorld({ seed, conditions, config, consumes: reader === "at once" });
          const { serial } = world.bmc.device.sol;
          serial.inputCapacity = inputCapacity;
          serial.outputCapacity = 1 << 20;
          world.type(typed);
          for (let at = 0; at < printed.length; at += 400) world.print(printed.slice(at, at + 400));
          for (const pause of pauses) {
            serial.reads = false;
            world.network.clock.advance(pause);
            serial.reads = true;
            world.wake();
            world.network.clock.advance(100);
          }
          let ticks = 0;
          world.until(() => {
            if (reader === "slow" && ticks++ % 8 === 0) world.consume(300);
            return world.received.length >= printed.length && world.read.length >= typed.length && world.isIdle;
          });
          // What is still under way must not bring anything twice.
          world.consume();
          world.network.clock.advance(5000);
          expect(world.received).toStrictEqual([...printed]);
          expect(world.read).toStrictEqual([...typed]);
          expect(world.events.filter(({ type }) => type === "closed")).toStrictEqual([]);
        },
      ),
      { ...lawRuns(60), interruptAfterTimeLimit: 20_000 },
    );
  });

  it("never holds more than its window and its buffer, however much comes", () => {
    fc.assert(
      fc.property(fc.nat(), badLink, fc.integer({ min: 255, max: 800 }), (seed, conditions, receiveWindow) => {
        const world = new SolWorld({ seed, conditions, consumes: false, config: { receiveWindow } });
        world.bmc.device.sol.serial.outputCapacity = 1 << 20;
        world.print(new Uint8Array(3000).map((_, index) => index));
        for (let second = 0; second < 20; second++) {
          world.network.clock.advance(1000);
          expect(world.received.length).toBeLessThanOrEqual(receiveWindow);
        }
        world.until(() => {
          world.consume(100);
          return world.received.length === 3000;
        });
        expect(world.received).toStrictEqual([...new Uint8Array(3000).map((_, index) => index)]);
      }),
      { ...lawRuns(15), interruptAfterTimeLimit: 10_000 },
    );
  });

  it("brings every break to its place between the characters, once", () => {
    fc.assert(
      fc.property(fc.nat(), badLink, fc.array(fc.nat({ max: 600 }), { maxLength: 6 }), (seed, conditions, lengths) => {
        const world = new SolWorld({ seed, conditions });
        const places: number[] = [];
        let typed = 0;
        for (const [index, length] of lengths.entries()) {
          world.input({ type: "characters", characters: new Uint8Array(length).fill(index) });
          typed += length;
          places.push(typed);
          world.input({ type: "operate", operationId: index, operation: { generateBreak: true } });
        }
        world.until(() => world.isIdle && world.breaks.length >= places.length);
        world.network.clock.advance(5000);
        expect(world.breaks).toStrictEqual(places);
        const operated = world.events.flatMap((event) => (event.type === "operated" ? [event.operationId] : []));
        expect(operated).toStrictEqual([...lengths.keys()]);
      }),
      { ...lawRuns(25), interruptAfterTimeLimit: 10_000 },
    );
  });
});
