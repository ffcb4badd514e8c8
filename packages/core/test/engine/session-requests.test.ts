import { describe, expect, it } from "vitest";
import { parsePacket, type RmcpPlusPacket } from "../../src/packets/parse-packet.ts";
import { SessionOpener } from "../../src/packets/session-opener.ts";
import { decodeLanRequest } from "../../src/wire/lan-message.ts";
import { toHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";

function opened(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.open();
  return harness;
}

/** The requests that reached the managed system after Set Session Privilege Level. */
function asked(harness: EngineHarness): { cmd: number; rqSeq: number; sequenceNumber: number }[] {
  return harness.system.requests.slice(1).map(({ request, packet }) => ({
    cmd: request.cmd,
    rqSeq: request.rqSeq,
    sequenceNumber: packet.sessionSequenceNumber,
  }));
}

describe("a request", () => {
  it("is a LAN message from 81h to 20h with the LUN asked for", () => {
    const harness = opened()
      .command(1, { netFn: 0x2c, cmd: 0x02, lun: 3, data: Uint8Array.of(0xdc, 1) })
      .settle();
    const { request } = harness.system.requests[1]!;
    expect(request).toMatchObject({ rsAddr: 0x20, rqAddr: 0x81, rsLun: 3, rqLun: 0, netFn: 0x2c, cmd: 2 });
    expect(toHex(request.data)).toBe("dc01");
  });

  it("gets its answer, with how long and how many tries it took", () => {
    const harness = opened().command("mine");
    harness.now += 40;
    harness.settle();
    expect(harness.outcome("mine")).toMatchObject({
      type: "response",
      response: {
        type: "command",
        netFn: 7,
        cmd: 1,
        completionCode: 0,
        refusedByBridge: false,
        attempts: 1,
        elapsed: 40,
      },
    });
  });

  it("that is answered with an error code is answered", () => {
    expect(opened().command(1, { cmd: 0x77 }).settle().verdict(1)).toBe(0xc1);
  });

  it("is kept as it was given", () => {
    const data = Uint8Array.of(1, 2, 3);
    const harness = opened().command("first").command("second", { data });
    data.fill(9);
    harness.settle();
    expect(toHex(harness.system.requests[2]!.request.data)).toBe("010203");
  });

  it("made before the session is open waits for it", () => {
    const harness = new EngineHarness({ cipherSuites: [3] });
    harness.command("early").feed({ type: "openSession" }).command("later");
    expect(harness.engine.snapshot()).toMatchObject({ queued: 2, inFlight: 0 });
    harness.settle();
    expect([harness.verdict("early"), harness.verdict("later")]).toEqual([0, 0]);
  });
});

describe("a retransmission (law 8)", () => {
  it("has a new session sequence number and a new IV, and keeps its rqSeq and its message", () => {
    const harness = opened().command(1);
    harness.tick().tick();
    const packets = harness.sent.slice(-3).map((datagram) => parsePacket(datagram) as RmcpPlusPacket);
    expect(packets.map((packet) => packet.sessionSequenceNumber)).toEqual([2, 3, 4]);
    const ivs = packets.map(({ datagram, payloadStart }) => toHex(datagram.slice(payloadStart, payloadStart + 16)));
    expect(new Set(ivs).size).toBe(3);
    const opener = new SessionOpener(harness.system.managedSystemSessionId, harness.system.protection);
    const messages = packets.map((packet) => {
      const message = opener.open(packet);
      return message.ok ? toHex(message.payload) : message.reason;
    });
    expect(new Set(messages).size).toBe(1);
    expect(decodeLanRequest(Uint8Array.from(messages[0]!.match(/../g)!, (hex) => Number.parseInt(hex, 16))).rqSeq).toBe(
      1,
    );
  });

  it("follows the policy of the engine, or what the request changes of it", () => {
    const harness = opened({ maxInFlight: 2 });
    harness.command("policy").command("own", { retry: { firstWait: 300, tries: 2 } });
    const sent: number[] = [];
    while (harness.verdict("policy") === undefined) {
      const before = harness.sent.length;
      harness.tick();
      if (harness.sent.length > before) sent.push(harness.now);
      if (harness.now === 7000) harness.receive(harness.system.seal(0x01, new Uint8Array(4))); // a sign of life
    }
    expect(sent).toEqual([300, 1000, 3000, 7000]);
    expect(harness.outcome("own")).toMatchObject({ error: { code: "timeout", attempts: 2, elapsed: 900 } });
    expect(harness.outcome("policy")).toMatchObject({ error: { code: "timeout", attempts: 4, elapsed: 11_000 } });
  });

  it("that is answered twice is answered once", () => {
    const harness = opened().command(1);
    const first = harness.carry();
    harness.tick();
    harness.receive(...first, ...harness.carry());
    expect(harness.outcome(1)).toMatchObject({ response: { attempts: 2 } });
    expect(harness.dropped).toEqual({ unmatched: 1 });
  });

  it("is not made any more once the answer came", () => {
    const harness = opened().command(1).settle();
    expect(harness.timeout.at).toBeUndefined();
  });

  it("of an unanswered request says that it may have been executed", () => {
    const harness = opened().command(1, { retry: { tries: 1 } });
    harness.tick();
    expect(harness.outcome(1)).toMatchObject({ type: "requestFailed", mayHaveExecuted: true });
  });
});

describe("CFh, duplicated request", () => {
  it("to a repetition is held: the answer to the first sending may still come, and is better", () => {
    const harness = opened().command(1);
    const first = harness.carry();
    harness.system.script.command = (request) => [harness.system.respond(request, 0xcf)];
    harness.tick().settle();
    expect(harness.verdict(1)).toBeUndefined();
    harness.receive(...first);
    expect(harness.verdict(1)).toBe(0);
  });

  it("to a repetition counts when the tries are spent", () => {
    const harness = opened().command(1).lose();
    harness.system.script.command = (request) => [harness.system.respond(request, 0xcf)];
    while (harness.outcome(1) === undefined) harness.tick().settle();
    expect(harness.verdict(1)).toBe(0xcf);
    expect(harness.now).toBe(11_000);
  });

  it("to the first sending is an answer", () => {
    const harness = opened();
    harness.system.script.command = (request) => [harness.system.respond(request, 0xcf)];
    expect(harness.command(1).settle().verdict(1)).toBe(0xcf);
  });
});

describe("requests in flight", () => {
  it("are one by default, and go in order", () => {
    const harness = opened();
    for (const cmd of [1, 2, 3]) harness.command(cmd, { cmd });
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 1, queued: 2 });
    harness.settle();
    expect(asked(harness).map(({ cmd }) => cmd)).toEqual([1, 2, 3]);
    expect(harness.eventsOf("response").map(({ requestId }) => requestId)).toEqual([1, 2, 3]);
  });

  it("are as many as configured, and answers may come in any order", () => {
    const harness = opened({ maxInFlight: 3 });
    for (const cmd of [1, 2, 3, 4, 5]) harness.command(cmd, { cmd });
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 3, queued: 2 });
    const answers = harness.carry();
    harness.receive(...answers.toReversed()).settle();
    expect(harness.eventsOf("response").map(({ requestId }) => requestId)).toEqual([3, 2, 1, 4, 5]);
    expect(new Set(asked(harness).map(({ rqSeq }) => rqSeq)).size).toBe(5);
  });

  it("that one is unanswered does not hold up the others", () => {
    const harness = opened({ maxInFlight: 2 });
    const { system } = harness;
    system.script.command = (request) => (request.cmd === 0x70 ? [] : system.execute(request));
    harness.command("silent", { cmd: 0x70 });
    for (let request = 0; request < 10; request++) harness.command(request);
    harness.settle();
    expect(harness.eventsOf("response")).toHaveLength(10);
    expect(harness.verdict("silent")).toBeUndefined();
  });
});

