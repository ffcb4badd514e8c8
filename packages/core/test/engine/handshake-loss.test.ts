import { describe, expect, it } from "vitest";
import { EngineHarness } from "../support/engine-harness.ts";
import { scriptedRandom } from "../support/scripted-bytes.ts";

const suite3 = { cipherSuites: [3] } as const;

describe("a lost message", () => {
  it.each([
    { name: "Open Session Request", rounds: 0, seen: "openSessionRequests", reason: "openSessionResponse" },
    { name: "RAKP Message 1", rounds: 1, seen: "rakpMessages1", reason: "rakpMessage2" },
    { name: "RAKP Message 3", rounds: 2, seen: "rakpMessages3", reason: "rakpMessage4" },
  ] as const)("$name is sent again with a new tag and nothing else changed", ({ rounds, seen, reason }) => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    for (let round = 0; round < rounds; round++) harness.receive(...harness.carry());
    harness.carry();
    expect(harness.timeout).toEqual({ type: "timeout", at: 1000, reason });
    harness.tick().settle();
    expect(harness.phase).toBe("open");
    const [first, second] = harness.system[seen];
    expect(harness.system[seen]).toHaveLength(2);
    expect(second).toEqual({ ...first, messageTag: second!.messageTag });
    expect(second?.messageTag).not.toBe(first?.messageTag);
  });

  it("is given up after four tries in eleven seconds, with a timeout that says so", () => {
    const harness = new EngineHarness();
    harness.feed({ type: "openSession" });
    expect(harness.runOut()).toBe(11_000);
    expect(harness.closed).toMatchObject({
      reason: "failed",
      confirmed: false,
      error: { code: "timeout", attempts: 4, elapsed: 11_000 },
    });
    expect(harness.sent).toHaveLength(4);
  });

  it("is sent again as the policy says", () => {
    const harness = new EngineHarness({ retry: { firstWait: 100, factor: 3, maxWait: 500, tries: 5 } });
    harness.feed({ type: "openSession" });
    const deadlines = [];
    while (harness.timeout.at !== undefined) {
      deadlines.push(harness.timeout.at);
      harness.tick();
    }
    expect(deadlines).toEqual([100, 400, 900, 1400, 1900]);
  });

  it("has tags that begin anywhere, so that who has not seen one cannot name it", () => {
    const firsts = Array.from({ length: 30 }, (_, seed) => {
      const harness = new EngineHarness({ ...suite3, randomBytes: scriptedRandom([], 7 * seed) });
      harness.open();
      return harness.system.openSessionRequests[0]!.messageTag;
    });
    expect(new Set(firsts).size).toBeGreaterThan(20);
  });

  it("never has tag 0, which managed systems write that echo none, nor a tag twice in 255", () => {
    const harness = new EngineHarness({ retry: { firstWait: 1, factor: 1, tries: 100 }, cipherSuites: [17, 3, 8] });
    harness.system.script.openSession = () => [];
    harness.feed({ type: "openSession" }).settle();
    while (harness.timeout.at !== undefined) harness.tick().settle();
    const tags = harness.system.openSessionRequests.map(({ messageTag }) => messageTag);
    expect(tags).toHaveLength(100);
    expect(new Set(tags).size).toBe(100);
    expect(tags).not.toContain(0);
  });
});

