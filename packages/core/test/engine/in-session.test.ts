import { describe, expect, it } from "vitest";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";

function opened(config: ConstructorParameters<typeof EngineHarness>[0] = {}): EngineHarness {
  const harness = new EngineHarness({ cipherSuites: [3], ...config });
  harness.open();
  return harness;
}

describe("a payload in the session", () => {
  it("is the caller's unless it is a message or belongs to a handshake", () => {
    const harness = opened();
    const types = [1, 2, 0x0f, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x3f].filter(
      (type) => type !== PayloadType.oemExplicit,
    );
    for (const type of types) harness.receive(harness.system.seal(type, Uint8Array.of(type)));
    expect(harness.eventsOf("payloadReceived").map(({ payloadType }) => payloadType)).toStrictEqual([
      1, 0x0f, 0x16, 0x3f,
    ]);
    expect(harness.dropped).toEqual({ unexpected: 6 });
  });

  it("of xRC4 goes on in its stream, and a repeated request starts a new one", () => {
    const harness = opened({ cipherSuites: [4], maxInFlight: 2 });
    harness.command(1).command(2).tick();
    const offsets = harness.sent
      .slice(-4)
      .map((datagram) => new DataView(datagram.buffer, datagram.byteOffset).getUint32(16, true));
    expect(offsets).toStrictEqual([0, 7, 0, 0]);
  });
});

describe("the number of a request", () => {
  /** A request that was sent twice and both times called a duplicate (CFh): its answer may still be on its way. */
  function calledDuplicate(): EngineHarness {
    const harness = opened({ retry: { tries: 2 } });
    harness.command("held").tick();
    harness.system.script.command = (request) => [harness.system.respond(request, 0xcf)];
    return harness.settle();
  }

  it("rests when it is cancelled, though something came for each sending", () => {
    const harness = calledDuplicate().feed({ type: "cancelRequest", requestId: "held" });
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 0, rqSeqsResting: 1 });
  });

  it("rests when it is given up so, too, and the refusal is its answer", () => {
    const harness = calledDuplicate().tick();
    expect(harness.verdict("held")).toBe(0xcf);
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 0, rqSeqsResting: 1 });
  });

  it("rests when the session is closed meanwhile", () => {
    const harness = calledDuplicate().feed({ type: "closeSession" });
    expect(harness.engine.snapshot()).toMatchObject({ inFlight: 1, rqSeqsResting: 1 });
  });

  it("rests until each sending is answered: what only bears the number answers none", () => {
    const harness = opened({ retry: { tries: 2 } });
    const { system } = harness;
    harness.command(1, { cmd: 0x01 }).lose().tick();
    system.script.command = (request) => [
      system.seal(PayloadType.ipmiMessage, responseTo({ ...request, cmd: 0x02 })),
      system.respond(request),
    ];
    harness.settle();
    expect(harness.verdict(1)).toBe(0);
    expect(harness.dropped).toEqual({ unmatched: 1 });
    expect(harness.engine.snapshot().rqSeqsResting).toBe(1);
  });
});
