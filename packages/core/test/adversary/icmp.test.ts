import { describe, expect, it } from "vitest";
import { attackedSuites, attackSession, honestLife } from "../support/attacked-session.ts";
import { drain, lastingOutputs, reenact } from "../support/recording.ts";

/*
 * "Port unreachable" is not authenticated: whoever knows both addresses and ports can forge it. It ends what is not
 * authenticated either, and is counted where there is a session.
 */

describe("a forged ICMP refusal", () => {
  const life = honestLife(17);

  it.each(["awaitOpenSessionResponse", "awaitRakpMessage2", "awaitRakpMessage4"])(
    "ends a handshake at once in phase %s, and says that the port is unreachable",
    (phase) => {
      const engine = reenact(life);
      for (const { input } of life.steps) {
        if (engine.snapshot().phase === phase) break;
        engine.handleInput(input);
      }
      drain(engine);
      engine.handleInput({ type: "unreachable", now: engine.snapshot().now! });
      const events = lastingOutputs(drain(engine)).map((output) => (output.type === "event" ? output.event : output));
      expect(events).toMatchObject([
        { type: "phaseChanged", from: phase, to: "closed" },
        { type: "sessionClosed", reason: "failed", error: { code: "portUnreachable" } },
      ]);
    },
  );

  it.each(attackedSuites)(
    "is counted in a session of suite %i, from RAKP Message 4 to the last answer, and no more",
    (suite) => {
      expect(attackSession(honestLife(suite), () => ["icmp", "icmp"])).toEqual({ unreachable: expect.any(Number) });
    },
  );

  it("ends a request outside the session while none is open, and not while one is", () => {
    const { steps } = life;
    for (const isOpen of [false, true]) {
      const engine = reenact(life, (length) => new Uint8Array(length));
      for (const { input } of isOpen ? steps.slice(0, 5) : []) engine.handleInput(input);
      const now = engine.snapshot().now ?? 0;
      engine.handleInput({ type: "request", now, requestId: "ping", request: { type: "presencePing" } });
      engine.handleInput({ type: "unreachable", now });
      expect(engine.snapshot().outsideSession).toBe(isOpen ? 1 : 0);
    }
  });
});
