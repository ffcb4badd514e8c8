import { ByteWriter, encodeLanRequest, type LanRequest } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Exchanges, type HeldRequests, wrappedRequests } from "../../src/sessions/exchanges.ts";
import { concat } from "../support/bytes.ts";

const plain: LanRequest = {
  rsAddr: 0x20,
  netFn: 6,
  rsLun: 0,
  rqAddr: 0x81,
  rqSeq: 1,
  rqLun: 0,
  cmd: 1,
  data: new Uint8Array(0),
};

function inSendMessage(message: LanRequest): LanRequest {
  const writer = new ByteWriter(7 + message.data.length);
  encodeLanRequest(message, writer);
  return { ...plain, cmd: 0x34, data: concat(Uint8Array.of(0x40), writer.finish()) };
}

describe("wrappedRequests", () => {
  it("are those inside, and no more than four of a message made to be deep", () => {
    expect(wrappedRequests(plain)).toEqual([]);
    const once = inSendMessage(plain);
    expect(wrappedRequests(inSendMessage(once))).toEqual([once, plain]);
    let deep = plain;
    for (let depth = 0; depth < 50; depth++) deep = inSendMessage(deep);
    expect(wrappedRequests(deep)).toHaveLength(4);
  });
});

describe("what all conversations hold together", () => {
  it("is counted, and the count is 0 once they are over", () => {
    const held: HeldRequests = { count: 0 };
    const exchanges = new Exchanges(held);
    for (let cmd = 0; cmd < 400; cmd++) exchanges.ask({ ...plain, cmd: cmd & 0xff, rqSeq: cmd >> 8 }, cmd, undefined);
    expect([held.count, exchanges.unanswered().length]).toEqual([256, 256]);
    exchanges.ask({ ...plain, cmd: 143, rqSeq: 1 }, 500, undefined);
    expect(held.count).toBe(256);
    const answer = { ...plain, netFn: 7, completionCode: 0 };
    for (let cmd = 0; cmd < 100; cmd++) expect(exchanges.answer({ ...answer, cmd, rqSeq: 1 })).toBeDefined();
    expect([held.count, exchanges.unanswered().length]).toEqual([172, 156]);
    exchanges.clear();
    expect(held.count).toBe(0);
  });

  it("is bounded: with very many of them each keeps a few", () => {
    const held: HeldRequests = { count: 0 };
    const all = Array.from({ length: 1000 }, () => new Exchanges(held));
    for (const exchanges of all) {
      for (let cmd = 0; cmd < 256; cmd++) exchanges.ask({ ...plain, cmd }, cmd, undefined);
    }
    expect(held.count).toBeLessThanOrEqual(65_536 + 8 * 1000);
    expect(
      all
        .at(-1)!
        .unanswered()
        .map(({ message }) => message.cmd),
    ).toEqual([248, 249, 250, 251, 252, 253, 254, 255]);
  });
});
