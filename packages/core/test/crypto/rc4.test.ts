import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rc4 } from "../../src/crypto/rc4.ts";
import rfc6229 from "../vectors/rfc6229.json" with { type: "json" };
import { concat, fromHex, toHex } from "./bytes.ts";

const key = fc.uint8Array({ minLength: 1, maxLength: 32, size: "max" });

describe("RC4", () => {
  describe.each(rfc6229)("RFC 6229, key $key", ({ key, keyStream }) => {
    it.each(Object.entries(keyStream))("key stream at %s", (offset, expected) => {
      const whole = new Rc4(fromHex(key)).apply(new Uint8Array(4112));
      expect(toHex(whole.subarray(Number(offset), Number(offset) + 16))).toBe(expected);
      const skipped = new Rc4(fromHex(key));
      skipped.skip(Number(offset));
      expect(toHex(skipped.apply(new Uint8Array(16)))).toBe(expected);
    });
  });

  it("continues its key stream from call to call", () => {
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 300, size: "max" }), fc.nat(300), (key, data, cut) => {
        const whole = new Rc4(key).apply(data);
        const stream = new Rc4(key);
        expect(concat(stream.apply(data.subarray(0, cut)), stream.apply(data.subarray(cut)))).toEqual(whole);
        expect(new Rc4(key).apply(whole)).toEqual(data);
      }),
    );
  });

  it("goes on alone after clone()", () => {
    const stream = new Rc4(fromHex("0102030405"));
    stream.skip(16);
    const copy = stream.clone();
    stream.skip(1008);
    expect(toHex(copy.apply(new Uint8Array(16)))).toBe("6982944f18fc82d589c403a47a0d0919");
    expect(toHex(stream.apply(new Uint8Array(16)))).toBe("30abbcc7c20b01609f23ee2d5f6bb7df");
  });

  it("has no state left once wiped", () => {
    const stream = new Rc4(fromHex("0102030405"));
    stream.wipe();
    expect(stream.apply(new Uint8Array(4))).toEqual(new Uint8Array(4));
  });
});
