import { describe, expect, it } from "vitest";
import type { BridgePath } from "../../src/wire/ipmb-send-message.ts";
import { decodeLanRequest, type LanRequest, type LanResponse } from "../../src/wire/lan-message.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

const paths: readonly { readonly name: string; readonly bridge: BridgePath; readonly hops: number }[] = [
  { name: "over one hop", bridge: { targetAddress: 0x30 }, hops: 1 },
  {
    name: "over two hops",
    bridge: { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82, transitChannel: 2, targetLun: 1 },
    hops: 2,
  },
];

interface Bridged {
  readonly harness: EngineHarness;
  /** The Send Message request as it arrived. */
  readonly outer: LanRequest;
  /** The frames inside it, the outermost first: one for each hop. */
  readonly frames: readonly LanRequest[];
}

/** A session whose bridged request reached the managed system, which has not answered. */
function bridged(bridge: BridgePath, config: ConstructorParameters<typeof EngineHarness>[0] = {}): Bridged {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.open();
  harness.system.script.command = () => [];
  harness.command("bridged", { netFn: 0x04, cmd: 0x2d, data: Uint8Array.of(1), bridge }).settle();
  const outer = harness.system.requests.at(-1)!.request;
  const frames: LanRequest[] = [];
  for (let message = outer; message.cmd === 0x34; ) {
    message = decodeLanRequest(message.data.subarray(1));
    frames.push(message);
  }
  return { harness, outer, frames };
}

/** The final answer, as a LAN message or inside an acknowledgement. */
function answer({ frames }: Bridged, changes: Partial<LanResponse> = {}): Uint8Array {
  return responseTo(frames.at(-1)!, { rqAddr: 0x20, data: fromHex("c0ff"), ...changes });
}

function deliver({ harness }: Bridged, ...messages: readonly Uint8Array[]): void {
  for (const message of messages) harness.receive(harness.system.seal(PayloadType.ipmiMessage, message));
}

const answered = {
  type: "response",
  response: { netFn: 0x05, cmd: 0x2d, completionCode: 0, data: fromHex("c0ff"), refusedByBridge: false, attempts: 1 },
};

describe("what is sent", () => {
  it("over one hop is Send Message with tracking, the request inside as its target reads it", () => {
    const { outer, frames } = bridged({ targetAddress: 0x30, targetChannel: 6, targetLun: 2 });
    expect(outer).toMatchObject({ rsAddr: 0x20, netFn: 0x06, cmd: 0x34, rsLun: 0 });
    expect(outer.data[0]).toBe(0x46);
    expect(frames).toMatchObject([
      { rsAddr: 0x30, netFn: 0x04, cmd: 0x2d, rsLun: 2, rqAddr: 0x81, rqSeq: outer.rqSeq },
    ]);
    expect(toHex(frames[0]!.data)).toBe("01");
  });

  it("over two hops is Send Message in Send Message, all with the same rqSeq", () => {
    const { outer, frames } = bridged(paths[1]!.bridge);
    expect(outer.data[0]).toBe(0x42);
    expect(frames[0]).toMatchObject({ rsAddr: 0x82, netFn: 0x06, cmd: 0x34, rqSeq: outer.rqSeq });
    expect(frames[0]!.data[0]).toBe(0x47);
    expect(frames[1]).toMatchObject({
      rsAddr: 0x72,
      netFn: 0x04,
      cmd: 0x2d,
      rsLun: 1,
      rqAddr: 0x20,
      rqSeq: outer.rqSeq,
    });
  });
});

