import { ByteWriter, encodeLanRequest, encodeLanResponse, type LanRequest } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Haystack } from "../../../core/test/support/haystack.ts";
import { explainRequest, explainResponse } from "../../src/explain/explain-command.ts";

const secret = Array.from({ length: 20 }, (_, index) => 0x41 + index);
const addresses = { rsAddr: 0x20, rsLun: 0, rqAddr: 0x81, rqLun: 0, rqSeq: 1 };
const request = (cmd: number, ...data: readonly number[]) => ({
  ...addresses,
  netFn: 6,
  cmd,
  data: Uint8Array.from(data),
});

describe("withoutSecret", () => {
  it("a password that is set is not shown, nor where it cannot be read", () => {
    const explained = explainRequest(request(0x47, 0x83, 2, ...secret));
    expect(explained).toMatchObject({ name: "Set User Password", data: Uint8Array.of(0x83, 2) });
    expect(explained.fields).toEqual({ userId: 3, operation: 2, passwordSize: 20 });
    expect(explainRequest(request(0x47, 0x83, 2, ...secret, 1, 2)).data).toEqual(Uint8Array.of(0x83, 2));
  });

  it("nor is a key, set or told", () => {
    const set = explainRequest(request(0x56, 1, 1, 1, ...secret));
    expect([set.data, set.fields]).toEqual([Uint8Array.of(1, 1, 1), { channelNumber: 1, operation: 1, keyId: 1 }]);
    const asked = request(0x56, 1, 0, 1);
    const told = { ...asked, netFn: 7, completionCode: 0, data: Uint8Array.of(2, ...secret) };
    const answer = explainResponse(told, asked);
    expect(answer.data).toEqual(Uint8Array.of(2));
    expect(JSON.stringify(answer.fields)).not.toContain("key");
    expect(explainResponse(told, undefined).data).toEqual(Uint8Array.of(2));
  });
});

describe("withoutSecret of what is bridged", () => {
  const secretBytes = Uint8Array.from(secret);
  const found = (explained: unknown): string[] =>
    new Haystack().show(explained).find({ secret: secretBytes }, { window: 8 });
  const wrap = (message: LanRequest, hops: number): LanRequest => {
    let wrapped = message;
    for (let hop = 0; hop < hops; hop++) {
      const data = new ByteWriter();
      data.u8(0x40);
      encodeLanRequest({ ...wrapped, rsAddr: 0x82 }, data);
      wrapped = { ...addresses, netFn: 6, cmd: 0x34, data: data.toBytes() };
    }
    return wrapped;
  };
  const response = (cmd: number, data: Uint8Array) => ({ ...addresses, netFn: 7, cmd, completionCode: 0, data });
  const setPassword = request(0x47, 0x83, 2, ...secret);
  const told = response(0x56, Uint8Array.of(2, ...secret));

  it.each([1, 2, 3, 7])("a password inside %i Send Messages stands in none of them", (hops) => {
    const explained = explainRequest(wrap(setPassword, hops));
    expect(explained.name).toBe("Send Message");
    expect(explained.data).toHaveLength(7 * hops + 2);
    expect(explained.fields).toMatchObject({ channelNumber: 0, tracking: 1 });
    expect(found(explained)).toEqual([]);
  });

  it("nor where a checksum is wrong, or the end is missing", () => {
    const { data, ...rest } = wrap(setPassword, 2);
    for (const at of data.keys()) {
      // The bytes that say what it is are the only ones that must be right.
      if ([2, 6, 9, 13].includes(at)) continue;
      expect(found(explainRequest({ ...rest, data: data.with(at, data[at]! ^ 1) })), `byte ${at}`).toEqual([]);
      expect(found(explainRequest({ ...rest, data: data.subarray(0, at) })), `${at} bytes`).toEqual([]);
    }
  });

  it("nor a key inside the answer to a Send Message", () => {
    let inside = told;
    for (let hop = 0; hop < 3; hop++) {
      const frame = new ByteWriter();
      encodeLanResponse(inside, frame);
      inside = response(0x34, frame.toBytes());
    }
    const explained = explainResponse(inside, wrap(request(0x56, 1, 0, 1), 3));
    expect(explained.data).toHaveLength(3 * 7 + 1);
    expect(found(explained)).toEqual([]);
    expect(found(explainResponse(inside, undefined))).toEqual([]);
  });

  it("what carries none is shown whole", () => {
    const wrapped = wrap(request(0x01, ...secret), 2);
    expect(explainRequest(wrapped).data).toEqual(wrapped.data);
    expect(found(explainRequest(wrapped))).toContain("secret raw");
  });
});
