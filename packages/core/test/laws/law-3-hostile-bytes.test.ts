import { SeededRandom } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EngineSnapshot } from "../../src/engine/snapshot.ts";
import type { Input } from "../../src/engine/types.ts";
import { lawRuns } from "../support/law-runs.ts";
import { drain, lastingOutputs, reenact, reportedDrops } from "../support/recording.ts";
import { rmcpPlusPacket, secretsOf } from "../support/session-secrets.ts";
import { playedWorld, World } from "../support/world.ts";
import { allSuites, ordinarySteps, plainPlan, protectedSuites, worldPlans } from "../support/world-plan.ts";

/** What an unauthenticated datagram may change: counters, nothing else. */
function withoutCounters({ received: _r, dropped: _d, ...rest }: EngineSnapshot): object {
  return rest;
}

const total = (counts: object): number => Object.values(counts).reduce((sum: number, count) => sum + count, 0);

describe("law 3: an open session", () => {
  /** Only the session's own requests: what is asked outside it, a stranger can answer. */
  const plans = worldPlans({ suites: protectedSuites, steps: [ordinarySteps], maxSteps: 20 });

  it("is not touched by noise, mutated packets, replays, reflections, handshake messages, ICMP or stale clocks", () => {
    fc.assert(
      fc.property(plans, fc.nat(), (plan, seed) => {
        const { recording } = playedWorld(plan).recorder;
        const random = new SeededRandom(seed);
        const engine = reenact(recording);
        const arrived: Uint8Array[] = [];
        const known: Uint8Array[] = [];
        for (const { input, outputs } of recording.steps) {
          engine.handleInput(input);
          expect(lastingOutputs(drain(engine))).toEqual(lastingOutputs(outputs));
          if (input.type === "datagram") arrived.push(input.datagram);
          known.push(...outputs.flatMap((output) => (output.type === "transmit" ? [output.datagram] : [])));
          const { phase, session } = engine.snapshot();
          if (phase !== "open" || session === undefined) continue;
          for (let times = random.below(4); times > 0; times--) {
            const before = engine.snapshot();
            const noise = hostileInput([...arrived, ...known], random, input.now);
            if (noise.type === "timeout" && (before.deadline.at ?? Infinity) <= (before.now ?? 0)) continue; // it is due
            engine.handleInput(noise);
            const after = engine.snapshot();
            expect(withoutCounters(after)).toEqual(withoutCounters(before));
            const counted = noise.type === "timeout" ? 0 : 1;
            expect(total(after.dropped) - total(before.dropped)).toBe(counted);
            const noted = drain(engine);
            expect(lastingOutputs(noted)).toEqual([]);
            expect(total(reportedDrops(noted))).toBe(counted);
          }
        }
      }),
      lawRuns(150),
    );
  });

  it("merges undrained drops of one reason into one event", () => {
    const world = new World(plainPlan(17));
    world.open();
    const engine = world.recorder.engine;
    drain(engine);
    for (let times = 0; times < 500; times++) {
      engine.handleInput({ type: "datagram", now: 0, datagram: Uint8Array.of(times & 0xff) });
      engine.handleInput({ type: "unreachable", now: 0 });
    }
    const events = drain(engine).flatMap((output) => (output.type === "event" ? [output.event] : []));
    expect(events).toHaveLength(Object.keys(reportedDrops(events.map((event) => ({ type: "event", event })))).length);
    expect(events.reduce((sum, event) => sum + (event.type === "datagramDropped" ? event.count : 0), 0)).toBe(1000);
  });
});

