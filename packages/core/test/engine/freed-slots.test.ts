import { describe, expect, it } from "vitest";
import { EngineHarness } from "../support/engine-harness.ts";

/** A handshake that ends leaves no slot taken over there, where the protocol has a way to free it. */
describe("a managed system's slot is freed", () => {
  it("with a status in RAKP Message 3 when RAKP Message 2 never comes", () => {
    const harness = new EngineHarness({ cipherSuites: [3], retry: { firstWait: 100, tries: 2 } });
    const { system } = harness;
    system.script.rakpMessage1 = () => [];
    harness.feed({ type: "openSession" }).settle();
    while (harness.closed === undefined) harness.tick().settle();
    expect(harness.closed.error).toMatchObject({ code: "timeout", attempts: 2 });
    expect(system.rakpMessages3.map(({ status }) => status)).toEqual([0x02]);
  });

  it("with Close Session when the session is open over there and RAKP Message 4 is no good, suite 0", () => {
    const harness = new EngineHarness({ cipherSuites: [0], dangerouslyAllowUnprotectedCipherSuites: true });
    const { system } = harness;
    system.script.rakpMessage3 = (message) => [
      system.rakpMessage4(message, { integrityCheckValue: new Uint8Array(12).fill(7) }),
    ];
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toMatchObject({ code: "malformedMessage" });
    expect(system.requests.map(({ request }) => request.cmd)).toEqual([0x3c]);
  });
});