describe("the queue", () => {
  it("takes as many as configured, and refuses one more where it is made", () => {
    const harness = opened({ maxQueued: 2 });
    harness.command(1).command(2).command(3);
    expect(() => harness.command(4)).toThrow(expect.objectContaining({ code: "queueFull" }));
    harness.settle();
    expect([1, 2, 3, 4].map((id) => harness.verdict(id))).toEqual([0, 0, 0, undefined]);
    expect(harness.command(4).settle().verdict(4)).toBe(0);
  });

  it("of none still lets go what can go at once", () => {
    const harness = opened({ maxQueued: 0 }).command(1);
    expect(() => harness.command(2)).toThrow(expect.objectContaining({ code: "queueFull" }));
    expect(harness.settle().verdict(1)).toBe(0);
  });

  it("takes a request that was refused under its name again", () => {
    const harness = opened({ maxQueued: 0 }).command(1);
    expect(() => harness.command(2)).toThrow();
    expect(harness.settle().command(2).settle().verdict(2)).toBe(0);
  });
});

describe("cancelRequest", () => {
  it("of one in the queue: it fails, is never sent, and the next is", () => {
    const harness = opened().command(1).command(2, { cmd: 2 }).command(3, { cmd: 3 });
    harness.feed({ type: "cancelRequest", requestId: 2 }).settle();
    expect(harness.outcome(2)).toMatchObject({ error: { code: "cancelled" }, mayHaveExecuted: false });
    expect(asked(harness).map(({ cmd }) => cmd)).toEqual([1, 3]);
  });

  it("of one in flight: it fails, is not repeated, and its late answer matches nothing", () => {
    const harness = opened().command(1);
    const [late] = harness.carry();
    harness.feed({ type: "cancelRequest", requestId: 1 });
    expect(harness.outcome(1)).toMatchObject({ error: { code: "cancelled" }, mayHaveExecuted: true });
    harness.command(2).receive(late!);
    expect(harness.verdict(2)).toBeUndefined();
    expect(harness.dropped).toEqual({ unmatched: 1 });
    expect(harness.settle().verdict(2)).toBe(0);
  });

  it("of one in flight makes room for the next", () => {
    const harness = opened().command(1).command(2);
    harness.feed({ type: "cancelRequest", requestId: 1 });
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 1, queued: 0 });
  });

  it("of one that is unknown, or settled, is ignored", () => {
    const harness = opened().command(1).settle();
    const { length } = harness.events;
    harness.feed({ type: "cancelRequest", requestId: 1 }).feed({ type: "cancelRequest", requestId: "nobody" });
    expect(harness.events).toHaveLength(length);
  });
});
