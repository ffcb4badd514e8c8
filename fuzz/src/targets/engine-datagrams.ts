import { strictEqual } from "node:assert/strict";
import { withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { capturedDatagrams } from "../corpus/captures.ts";
import { suiteOf } from "../corpus/hand-session.ts";
import type { FuzzInput } from "../fuzz-input.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { phases } from "./engine-phases.ts";
import { endOf, fuzzHarness, traceOf } from "./fuzz-harness.ts";

/** Datagrams of somebody without keys, in each phase. */
export const engineDatagrams: FuzzTarget = {
  name: "engine-datagrams",
  about:
    "IpmiEngine: changed datagrams in each phase, without keys; every request settled once, an open session untouched",
  order: "sequence",
  mostBytes: 5000,
  mostPieces: 16,
  seeds: once(makeSeeds),
  run({ subject, pieces }) {
    const suite = suiteOf(subject);
    const phase = subject.split(" ")[0]!;
    const harness = fuzzHarness(suite);
    phases[phase]!(harness);
    const { phase: before } = harness.engine.snapshot();
    for (const datagram of pieces) {
      withinSteps(8 * datagram.length + 400, () => {
        harness.engine.accepts(datagram);
        harness.receive(datagram);
      });
    }
    if (phase === "open" && suite !== 0) {
      strictEqual(harness.phase, before, "nobody without keys ends a session");
      harness.settle();
      strictEqual(harness.verdict("plain"), 0, "nobody without keys ends a request");
    }
    return `${subject} ${traceOf(harness)} ${endOf(harness)}`;
  },
};

/** What the managed system would have said next, and what others' managed systems said to others. */
function makeSeeds(): readonly FuzzInput[] {
  const captured = capturedDatagrams();
  return Object.entries(phases).flatMap(([phase, reach]) =>
    ([0, 3, 17] as const).flatMap((suite) => {
      const harness = fuzzHarness(suite);
      reach(harness);
      const honest = harness.carry();
      const subject = `${phase} ${suite}`;
      const strays = Array.from({ length: 12 }, (_, at) => captured.slice(at * 30 + suite, at * 30 + suite + 3));
      const inputs = [...(honest.length > 0 ? [honest, [...honest, ...captured.slice(0, 4)]] : []), ...strays];
      return inputs.filter((pieces) => pieces.length > 0).map((pieces) => ({ subject, pieces }));
    }),
  );
}