describe("a late answer", () => {
  it("Open Session Response is taken with any outstanding tag", () => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    const [late] = harness.carry();
    harness.tick().lose().tick().lose();
    harness.receive(late!);
    expect(harness.phase).toBe("awaitRakpMessage2");
    expect(harness.dropped).toEqual({});
  });

  it("Open Session Response with a tag that was never sent is stale", () => {
    const harness = new EngineHarness(suite3);
    harness.system.script.openSession = (request) => [harness.system.openSessionAnswer(request, { messageTag: 99 })];
    harness.feed({ type: "openSession" }).settle();
    expect(harness.phase).toBe("awaitOpenSessionResponse");
    expect(harness.dropped).toEqual({ staleTag: 1 });
  });

  it("RAKP Message 4 with the tag of an earlier step is stale", () => {
    const harness = new EngineHarness(suite3);
    harness.system.script.rakpMessage3 = (message) => [
      harness.system.rakpMessage4(message, { messageTag: harness.system.rakpMessages1[0]!.messageTag }),
    ];
    harness.feed({ type: "openSession" }).settle();
    expect(harness.phase).toBe("awaitRakpMessage4");
    expect(harness.dropped).toEqual({ staleTag: 1 });
  });

  it("RAKP Message 4 is taken with any outstanding tag", () => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    harness.receive(...harness.carry());
    harness.receive(...harness.carry());
    const [late] = harness.carry();
    harness.tick().lose();
    harness.receive(late!).settle();
    expect(harness.phase).toBe("open");
  });

  it("RAKP Message 2 is taken with the newest tag only, although its code verifies", () => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    harness.receive(...harness.carry());
    const [late] = harness.carry();
    harness.tick();
    harness.receive(late!);
    expect(harness.phase).toBe("awaitRakpMessage2");
    expect(harness.dropped).toEqual({ staleTag: 1 });
    expect(harness.settle().phase).toBe("open");
  });

  it("a message that comes twice counts once", () => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    for (let step = 0; step < 3; step++) {
      const answers = harness.carry();
      harness.receive(...answers, ...answers);
    }
    expect(harness.phase).toBe("awaitSetSessionPrivilegeLevel");
    expect(harness.dropped).toEqual({ unexpected: 3 });
    expect(harness.settle().phase).toBe("open");
  });

  it.each([
    { name: "another payload type", type: 0x13 },
    { name: "our own message", type: 0x10 },
  ])("$name than the step's answer is unexpected", ({ type }) => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    const [answer] = harness.carry();
    answer![5] = type;
    harness.receive(answer!);
    expect(harness.dropped).toEqual({ unexpected: 1 });
    expect(harness.phase).toBe("awaitOpenSessionResponse");
  });
});

describe("a round trip longer than the first wait", () => {
  /** Everything takes `roundTrip` milliseconds to the managed system and back, once `from` sends something. */
  function openOver(roundTrip: number, slowFrom: "openSession" | "rakpMessage1"): EngineHarness {
    const harness = new EngineHarness(suite3, { freshRandoms: true });
    harness.feed({ type: "openSession" });
    if (slowFrom === "rakpMessage1") harness.receive(...harness.carry());
    const underWay: { readonly at: number; readonly answer: Uint8Array }[] = [];
    for (let step = 0; step < 1000 && harness.closed === undefined && harness.phase !== "open"; step++) {
      for (const answer of harness.carry()) underWay.push({ at: harness.now + roundTrip, answer });
      const next = underWay[0];
      if (next !== undefined && next.at <= (harness.timeout.at ?? Number.MAX_VALUE)) {
        underWay.shift();
        harness.now = next.at;
        harness.receive(next.answer);
      } else {
        harness.tick();
      }
    }
    return harness;
  }

  it.each([900, 1100, 1500, 2500, 4000, 6500, 9000])(
    "of %i ms gets in, although each RAKP 1 draws a new Rc",
    (trip) => {
      expect(openOver(trip, "rakpMessage1").phase).toBe("open");
      expect(openOver(trip, "openSession").phase).toBe("open");
    },
  );

  it("seen in Open Session lengthens the wait for RAKP Message 2 past itself", () => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    const [late] = harness.carry();
    harness.tick().lose();
    harness.now = 1800;
    harness.receive(late!);
    expect(harness.timeout).toMatchObject({ reason: "rakpMessage2", at: 1800 + 1.5 * 1800 });
  });

  it("shown by a late RAKP Message 2 lengthens the wait that runs", () => {
    const harness = new EngineHarness(suite3);
    harness.feed({ type: "openSession" });
    harness.receive(...harness.carry());
    const [late] = harness.carry();
    harness.tick().lose();
    harness.now = 2900;
    harness.receive(late!);
    expect(harness.timeout.at).toBe(1000 + 1.5 * 2900);
  });

  it("lengthens no wait past fifteen seconds: what answers is not trusted yet", () => {
    const harness = new EngineHarness({ ...suite3, retry: { firstWait: 60_000, maxWait: 60_000, tries: 2 } });
    harness.feed({ type: "openSession" });
    const [late] = harness.carry();
    harness.now = 59_000;
    harness.receive(late!);
    expect(harness.timeout.at).toBe(59_000 + 60_000);
    const short = new EngineHarness({ ...suite3, retry: { firstWait: 1000, factor: 1, tries: 100 } });
    short.feed({ type: "openSession" });
    const [veryLate] = short.carry();
    while (short.now < 50_000) short.tick().lose();
    short.receive(veryLate!);
    expect(short.timeout.at).toBe(50_000 + 15_000);
  });
});
