import { describe, expect, it } from "vitest";
import { sealAsf, sealIpmi15OutsideSession, sealOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { lanResponse } from "../../src/wire/lan-message.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { fromHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";

/** Far from zero, so that a time is never mistaken for how long something took. */
const start = 7_000_000;
const gcac = { type: "outsideSession", netFn: 6, cmd: 0x38, data: fromHex("8e04") } as const;

function harnessAt(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.now = start;
  return harness;
}

function pongTo(ping: Uint8Array): Uint8Array {
  const pong = fromHex("000011be40010010000011be000000008100000000000000");
  pong[5] = ping[9]!;
  return sealAsf(pong);
}

function answerTo(rqSeq: number): Uint8Array {
  const message = { rqAddr: 0x81, netFn: 7, rqLun: 0, rsAddr: 0x20, rqSeq, rsLun: 0, cmd: 0x38 };
  return encodeToBytes(lanResponse, { ...message, completionCode: 0, data: new Uint8Array(8) });
}

describe("how long it took", () => {
  it("is said of an answer in the session", () => {
    const harness = harnessAt();
    harness.open();
    harness.command(1);
    const answers = harness.carry();
    harness.wait(300).receive(...answers);
    expect(harness.outcome(1)).toMatchObject({ response: { attempts: 1, elapsed: 300 } });
  });

  it("is said of silence in the session, in words too", () => {
    const harness = harnessAt();
    harness.open();
    harness
      .command(1, { retry: { tries: 2 } })
      .lose()
      .tick()
      .lose()
      .tick();
    expect(harness.outcome(1)).toMatchObject({
      error: {
        code: "timeout",
        attempts: 2,
        elapsed: 3000,
        message:
          "no answer to 2 tries in 3.0 s; the session may be gone, or the command takes longer: raise the wait or the tries",
      },
    });
  });

  it("is said of answers outside a session", () => {
    const harness = harnessAt();
    harness.request("ping", { type: "presencePing" });
    const pong = pongTo(harness.sent[0]!);
    harness.wait(200).receive(pong);
    harness.request("gcac", { ...gcac, framing: "rmcpPlus" });
    const rqSeq = harness.sent.at(-1)!.at(16 + 4)! >>> 2;
    const answer = sealOutsideSession(PayloadType.ipmiMessage, answerTo(rqSeq));
    expect(harness.engine.accepts(answer)).toBe(true);
    expect(harness.engine.accepts(sealIpmi15OutsideSession(answerTo(rqSeq)))).toBe(false);
    expect(harness.engine.accepts(sealOutsideSession(PayloadType.ipmiMessage, answerTo(rqSeq ^ 1)))).toBe(false);
    harness.wait(400).receive(answer);
    expect(harness.outcome("ping")).toMatchObject({ response: { type: "presencePong", attempts: 1, elapsed: 200 } });
    expect(harness.outcome("gcac")).toMatchObject({ response: { type: "outsideSession", attempts: 1, elapsed: 400 } });
  });

  const cure = "check the address, or that the managed system answers this at all";
  it.each([
    ["ping", { type: "presencePing" }, "the presence ping"],
    ["gcac", { ...gcac, framing: "ipmi15" }, "the command outside a session"],
  ] as const)("is said of silence outside a session, in words too: %s", (name, request, what) => {
    const harness = harnessAt();
    harness.request(name, request);
    harness.runOut();
    expect(harness.outcome(name)).toMatchObject({
      error: {
        code: "timeout",
        attempts: 4,
        elapsed: 11_000,
        message: `no answer to ${what}: 4 tries in 11.0 s; ${cure}`,
      },
    });
  });

  it("is said of a port that refuses", () => {
    const harness = harnessAt().request("ping", { type: "presencePing" });
    harness.wait(150).feed({ type: "unreachable" });
    expect(harness.outcome("ping")).toMatchObject({ error: { code: "portUnreachable", attempts: 1, elapsed: 150 } });
  });
});

describe("outside a session", () => {
  it("each request is repeated in its own time, the same bytes whatever became of the first ones", () => {
    const harness = harnessAt().request("first", { type: "presencePing" });
    harness.wait(400).request("second", { ...gcac, framing: "ipmi15" });
    const [ping] = harness.sent;
    const before = ping!.slice();
    ping!.fill(0);
    harness.tick();
    expect(harness.sent.slice(2)).toStrictEqual([before]);
    harness.tick();
    expect(harness.sent).toHaveLength(4);
  });

  it("numbers begin anywhere, go up, and leave out those in use", () => {
    const drawn: string[] = [];
    const harness = harnessAt({
      randomBytes: (length, purpose) => {
        drawn.push(purpose);
        return new Uint8Array(length).fill(purpose === "jitter" ? 61 : 1);
      },
    });
    const names = ["a", "b", "c", "d"];
    for (const name of names) harness.request(name, { type: "presencePing" });
    expect(harness.sent.map((datagram) => datagram[9])).toStrictEqual([62, 63, 0, 1]);
    expect(new Set(drawn)).toStrictEqual(new Set(["jitter"]));
  });

  it("a wrong checksum is overlooked with the quirk for that, and only then", () => {
    for (const quirks of [[], ["nochecksumcheck"]] as const) {
      const harness = harnessAt({ quirks });
      harness.request("gcac", { ...gcac, framing: "ipmi15" });
      const rqSeq = harness.sent[0]!.at(14 + 4)! >>> 2;
      const message = answerTo(rqSeq);
      message[message.length - 1]! ^= 1;
      harness.receive(sealIpmi15OutsideSession(message));
      expect(harness.verdict("gcac")).toBe(quirks.length === 0 ? undefined : 0);
      expect(harness.dropped).toEqual(quirks.length === 0 ? { checksum: 1 } : {});
    }
  });
});

describe("a session counts as lost", () => {
  it("just when its policy's waits are over, with two requests unanswered", () => {
    const harness = harnessAt({ maxInFlight: 2, retry: { firstWait: 100, factor: 1, tries: 1 } });
    harness.open();
    harness.command(1).command(2).lose().tick();
    expect(harness.now).toBe(start + 100);
    expect(harness.closed).toMatchObject({ reason: "lost" });
  });

  it("not before, however soon requests give up, and however late it is", () => {
    const harness = harnessAt();
    harness.open();
    for (const name of [1, 2, 3])
      harness
        .command(name, { retry: { firstWait: 10, tries: 1 } })
        .lose()
        .tick();
    expect(harness.phase).toBe("open");
  });
});

describe("Close Session", () => {
  it("keeps to its budget, whatever the round trip", () => {
    const harness = harnessAt({ retry: { firstWait: 4000 } });
    harness.feed({ type: "openSession" });
    for (let message = 0; message < 4; message++) {
      const answers = harness.carry();
      harness.wait(2000).receive(...answers);
    }
    expect(harness.phase).toBe("open");
    harness.command("slow", { retry: { firstWait: 10, tries: 1 } });
    expect(harness.timeout.at).toBe(harness.now + 3000); // one and a half round trips
    harness.settle().feed({ type: "closeSession" });
    expect(harness.timeout).toMatchObject({ at: harness.now + 500, reason: "closeSession" });
  });
});
