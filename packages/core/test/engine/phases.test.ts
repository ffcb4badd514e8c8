import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextPhase, type PhaseCause, type PhaseName, phaseTransitions } from "../../src/engine/phases.ts";
import type { Input } from "../../src/engine/types.ts";
import { fromHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const phases = Object.keys(phaseTransitions) as PhaseName[];
const causes = [
  "openSession",
  "nextCipherSuite",
  "restart",
  "openSessionAccepted",
  "rakpMessage2Verified",
  "rakpMessage4Verified",
  "privilegeLevelSet",
  "failed",
  "closeSession",
  "closeSettled",
  "lost",
] as const satisfies readonly PhaseCause[];

/** Written out a second time, row by row, so that a change of the table has to be meant. */
const moves: readonly (readonly [PhaseName, PhaseCause, PhaseName])[] = [
  ["idle", "openSession", "awaitOpenSessionResponse"],
  ["idle", "closeSession", "closed"],
  ["awaitOpenSessionResponse", "nextCipherSuite", "awaitOpenSessionResponse"],
  ["awaitOpenSessionResponse", "restart", "awaitOpenSessionResponse"],
  ["awaitOpenSessionResponse", "openSessionAccepted", "awaitRakpMessage2"],
  ["awaitOpenSessionResponse", "failed", "closed"],
  ["awaitOpenSessionResponse", "closeSession", "closed"],
  ["awaitRakpMessage2", "restart", "awaitOpenSessionResponse"],
  ["awaitRakpMessage2", "rakpMessage2Verified", "awaitRakpMessage4"],
  ["awaitRakpMessage2", "failed", "closed"],
  ["awaitRakpMessage2", "closeSession", "closed"],
  ["awaitRakpMessage4", "restart", "awaitOpenSessionResponse"],
  ["awaitRakpMessage4", "rakpMessage4Verified", "awaitSetSessionPrivilegeLevel"],
  ["awaitRakpMessage4", "failed", "closed"],
  ["awaitRakpMessage4", "closeSession", "closed"],
  ["awaitSetSessionPrivilegeLevel", "privilegeLevelSet", "open"],
  ["awaitSetSessionPrivilegeLevel", "failed", "awaitCloseSession"],
  ["awaitSetSessionPrivilegeLevel", "closeSession", "awaitCloseSession"],
  ["open", "closeSession", "awaitCloseSession"],
  ["open", "lost", "closed"],
  ["awaitCloseSession", "closeSettled", "closed"],
];

describe("the table of phases", () => {
  it.each(phases.flatMap((from) => causes.map((cause) => ({ from, cause }))))(
    "$from, $cause: moves as written, or cannot happen",
    ({ from, cause }) => {
      const move = moves.find(([phase, why]) => phase === from && why === cause);
      if (move === undefined) expect(() => nextPhase(from, cause)).toThrow(`${cause} cannot happen in phase ${from}`);
      else expect(nextPhase(from, cause)).toBe(move[2]);
    },
  );

  it("has no row besides, and lets every phase reach closed", () => {
    expect(Object.values(phaseTransitions).flatMap((row) => Object.keys(row))).toHaveLength(moves.length);
    for (const phase of phases) {
      const reached = new Set<PhaseName>([phase]);
      for (const from of reached) for (const to of Object.values(phaseTransitions[from])) reached.add(to);
      expect(reached).toContain("closed");
    }
  });
});

type Step = "answer" | "lose" | "tick" | "refuse" | "garbage" | "ask" | "cancel" | "ping" | Input["type"];

const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>("answer") },
  { weight: 2, arbitrary: fc.constantFrom<Step>("lose", "tick", "ask", "ping") },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>("refuse", "garbage", "cancel", "unreachable", "closeSession", "timeout"),
  },
);

function take(harness: EngineHarness, what: Step, seed: number): void {
  const { system } = harness;
  const ends = ["awaitCloseSession", "closed"].includes(harness.phase);
  switch (what) {
    case "answer":
      return void harness.receive(...harness.carry());
    case "lose":
      return void harness.lose();
    case "tick":
      return void (harness.timeout.at !== undefined && harness.tick());
    case "refuse": {
      const type = [0x11, 0x13, 0x15][seed % 3]!;
      return void harness.receive(
        system.refusal(type, seed % 8, seed % 0x14, seed % 5 === 0 ? 0 : system.remoteConsoleSessionId),
      );
    }
    case "garbage":
      return void harness.receive(fromHex("0600ff0706c0").fill(seed & 0xff, 5));
    case "ask":
      return void (ends || harness.command(`${harness.events.length} ${harness.sent.length} ${seed}`));
    case "ping":
      return void (
        ends ||
        harness.engine.snapshot().outsideSession > 10 ||
        harness.request(seed, { type: "presencePing" })
      );
    case "cancel":
      return void harness.feed({ type: "cancelRequest", requestId: seed });
    case "openSession":
    case "closeSession":
    case "unreachable":
    case "timeout":
      return void harness.feed({ type: what });
    default:
      throw new Error(`no such step: ${what}`);
  }
}

describe("whatever happens, in whatever order", () => {
  it("each change of phase is in the table, each request is settled once, and the end is the end", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(step, fc.nat({ max: 1000 })), { maxLength: 60 }),
        fc.record({ allowLowerPrivilege: fc.boolean(), opensesspriv: fc.boolean(), drops: fc.boolean() }),
        (steps, { allowLowerPrivilege, opensesspriv, drops }) => {
          const harness = new EngineHarness({
            allowLowerPrivilege,
            quirks: opensesspriv ? ["opensesspriv"] : [],
            cipherSuites: [17, 3],
            keepaliveInterval: drops ? 3000 : 0,
            maxInFlight: 2,
          });
          harness.feed({ type: "openSession" });
          for (const [index, [what, seed]] of steps.entries())
            take(harness, what, what === "ping" ? 2000 + index : seed);
          harness.feed({ type: "closeSession" });
          harness.runOut();
          expect(harness.phase).toBe("closed");
          expect(harness.events.at(-1)?.type).toBe("sessionClosed");
          const changes = harness.eventsOf("phaseChanged");
          for (const [index, { from }] of changes.entries()) expect(from).toBe(changes[index - 1]?.to ?? "idle");
        },
      ),
      { numRuns: 300 },
    );
  });
});
