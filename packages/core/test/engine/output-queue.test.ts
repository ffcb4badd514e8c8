import { describe, expect, it } from "vitest";
import { OutputQueue } from "../../src/engine/output-queue.ts";
import type { EngineEvent, Output } from "../../src/engine/types.ts";

const limit = 256;
const payload: EngineEvent = { type: "payloadReceived", payloadType: 1, payload: Uint8Array.of(1) };
const message: EngineEvent = {
  type: "message",
  message: { from: "managedSystem", name: "response", length: 1, fields: {} },
} as unknown as EngineEvent;
const other: EngineEvent = { type: "phaseChanged", from: "idle", to: "closed", cause: "closeSession" } as EngineEvent;

function drain(queue: OutputQueue): Output[] {
  const outputs: Output[] = [];
  for (let output = queue.shift(); output !== undefined; output = queue.shift()) outputs.push(output);
  return outputs;
}

describe("what an engine wants done", () => {
  it("comes out in the order it went in, and then nothing", () => {
    const queue = new OutputQueue();
    queue.transmit(Uint8Array.of(1));
    expect(queue.event(other)).toBe(true);
    queue.transmit(Uint8Array.of(2));
    expect(drain(queue)).toStrictEqual([
      { type: "transmit", datagram: Uint8Array.of(1) },
      { type: "event", event: other },
      { type: "transmit", datagram: Uint8Array.of(2) },
    ]);
    expect(queue.shift()).toBeUndefined();
  });

  it.each([
    ["payloads", payload, message],
    ["messages", message, payload],
  ])("keeps %s up to a limit while nobody drains, and again after", (_, event, unlike) => {
    const queue = new OutputQueue();
    for (let count = 0; count < limit; count++) expect(queue.event(event)).toBe(true);
    for (let more = 0; more < 3; more++) expect(queue.event(event)).toBe(false);
    expect(queue.event(unlike)).toBe(true);
    expect(queue.event(other)).toBe(true);
    queue.shift();
    expect(queue.event(event)).toBe(true);
    expect(queue.event(event)).toBe(false);
    expect(drain(queue)).toHaveLength(limit + 2);
    for (let count = 0; count < limit; count++) expect(queue.event(event)).toBe(true);
    expect(queue.event(event)).toBe(false);
    expect(drain(queue)).toHaveLength(limit);
  });

  it("counts drops of one reason while nobody drains, and begins again after", () => {
    const queue = new OutputQueue();
    queue.dropped("malformed");
    queue.dropped("authCode");
    queue.dropped("malformed");
    queue.dropped("malformed");
    const drop = (reason: string, count: number): unknown => ({
      type: "event",
      event: { type: "datagramDropped", reason, count },
    });
    expect(queue.shift()).toStrictEqual(drop("malformed", 3));
    queue.dropped("malformed");
    queue.dropped("authCode");
    expect(drain(queue)).toStrictEqual([drop("authCode", 2), drop("malformed", 1)]);
  });

  it("loses and repeats nothing where one output always stays behind", () => {
    const queue = new OutputQueue();
    queue.transmit(Uint8Array.of(0, 0));
    for (let sent = 0; sent < 4 * limit; sent++) {
      const next = sent + 1;
      queue.transmit(Uint8Array.of(next & 0xff, next >>> 8));
      expect(queue.shift()).toStrictEqual({ type: "transmit", datagram: Uint8Array.of(sent & 0xff, sent >>> 8) });
    }
    expect(drain(queue)).toHaveLength(1);
  });
});
