import { seededRandomBytes } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { RandomPurpose } from "../../src/engine/config.ts";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { lawRuns } from "../support/law-runs.ts";
import { datagramsOf, drain, reenact } from "../support/recording.ts";
import { playedWorld } from "../support/world.ts";
import { worldPlans } from "../support/world-plan.ts";

const lengths: Readonly<Record<RandomPurpose, number>> = { sessionId: 4, randomNumber: 16, iv: 256, jitter: 2 };

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("law 9: chance comes through randomBytes only", () => {
  it("by its purposes, each in its exact length", () => {
    fc.assert(
      fc.property(worldPlans({}), (plan) => {
        const { draws } = playedWorld(plan).recorder.recording;
        for (const { purpose, bytes } of draws) expect(bytes).toHaveLength(lengths[purpose]);
        const drawn = draws.map(({ purpose }) => purpose);
        expect(drawn[0]).toBe("sessionId");
        // A restart draws anew; what is only sent again does not.
        expect(drawn.filter((purpose) => purpose === "sessionId").length).toBeLessThanOrEqual(2);
        expect(drawn.filter((purpose) => purpose === "randomNumber").length).toBeLessThanOrEqual(2);
      }),
      lawRuns(60),
    );
  });

  it("and from no global source, nor from any clock", () => {
    fc.assert(
      fc.property(worldPlans({}), (plan) => {
        const { recording } = playedWorld(plan).recorder;
        const forbidden = (): never => {
          throw new Error("the engine asked a global for chance or time");
        };
        vi.spyOn(Math, "random").mockImplementation(forbidden);
        vi.spyOn(Date, "now").mockImplementation(forbidden);
        vi.spyOn(performance, "now").mockImplementation(forbidden);
        vi.stubGlobal("crypto", { getRandomValues: forbidden, randomUUID: forbidden });
        let sent: Uint8Array[];
        try {
          const engine = reenact(recording);
          sent = recording.steps.flatMap(({ input }) => {
            engine.handleInput(input);
            return drain(engine).flatMap((output) => (output.type === "transmit" ? [output.datagram] : []));
          });
        } finally {
          vi.restoreAllMocks();
          vi.unstubAllGlobals();
        }
        expect(sent).toEqual(datagramsOf(recording));
      }),
      lawRuns(40),
    );
  });

  it("a source that gives another length, or no bytes, is the caller's mistake", () => {
    for (const wrong of [new Uint8Array(3), new Uint8Array(5), [1, 2, 3, 4], undefined]) {
      const engine = new IpmiEngine({
        username: new Uint8Array(0),
        password: new Uint8Array(0),
        randomBytes: () => wrong as Uint8Array,
      });
      expect(() => engine.handleInput({ type: "openSession", now: 0 })).toThrow(ApiMisuseError);
    }
  });

  it("a session ID is never 0, however often chance says so", () => {
    let draws = 0;
    const random = seededRandomBytes(1);
    const engine = new IpmiEngine({
      username: new Uint8Array(0),
      password: new Uint8Array(0),
      randomBytes: (length, purpose) =>
        purpose === "sessionId" && draws++ < 3 ? new Uint8Array(length) : random(length, purpose),
    });
    engine.handleInput({ type: "openSession", now: 0 });
    const [, transmit] = drain(engine);
    expect(transmit).toMatchObject({ type: "transmit" });
    expect(draws).toBe(4);
    const sessionId = transmit?.type === "transmit" ? transmit.datagram.slice(20, 24) : new Uint8Array(0);
    expect(sessionId.some((byte) => byte !== 0)).toBe(true);
  });
});
