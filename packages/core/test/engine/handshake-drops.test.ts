import { describe, expect, it } from "vitest";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { EngineHarness } from "../support/engine-harness.ts";

const start = 7_000_000;

function begun(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.now = start;
  return harness.feed({ type: "openSession" });
}

/** As far as the request that RAKP Message 4 answers. */
function awaitingRakpMessage4(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = begun(config);
  while (harness.phase !== "awaitRakpMessage4") harness.receive(...harness.carry());
  return harness;
}

describe("the handshake drops", () => {
  it("an acceptance that gives the managed system's session no ID", () => {
    const harness = begun();
    harness.system.script.openSession = (request) => [
      harness.system.openSessionAnswer(request, { managedSystemSessionId: 0 }),
    ];
    harness.settle();
    expect(harness.phase).toBe("awaitOpenSessionResponse");
    expect(harness.dropped).toEqual({ malformed: 1 });
  });

  it("RAKP Message 4 for another session", () => {
    const harness = awaitingRakpMessage4();
    const { system } = harness;
    system.script.rakpMessage3 = (message) => [system.rakpMessage4(message, { remoteConsoleSessionId: 0x77 })];
    harness.settle();
    expect(harness.phase).toBe("awaitRakpMessage4");
    expect(harness.dropped).toEqual({ wrongSessionId: 1 });
  });

  it.each([0x40, 0x80, 0xc0])("what says that it is authenticated or encrypted, where nothing can be: %i", (bits) => {
    const harness = begun();
    const [answer] = harness.carry();
    answer![5]! |= bits;
    harness.receive(answer!);
    expect(harness.phase).toBe("awaitOpenSessionResponse");
    expect(harness.dropped).toEqual({ malformed: 1 });
  });
});

describe("tags", () => {
  it("begin with what the session ID says, so that who has not seen it cannot name one", () => {
    for (const first of [1, 2, 200]) {
      const harness = begun({ randomBytes: (length) => new Uint8Array(length).fill(first) });
      harness.carry();
      const [request] = harness.system.openSessionRequests;
      expect(request?.messageTag).toBe((request!.remoteConsoleSessionId % 255) + 1);
    }
  });

  it("of older tries speak against a step once: the rest is stale", () => {
    const harness = begun();
    const { system } = harness;
    const wrong = new Uint8Array(20);
    system.script.rakpMessage1 = (message) => [system.rakpMessage2(message, { keyExchangeAuthenticationCode: wrong })];
    harness.receive(...harness.carry());
    const [stale] = harness.carry();
    harness.tick().lose().receive(stale!, stale!, stale!);
    expect(harness.phase).toBe("awaitRakpMessage2");
    expect(harness.dropped).toEqual({ heldBack: 1, staleTag: 2 });
  });
});

describe("a handshake that ends", () => {
  it("says for how long nobody answered, and for how long before the port refused", () => {
    const silent = begun();
    silent.runOut();
    expect(silent.closed?.error).toMatchObject({ code: "timeout", attempts: 4, elapsed: 11_000 });
    const refused = begun().wait(300).feed({ type: "unreachable" });
    expect(refused.closed?.error).toMatchObject({ code: "portUnreachable", attempts: 1, elapsed: 300 });
  });

  it("says that algorithms were not those proposed", () => {
    const harness = begun();
    harness.system.script.openSession = (request) => [
      harness.system.openSessionAnswer(request, { confidentialityAlgorithm: 0 }),
    ];
    harness.settle();
    harness.runOut();
    expect(harness.closed?.error?.message).toBe(
      "Open Session Response: algorithms at offset 12: not those that were proposed; nothing weaker than asked for is accepted",
    );
  });

  it.each([
    ["nothing came", undefined],
    ["a refusal came that names no session", "none"],
  ] as const)("while RAKP Message 4 is awaited frees the slot over there once: %s", (_, named) => {
    const harness = awaitingRakpMessage4({ retry: { firstWait: 100, tries: 2 } });
    const { system } = harness;
    system.script.rakpMessage3 = ({ messageTag }) => {
      system.openSession();
      return named === undefined ? [] : [system.refusal(PayloadType.rakpMessage4, messageTag, 0x0f, named)];
    };
    harness.settle();
    while (harness.closed === undefined) harness.tick().settle();
    harness.settle();
    expect(system.requests.map(({ request }) => request.cmd)).toEqual([0x3c]);
  });

  it("leaves the slot over there where the keys differ: a Close Session would not verify", () => {
    const harness = awaitingRakpMessage4({ retry: { firstWait: 100, tries: 2 } });
    const { system } = harness;
    const integrityCheckValue = new Uint8Array(12).fill(7);
    system.script.rakpMessage3 = (message) => [system.rakpMessage4(message, { integrityCheckValue })];
    const [stale] = harness.carry();
    harness.tick().lose().receive(stale!);
    expect(harness.dropped).toEqual({ heldBack: 1 });
    while (harness.closed === undefined) harness.tick();
    harness.settle();
    expect(harness.closed.error).toMatchObject({ code: "wrongKg" });
    expect(system.requests).toEqual([]);
  });

  it("traces the RAKP Message 3 that breaks it off", () => {
    const harness = begun({ traceMessages: true });
    harness.receive(...harness.carry());
    expect(harness.phase).toBe("awaitRakpMessage2");
    const { managedSystemSessionId } = harness.system;
    harness.feed({ type: "closeSession" });
    const { type: _, ...message } = harness.eventsOf("message").at(-1)!;
    expect(message).toStrictEqual({
      from: "remoteConsole",
      name: "RAKP Message 3",
      attempt: 1,
      length: harness.sent.at(-1)!.length,
      fields: { messageTag: message.fields["messageTag"], managedSystemSessionId, status: 2 },
    });
    const untraced = begun();
    untraced.receive(...untraced.carry());
    expect(untraced.feed({ type: "closeSession" }).eventsOf("message")).toEqual([]);
  });
});

describe("random bytes in a handshake", () => {
  it("are asked for by what they are for", () => {
    const drawn: [number, string][] = [];
    const harness = begun({
      randomBytes: (length, purpose) => {
        drawn.push([length, purpose]);
        return Uint8Array.from({ length }, (_, index) => (purpose === "jitter" ? 0 : index + 1));
      },
    });
    harness.settle();
    expect(harness.phase).toBe("open");
    expect(drawn.filter(([, purpose]) => purpose !== "jitter")).toEqual([
      [4, "sessionId"],
      [16, "randomNumber"],
      [256, "iv"],
    ]);
    expect(drawn.filter(([length]) => length === 2).every(([, purpose]) => purpose === "jitter")).toBe(true);
  });
});
