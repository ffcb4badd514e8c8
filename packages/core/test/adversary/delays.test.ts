import { describe, expect, it } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { attackHandshake } from "../support/attacked-handshake.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { sessionIdOf } from "../support/forgeries.ts";

/*
 * Who can hold packets back can delay. How much longer they make us wait has a bound: the longest round trip that is
 * believed is 10 seconds, and no wait is longer than half as much again, or than configured.
 */

const longest = 15_000;

/** Every wait of an engine from now on, with nothing arriving. */
function waitsUntilTheEnd(harness: EngineHarness): number[] {
  const waits: number[] = [];
  while (harness.timeout.at !== undefined) {
    waits.push(harness.timeout.at - harness.now);
    harness.tick().lose();
  }
  return waits;
}

describe("answers that are held back", () => {
  const suites: readonly CipherSuiteId[] = [3, 12, 17];

  /** A first answer after so many milliseconds, with tries that cover such a time. */
  function slowlyAnswered(suite: CipherSuiteId, afterMilliseconds: number): EngineHarness {
    const harness = new EngineHarness({ cipherSuites: [suite], retry: { firstWait: 500, factor: 1, tries: 100 } });
    harness.feed({ type: "openSession" });
    const [answer] = harness.carry();
    while (harness.now < afterMilliseconds) harness.tick().lose();
    return harness.receive(answer!);
  }

  it.each(suites)(
    "lengthen each wait of the handshake to 15 seconds at most, for as many tries as configured, suite %i",
    (suite) => {
      const harness = slowlyAnswered(suite, 30_000);
      const waits = waitsUntilTheEnd(harness);
      expect(waits).toEqual(Array.from({ length: 100 }, () => longest));
      expect(harness.closed?.error).toMatchObject({ code: "timeout", attempts: 100 });
    },
  );

  it.each(suites)("lengthen each wait in the session that opens, too, but for Close Session's, suite %i", (suite) => {
    const harness = slowlyAnswered(suite, 30_000).settle();
    expect(harness.phase).toBe("open");
    harness.command("asked").lose();
    expect(harness.timeout.at! - harness.now).toBe(longest);
    harness.feed({ type: "closeSession" }).lose();
    expect(waitsUntilTheEnd(harness).reduce((sum, wait) => sum + wait)).toBe(1000);
  });

  it("do not lengthen a wait that was asked for longer", () => {
    const harness = new EngineHarness({ cipherSuites: [17], retry: { firstWait: 60_000 } });
    harness.feed({ type: "openSession" });
    const [answer] = harness.carry();
    harness.now = 59_000;
    harness.receive(answer!);
    expect(harness.timeout.at! - harness.now).toBe(60_000);
  });

  it("cannot be shown by who only sees and sends: where the true answer comes in time, no wait grows", () => {
    const { world, took } = attackHandshake([17], (adversary) =>
      adversary.on("bmc", undefined, (datagram) => {
        // All that was on the wire, once more, with every answer.
        adversary.tell("console", ...adversary.seen.map((seen) => seen.datagram));
        return [datagram, datagram];
      }),
    );
    expect(took).toBeLessThan(20);
    world.bmc.faults.silent = true;
    world.echo();
    const { deadline, now } = world.recorder.engine.snapshot();
    expect(deadline.at! - now!).toBeLessThanOrEqual(110); // the first wait of 100 ms and its jitter
  });
});

describe("in a session, who holds packets back", () => {
  it("and lets them go in any order within the window delays answers and nothing else", () => {
    const { world } = attackHandshake([17], () => undefined, { engine: { maxInFlight: 16 } });
    const held: Uint8Array[] = [];
    const release = world.network.tap(({ from, datagram }) => {
      if (from !== "bmc") return undefined;
      held.push(datagram);
      return [];
    });
    const ids = Array.from({ length: 16 }, () => world.echo()!);
    world.network.clock.advance(20);
    release();
    expect(held).toHaveLength(16);
    for (const datagram of held.toReversed()) world.network.inject("bmc", "console", datagram);
    world.network.clock.advance(1);
    for (const id of ids) expect(world.answerTo(id)).toMatchObject({ type: "response", response: { attempts: 1 } });
    expect(world.recorder.engine.snapshot().dropped).toEqual({});
  });

  it("longer than the window finds them dropped, and the request answered by a repetition", () => {
    const { world } = attackHandshake([17], () => undefined, { engine: { maxInFlight: 2 } });
    const held: Uint8Array[] = [];
    const release = world.network.tap(({ from, datagram }) => {
      if (from !== "bmc" || held.length > 0) return undefined;
      held.push(datagram);
      return [];
    });
    const first = world.echo()!;
    world.network.clock.advance(10);
    release();
    for (let request = 0; request < 33; request++) {
      const id = world.echo()!;
      world.until(() => world.answerTo(id) !== undefined);
    }
    world.network.inject("bmc", "console", held[0]!);
    world.rest();
    expect(world.answerTo(first)).toMatchObject({ type: "response", response: { attempts: 2 } });
    expect(world.recorder.engine.snapshot().dropped).toEqual({ tooOld: 1 });
    expect([...world.echoed.values()].every((times) => times === 1)).toBe(true);
  });

  it("of both directions for good has it counted as lost, and every request fails", () => {
    const { world } = attackHandshake([17], () => undefined);
    world.network.tap(({ datagram }) => (sessionIdOf(datagram) === 0 ? undefined : []));
    const ids = [world.echo()!, world.echo()!, world.echo()!];
    world.rest();
    expect(world.phase).toBe("closed");
    for (const id of ids) expect(world.answerTo(id)).toMatchObject({ type: "requestFailed" });
    expect(world.consoleEvents.at(-1)).toMatchObject({ type: "sessionClosed", reason: "lost" });
    expect(world.network.trace.filter(({ datagram }) => datagram[5] === PayloadType.openSessionRequest)).toHaveLength(
      1,
    );
  });
});