describe.each(paths)("an answer $name", ({ bridge, hops }) => {
  it("may come separately, after the acknowledgement, from whatever requester's address", () => {
    for (const rqAddr of [0x81, 0x20, 0x00]) {
      const request = bridged(bridge);
      deliver(request, responseTo(request.outer));
      expect(request.harness.verdict("bridged")).toBeUndefined();
      deliver(request, answer(request, { rqAddr }));
      expect(request.harness.outcome("bridged")).toMatchObject(answered);
      expect(request.harness.dropped).toEqual({});
    }
  });

  it("may come before the acknowledgement, which then matches nothing", () => {
    const request = bridged(bridge);
    deliver(request, answer(request), responseTo(request.outer));
    expect(request.harness.outcome("bridged")).toMatchObject(answered);
    expect(request.harness.dropped).toEqual({ unmatched: 1 });
    expect(request.harness.engine.snapshot().rqSeqsResting).toBe(0);
  });

  it("may come inside the acknowledgement", () => {
    const request = bridged(bridge);
    deliver(request, responseTo(request.outer, { data: answer(request) }));
    expect(request.harness.outcome("bridged")).toMatchObject(answered);
    expect(request.harness.engine.snapshot().rqSeqsResting).toBe(0);
  });

  it("may be an error code of the target, which is no refusal on the way", () => {
    const request = bridged(bridge);
    deliver(request, responseTo(request.outer), answer(request, { completionCode: 0xc1, data: new Uint8Array(0) }));
    expect(request.harness.outcome("bridged")).toMatchObject({
      response: { completionCode: 0xc1, refusedByBridge: false },
    });
  });

  it("is refused by the managed system: 83h, NAK on write, for example", () => {
    const request = bridged(bridge);
    deliver(request, responseTo(request.outer, { completionCode: 0x83 }));
    expect(request.harness.outcome("bridged")).toMatchObject({
      response: { netFn: 0x07, cmd: 0x34, completionCode: 0x83, refusedByBridge: true },
    });
    expect(request.harness.engine.snapshot().rqSeqsResting).toBe(0);
  });

  it.each([
    { what: "another responder", changes: { rsAddr: 0x44 } },
    { what: "another rqSeq", changes: { rqSeq: 0x3f } },
    { what: "another command", changes: { cmd: 0x2e } },
    { what: "another network function", changes: { netFn: 0x0b } },
    { what: "another LUN", changes: { rsLun: 3 } },
    { what: "the managed system itself", changes: { rsAddr: 0x20 } },
  ])("from $what is ignored, separate or inside", ({ changes }) => {
    const request = bridged(bridge);
    deliver(request, responseTo(request.outer), answer(request, changes));
    deliver(request, responseTo(request.outer, { data: answer(request, changes) }));
    expect(request.harness.outcome("bridged")).toBeUndefined();
    expect(request.harness.dropped).toEqual({ unmatched: 2 });
    deliver(request, answer(request));
    expect(request.harness.outcome("bridged")).toMatchObject(answered);
  });

  it("is asked for again, with a new wait from the acknowledgement on, when only that came", () => {
    const request = bridged(bridge);
    const { harness } = request;
    harness.now = 700;
    deliver(request, responseTo(request.outer));
    expect(harness.timeout.at).toBe(1700);
    harness.tick();
    expect(harness.sent).toHaveLength(6);
    harness.settle();
    const again = harness.system.requests.at(-1)!.request;
    expect(again).toEqual(request.outer);
  });

  it("fails with a timeout when nothing but acknowledgements come", () => {
    const request = bridged(bridge);
    request.harness.system.script.command = (message) => [request.harness.system.respond(message)];
    while (request.harness.outcome("bridged") === undefined) request.harness.tick().settle();
    expect(request.harness.outcome("bridged")).toMatchObject({ error: { code: "timeout", attempts: 4 } });
    expect(request.harness.phase).toBe("open"); // the managed system is alive: the session is not lost
  });

  it("that may still come after a cancelled request keeps its rqSeq at rest, whenever acknowledgements come", () => {
    for (const acknowledgedBefore of [true, false]) {
      const request = bridged(bridge);
      const acknowledgements = [request.outer, ...request.frames.slice(0, hops - 1)].map((hop) => responseTo(hop));
      if (acknowledgedBefore) deliver(request, ...acknowledgements);
      request.harness.feed({ type: "cancelRequest", requestId: "bridged" });
      if (!acknowledgedBefore) deliver(request, ...acknowledgements);
      expect(request.harness.engine.snapshot().rqSeqsResting).toBe(1);
      deliver(request, answer(request));
      expect(request.harness.engine.snapshot().rqSeqsResting).toBe(0);
    }
  });
});