describe("law 3: datagram and timeout never throw", () => {
  it("whatever the bytes, in any phase, before, between and after all that happens", () => {
    fc.assert(
      fc.property(worldPlans({ suites: allSuites }), fc.nat(), (plan, seed) => {
        const { recording } = playedWorld(plan).recorder;
        const random = new SeededRandom(seed);
        const arrived: Uint8Array[] = [];
        for (const { input } of recording.steps) if (input.type === "datagram") arrived.push(input.datagram);
        const stopAt = random.below(recording.steps.length + 1);
        const engine = reenact(recording);
        for (const { input } of recording.steps.slice(0, stopAt)) engine.handleInput(input);
        const { now } = engine.snapshot();
        for (let times = 0; times < 60; times++) {
          const input = hostileInput(arrived, random, now ?? 0);
          expect(() => engine.accepts("datagram" in input ? input.datagram : new Uint8Array(0))).not.toThrow();
          try {
            engine.handleInput(input.type === "timeout" ? { ...input, now: input.now + random.below(3000) } : input);
          } catch (error) {
            // The recorded randomness ends where the recording took another way.
            if (!(error instanceof Error && error.message.startsWith("draw "))) throw error;
            return;
          }
        }
        expect(drain(engine).at(-1)?.type).toBe("timeout");
      }),
      lawRuns(150),
    );
  });

  it("not even for authentic nonsense, from a managed system that has the keys", () => {
    fc.assert(
      fc.property(
        worldPlans({ steps: [ordinarySteps], maxSteps: 10, conditions: fc.constant({}) }),
        fc.array(
          fc.record({
            payloadType: fc.oneof(fc.constant(0), fc.nat({ max: 0x3f })),
            payload: fc.oneof(fc.uint8Array({ maxLength: 120 }), lanLikeFrames()),
          }),
          { maxLength: 30 },
        ),
        (plan, packets) => {
          const world = new World(plan);
          world.open();
          for (const step of plan.steps) world.do(step);
          const sealer = secretsOf(world.recorder.recording)?.sealerOfManagedSystem(10_000);
          if (sealer === undefined) return; // the plan closed before it opened
          for (const { payloadType, payload } of packets) {
            world.network.inject("bmc", "console", sealer.seal(payloadType, payload, true));
          }
          world.finish();
          expect(world.phase).toBe("closed");
        },
      ),
      lawRuns(100),
    );
  });
});

/** Frames near enough to a LAN response to get past its checksums and into the matching of answers and bridges. */
function lanLikeFrames(): fc.Arbitrary<Uint8Array> {
  const fields = fc.record({
    netFn: fc.constantFrom(0x07, 0x2f, 0x01, 0x06),
    from: fc.constantFrom(0x20, 0x30, 0x82, 0x72),
    rqSeq: fc.nat({ max: 12 }),
    cmd: fc.constantFrom(0x34, 0x01, 0x5a, 0x3b, 0x3c),
    completionCode: fc.constantFrom(0, 0xcf, 0x83, 0xc1),
  });
  const frame = fc.tuple(fields, fc.uint8Array({ maxLength: 20 })).map(([header, data]) => lanFrame(header, data));
  const nested = fc.tuple(fields, frame).map(([header, inner]) => lanFrame(header, inner));
  return fc.oneof(frame, nested);
}

function lanFrame(
  header: { netFn: number; from: number; rqSeq: number; cmd: number; completionCode: number },
  data: Uint8Array,
): Uint8Array {
  const { netFn, from, rqSeq, cmd, completionCode } = header;
  const sum = (bytes: readonly number[]): number => -bytes.reduce((total, byte) => total + byte, 0) & 0xff;
  const head = [0x81, netFn << 2];
  const body = [from, rqSeq << 2, cmd, completionCode, ...data];
  return Uint8Array.from([...head, sum(head), ...body, sum(body)]);
}

function hostileInput(seen: readonly Uint8Array[], random: SeededRandom, now: number): Input {
  const past = now - random.below(100);
  const some = seen.length > 0 ? seen[random.below(seen.length)]!.slice() : random.bytes(random.below(60));
  switch (random.below(8)) {
    case 0:
      return { type: "timeout", now: past };
    case 1:
      return { type: "unreachable", now: past };
    case 2:
      return { type: "datagram", now: past, datagram: random.bytes(random.below(200)) };
    case 3:
      return { type: "datagram", now: past, datagram: new Uint8Array(random.below(5000)) };
    case 4:
      return { type: "datagram", now: past, datagram: some };
    case 5:
      return { type: "datagram", now: past, datagram: some.slice(0, random.below(some.length + 1)) };
    case 6:
      return { type: "datagram", now: past, datagram: withNumber(some, random) };
    default:
      for (let flips = 1 + random.below(3); flips > 0 && some.length > 0; flips--) {
        some[random.below(some.length)]! ^= 1 + random.below(255);
      }
      return { type: "datagram", now: past, datagram: some };
  }
}

/** The packet under another session sequence number: what a replay looks like that hopes to be taken for new. */
function withNumber(datagram: Uint8Array, random: SeededRandom): Uint8Array {
  if (rmcpPlusPacket(datagram) === undefined || datagram.length < 14) return datagram;
  datagram.set(random.bytes(4), 10);
  return datagram;
}
