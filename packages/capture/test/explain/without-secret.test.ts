import { describe, expect, it } from "vitest";
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
