import { describe, expect, it } from "vitest";
import { type CipherSuiteId, cipherSuites } from "../../src/crypto/cipher-suites.ts";
import type { EngineConfig } from "../../src/engine/config.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import type { OpenSessionRequest } from "../../src/wire/open-session-request.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const all = { dangerouslyAllowUnprotectedCipherSuites: true } as const;

function suitesOffered(harness: EngineHarness): (number | undefined)[] {
  return harness.system.openSessionRequests.map(suiteOf);
}

function suiteOf(request: OpenSessionRequest): number | undefined {
  return cipherSuites.find(
    (suite) =>
      suite.authentication === request.authenticationAlgorithm &&
      suite.integrity === request.integrityAlgorithm &&
      suite.confidentiality === request.confidentialityAlgorithm,
  )?.id;
}

/** An engine whose first Open Session is refused with a status. */
function refusedWith(status: number, config: Partial<EngineConfig> = {}): EngineHarness {
  const harness = new EngineHarness(config);
  harness.system.script.openSession = (request) => {
    harness.system.script = {};
    return [harness.system.refusal(PayloadType.openSessionResponse, request.messageTag, status)];
  };
  return harness.feed({ type: "openSession" }).settle();
}

describe("the suites that are tried", () => {
  it("are 17 and nothing else where 17 is taken", () => {
    const harness = new EngineHarness();
    expect(harness.open()).toMatchObject({ cipherSuiteId: 17, refusedCipherSuites: [] });
    expect(suitesOffered(harness)).toEqual([17]);
  });

  it("are 17, then 3, when none are named", () => {
    const harness = new EngineHarness({}, { suites: [3] });
    expect(harness.open()).toMatchObject({
      cipherSuiteId: 3,
      refusedCipherSuites: [{ cipherSuiteId: 17, rmcpStatus: 0x11 }],
    });
    expect(suitesOffered(harness)).toEqual([17, 3]);
  });

  it("never go below 3 by themselves", () => {
    const harness = new EngineHarness({}, { suites: [0, 1, 2, 6, 7, 8, 11, 12, 15, 16] });
    harness.feed({ type: "openSession" }).settle();
    expect(suitesOffered(harness)).toEqual([17, 3]);
    expect(harness.closed?.error).toMatchObject({ code: "cipherSuiteRefused", rmcpStatus: 0x11 });
  });

  it("are the list as given, in its order", () => {
    const list: CipherSuiteId[] = [8, 0, 12, 17, 3];
    const harness = new EngineHarness({ ...all, cipherSuites: list }, { suites: [3] });
    expect(harness.open().refusedCipherSuites.map(({ cipherSuiteId }) => cipherSuiteId)).toEqual([8, 0, 12, 17]);
    expect(suitesOffered(harness)).toEqual(list);
  });

  it("are one where one is named: its refusal is final", () => {
    const harness = refusedWith(0x11, { cipherSuites: [17] });
    expect(harness.closed?.error).toMatchObject({ code: "cipherSuiteRefused" });
    expect(suitesOffered(harness)).toEqual([17]);
  });

  it.each([0x03, 0x04, 0x05, 0x06, 0x07, 0x10, 0x11])("move on after status %i to Open Session", (status) => {
    const harness = refusedWith(status);
    expect(harness.phase).toBe("open");
    expect(suitesOffered(harness)).toEqual([17, 3]);
    expect(harness.eventsOf("sessionOpened")[0]?.session.refusedCipherSuites).toEqual([
      { cipherSuiteId: 17, rmcpStatus: status },
    ]);
  });

  it("move on after no other status to Open Session, and ask nothing again", () => {
    const movesOn = [0x03, 0x04, 0x05, 0x06, 0x07, 0x10, 0x11];
    for (let status = 1; status <= 0xff; status++) {
      if (movesOn.includes(status)) continue;
      const harness = refusedWith(status);
      expect(harness.closed?.error).toMatchObject({ rmcpStatus: status });
      expect(suitesOffered(harness)).toEqual([17]);
    }
  });

  it("do not move on after such a status to a RAKP message", () => {
    for (const hook of ["rakpMessage1", "rakpMessage3"] as const) {
      const harness = new EngineHarness();
      const type = hook === "rakpMessage1" ? PayloadType.rakpMessage2 : PayloadType.rakpMessage4;
      harness.system.script[hook] = ({ messageTag }: { readonly messageTag: number }) => [
        harness.system.refusal(type, messageTag, 0x04),
      ];
      harness.feed({ type: "openSession" }).settle();
      expect(harness.closed?.error).toMatchObject({ code: "sessionRefused", rmcpStatus: 0x04 });
      expect(suitesOffered(harness)).toEqual([17]);
    }
  });

  it("move on when a held refusal of the suite counts at last", () => {
    const harness = new EngineHarness();
    harness.system.script.openSession = () => [harness.system.refusal(PayloadType.openSessionResponse, 0, 0x04, 0)];
    harness.feed({ type: "openSession" }).settle();
    for (let tries = 0; tries < 3; tries++) harness.tick().settle();
    harness.system.script = {};
    harness.tick().settle();
    expect(harness.phase).toBe("open");
    expect(suitesOffered(harness)).toEqual([17, 17, 17, 17, 3]);
  });

  it("each get a session ID of their own", () => {
    const harness = refusedWith(0x11);
    const ids = harness.system.openSessionRequests.map(({ remoteConsoleSessionId }) => remoteConsoleSessionId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("suites without integrity", () => {
  it.each([0, 1, 6, 15] as const)("%i needs the dangerous option", (id) => {
    expect(() => new EngineHarness({ cipherSuites: [id] })).toThrow(ApiMisuseError);
    expect(() => new EngineHarness({ cipherSuites: [17, id] })).toThrow(/dangerouslyAllowUnprotectedCipherSuites/);
    expect(new EngineHarness({ ...all, cipherSuites: [id] }).open().cipherSuiteId).toBe(id);
  });
});

describe.each(cipherSuites.map(({ id }) => id))("suite %i", (id) => {
  it("opens, answers, survives a lost answer and closes", () => {
    const harness = new EngineHarness(
      { ...all, cipherSuites: [id], kg: Uint8Array.of(0, 1, 2) },
      { kg: Uint8Array.of(0, 1, 2) },
    );
    expect(harness.open()).toMatchObject({ cipherSuiteId: id, privilegeLevel: 4 });
    for (let request = 0; request < 5; request++) harness.command(request).settle();
    harness.command("repeated");
    harness.carry();
    harness.tick().settle();
    expect(harness.verdict("repeated")).toBe(0);
    expect(harness.eventsOf("response").map(({ response }) => response.attempts)).toEqual([1, 1, 1, 1, 1, 2]);
    harness.feed({ type: "closeSession" }).settle();
    expect(harness.closed).toMatchObject({ reason: "requested", confirmed: true });
    expect(harness.dropped).toEqual({});
  });
});

describe("algorithms that were not proposed", () => {
  it.each([
    { name: "weaker authentication", changes: { authenticationAlgorithm: 0 } },
    { name: "no integrity", changes: { integrityAlgorithm: 0 } },
    { name: "no confidentiality", changes: { confidentialityAlgorithm: 0 } },
    { name: "other integrity, no weaker", changes: { integrityAlgorithm: 1 } },
    {
      name: "none of the three",
      changes: { authenticationAlgorithm: 0, integrityAlgorithm: 0, confidentialityAlgorithm: 0 },
    },
  ])("$name: never taken, and said when the tries are spent", ({ changes }) => {
    const harness = new EngineHarness();
    harness.system.script.openSession = (request) => [harness.system.openSessionAnswer(request, changes)];
    harness.feed({ type: "openSession" }).settle();
    expect(harness.phase).toBe("awaitOpenSessionResponse");
    expect(harness.dropped).toEqual({ algorithmMismatch: 1 });
    while (harness.closed === undefined) harness.tick().settle();
    expect(harness.closed.error).toMatchObject({
      code: "malformedMessage",
      field: "Open Session Response: algorithms",
    });
    expect(harness.system.rakpMessages1).toEqual([]);
  });

  it("lose to an answer with those proposed", () => {
    const harness = new EngineHarness();
    harness.system.script.openSession = (request) => [
      harness.system.openSessionAnswer(request, { confidentialityAlgorithm: 0 }),
      harness.system.openSessionAnswer(request),
    ];
    expect(harness.open().cipherSuiteId).toBe(17);
    expect(harness.dropped).toEqual({ algorithmMismatch: 1 });
  });
});
