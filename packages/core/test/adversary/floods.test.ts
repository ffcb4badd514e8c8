import { SeededRandom } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import type { IpmiEngine } from "../../src/engine/engine.ts";
import type { PhaseName } from "../../src/engine/phases.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { honestLife } from "../support/attacked-session.ts";
import { refusal, sessionIdOf, withSequenceNumber } from "../support/forgeries.ts";
import { growthOver } from "../support/heap.ts";
import { drain, lastingOutputs, reenact } from "../support/recording.ts";

/*
 * A flood in each phase of a session's life, the life going on in between: memory and outputs stay as they were, and every
 * byte that the engine sends, every event and every deadline is as without it. The model of all floods in a session is in
 * laws/memory.test.ts; these come with packets that get as far as a stranger's can.
 */

/** What a heap grows by without any reason: far below one byte for each datagram. */
const nothing = 400_000;

const phases: readonly PhaseName[] = [
  "awaitOpenSessionResponse",
  "awaitRakpMessage2",
  "awaitRakpMessage4",
  "awaitSetSessionPrivilegeLevel",
  "open",
  "awaitCloseSession",
];

/** A hundred datagrams that cost a look at their first bytes: noise, other sessions' packets, refusals of other sessions. */
function cheap(): Uint8Array[] {
  const random = new SeededRandom(Number(process.env["RUIPMI_SEED"] ?? 1));
  return Array.from({ length: 100 }, (_, index) => {
    if (index % 3 === 0) return random.bytes(random.below(200));
    if (index % 3 === 1) return Uint8Array.of(6, 0, 255, 7, 6, 0xc0, ...random.bytes(10 + random.below(80)));
    return refusal(PayloadType.openSessionResponse + 2 * (index % 2), index, 0x11, 1 + random.below(1000));
  });
}

function flood(engine: IpmiEngine, times: number, packets: readonly Uint8Array[], now: number): void {
  const before = engine.snapshot();
  const growth = growthOver(times, (time) => {
    engine.handleInput({ type: "datagram", now, datagram: packets[time % packets.length]! });
  });
  expect(growth).toBeLessThan(nothing);
  const outputs = drain(engine);
  expect(lastingOutputs(outputs)).toEqual([]);
  expect(outputs.length, "an event for each reason").toBeLessThan(12);
  const after = engine.snapshot();
  expect(after).toEqual({ ...before, received: before.received + times, dropped: after.dropped });
  const dropped = (counts: object): number =>
    Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
  expect(dropped(after.dropped) - dropped(before.dropped)).toBe(times);
}

describe.each([
  { suite: 17, cheapEach: 170_000, dearEach: 26_000 },
  { suite: 3, cheapEach: 20_000, dearEach: 3000 },
  { suite: 12, cheapEach: 20_000, dearEach: 3000 },
  { suite: 18, cheapEach: 20_000, dearEach: 3000 },
] as const)("a life of suite $suite goes on as if nothing had been", ({ suite, cheapEach, dearEach }) => {
  const life = honestLife(suite);
  const arrived = life.steps.flatMap(({ input }) => (input.type === "datagram" ? [input.datagram] : []));
  const inSession = arrived.filter((datagram) => sessionIdOf(datagram) !== 0);

  /** Floods the life once in each phase, so many times. */
  function flooded(each: number, packets: readonly Uint8Array[], within: readonly PhaseName[]): void {
    const engine = reenact(life);
    const floodedIn = new Set<PhaseName>();
    for (const { input, outputs } of life.steps) {
      const { phase, now = 0 } = engine.snapshot();
      if (within.includes(phase) && !floodedIn.has(phase)) {
        flood(engine, each, packets, now);
        floodedIn.add(phase);
      }
      engine.handleInput(input);
      expect(drain(engine)).toEqual(outputs);
    }
    expect([...floodedIn]).toEqual(within);
  }

  it(`through ${cheapEach} datagrams that are cheap to refuse in each of its phases`, () => {
    flooded(cheapEach, cheap(), phases);
  });

  it(`through ${dearEach} that cost an AuthCode in each phase that has one to verify`, () => {
    const dear = inSession.flatMap((datagram) => [5000, 6000].map((number) => withSequenceNumber(datagram, number)));
    flooded(dearEach, dear, phases.slice(2));
  });

  it(`through ${cheapEach} refusals that are held back, of which one is kept`, () => {
    const tagZero = [0, undefined].map((id) => refusal(PayloadType.openSessionResponse, 0, 0x11, id));
    flooded(cheapEach, tagZero, ["awaitOpenSessionResponse"]);
  });
});