describe("over two hops", () => {
  const { bridge } = paths[1]!;

  it("the controller in between may acknowledge for itself, separately or inside", () => {
    const request = bridged(bridge);
    const transit = responseTo(request.frames[0]!);
    deliver(request, responseTo(request.outer, { data: transit }), transit, responseTo(request.outer));
    expect(request.harness.outcome("bridged")).toBeUndefined();
    expect(request.harness.dropped).toEqual({});
    deliver(request, answer(request));
    expect(request.harness.outcome("bridged")).toMatchObject(answered);
  });

  it("the controller in between may embed the answer in its own, in that of the managed system or not", () => {
    for (const nested of [true, false]) {
      const request = bridged(bridge);
      const transit = responseTo(request.frames[0]!, { data: answer(request) });
      deliver(request, nested ? responseTo(request.outer, { data: transit }) : transit);
      expect(request.harness.outcome("bridged")).toMatchObject(answered);
    }
  });

  it("the controller in between may refuse, separately or inside", () => {
    for (const nested of [true, false]) {
      const request = bridged(bridge);
      const refusal = responseTo(request.frames[0]!, { completionCode: 0xc0 });
      deliver(request, nested ? responseTo(request.outer, { data: refusal }) : refusal);
      expect(request.harness.outcome("bridged")).toMatchObject({
        response: { completionCode: 0xc0, cmd: 0x34, refusedByBridge: true },
      });
    }
  });

  it("an acknowledgement from a third controller is ignored", () => {
    const request = bridged(bridge);
    deliver(request, responseTo(request.frames[0]!, { rsAddr: 0x44, completionCode: 0xc0 }));
    expect(request.harness.outcome("bridged")).toBeUndefined();
    expect(request.harness.dropped).toEqual({ unmatched: 1 });
  });
});

describe("CFh to a repeated Send Message", () => {
  it("is held: the answer to the first may still come", () => {
    const request = bridged({ targetAddress: 0x30 });
    const { harness } = request;
    harness.system.script.command = (message) => [harness.system.respond(message, 0xcf)];
    harness.tick().settle();
    expect(harness.outcome("bridged")).toBeUndefined();
    deliver(request, answer(request));
    expect(harness.outcome("bridged")).toMatchObject({ response: { completionCode: 0, attempts: 2 } });
  });
});

describe("bridged and plain requests together", () => {
  it("are told apart by rqSeq, each with its own answer", () => {
    const request = bridged({ targetAddress: 0x30 }, { maxInFlight: 2 });
    const { harness } = request;
    harness.system.script = {};
    harness.command("plain").settle();
    expect(harness.verdict("plain")).toBe(0);
    expect(harness.verdict("bridged")).toBeUndefined();
    deliver(request, answer(request));
    expect(harness.outcome("bridged")).toMatchObject(answered);
  });
});

describe("a path that cannot be", () => {
  it.each([
    { targetAddress: 256 },
    { targetAddress: -1 },
    { targetAddress: 0x30, targetChannel: 16 },
    { targetAddress: 0x30, targetLun: 4 },
    { targetAddress: 0x30, transitAddress: 0x1_00 },
    { targetAddress: 0x30, transitAddress: 0x82, transitChannel: 1.5 },
  ])("%j is misuse, thrown where it happens", (bridge) => {
    const harness = new EngineHarness();
    expect(() => harness.command(1, { bridge })).toThrow(expect.objectContaining({ code: "invalidArgument" }));
    expect(harness.engine.snapshot().queued).toBe(0);
  });
});
