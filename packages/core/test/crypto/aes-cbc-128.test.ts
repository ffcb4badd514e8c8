import { createCipheriv, createDecipheriv } from "node:crypto";
import { cbc } from "@noble/ciphers/aes.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AesCbc128 } from "../../src/crypto/aes-cbc-128.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { concat, fromHex, toHex } from "./bytes.ts";

const k2 = fc.uint8Array({ minLength: 16, maxLength: 32, size: "max" });
const iv = fc.uint8Array({ minLength: 16, maxLength: 16 });
const plain = fc.uint8Array({ maxLength: 300, size: "max" });

const fixedK2 = fromHex("2c92274ee91d5e7fe2c5332b1a9501e82c92274e");
const fixedIv = fromHex("322afe01e74c44a506d1abb741ac70e3");
const fixed = new AesCbc128(fixedK2, () => fixedIv);

describe("AES-CBC-128", () => {
  it("encrypts as node:crypto and noble's cbc do, with the pad of the specification", () => {
    fc.assert(
      fc.property(k2, iv, plain, (k2, iv, plain) => {
        const payload = new AesCbc128(k2, () => iv).encrypt(plain);
        const padded = withPad(plain, (15 - (plain.length % 16)) % 16);
        expect(toHex(payload)).toBe(toHex(concat(iv, nodeEncrypt(k2, iv, padded))));
        const noble = cbc(k2.slice(0, 16), iv, { disablePadding: true }).encrypt(padded);
        expect(toHex(payload.subarray(16))).toBe(toHex(noble));
      }),
    );
  });

  it("decrypts what node:crypto encrypted, wherever the bytes lie in memory", () => {
    fc.assert(
      fc.property(k2, iv, plain, fc.nat(7), (k2, iv, plain, shift) => {
        const padded = withPad(plain, (15 - (plain.length % 16)) % 16);
        const payload = concat(new Uint8Array(shift), iv, nodeEncrypt(k2, iv, padded)).subarray(shift);
        expect(new AesCbc128(k2, () => iv).decrypt(payload)).toEqual(plain);
      }),
    );
  });

  it("round trips, and neither changes nor keeps what it was given", () => {
    fc.assert(
      fc.property(k2, iv, plain, (k2, iv, plain) => {
        const key = Uint8Array.from(k2);
        const vector = Uint8Array.from(iv);
        const data = Uint8Array.from(plain);
        const cipher = new AesCbc128(key, () => vector);
        const payload = cipher.encrypt(data);
        expect([data, vector, key]).toEqual([plain, iv, k2]);
        key.fill(0);
        vector.fill(0);
        data.fill(0);
        const sealed = Uint8Array.from(payload);
        expect(cipher.decrypt(payload)).toEqual(plain);
        expect(payload).toEqual(sealed);
      }),
    );
  });

  it("pads no more than it must: 15 bytes make one block, 16 make two", () => {
    expect(fixed.encrypt(new Uint8Array(15)).length).toBe(32);
    expect(fixed.encrypt(new Uint8Array(16)).length).toBe(48);
    expect(fixed.encrypt(new Uint8Array(0)).length).toBe(32);
    const padded = createDecipheriv("aes-128-cbc", fixedK2.subarray(0, 16), fixedIv)
      .setAutoPadding(false)
      .update(fixed.encrypt(Uint8Array.of(0xaa, 0xbb)).subarray(16));
    expect(toHex(padded)).toBe("aabb0102030405060708090a0b0c0d0d");
  });

  it("accepts every pad of 0 to 16 bytes: OpenBMC sends 16 where 0 would do", () => {
    for (let padLength = 0; padLength <= 16; padLength++) {
      const data = new Uint8Array(47 - padLength).fill(0x5a);
      const payload = concat(fixedIv, nodeEncrypt(fixedK2, fixedIv, withPad(data, padLength)));
      expect(fixed.decrypt(payload), `pad of ${padLength}`).toEqual(data);
    }
  });

  it("does not decrypt a pad length above 16 or longer than the payload, nor other pad bytes", () => {
    const seal = (padded: Uint8Array): Uint8Array => concat(fixedIv, nodeEncrypt(fixedK2, fixedIv, padded));
    const block = new Uint8Array(16);
    expect(fixed.decrypt(seal(withPad(new Uint8Array(14), 17)))).toBeUndefined();
    expect(fixed.decrypt(seal(block.fill(16)))).toBeUndefined();
    expect(fixed.decrypt(seal(block.fill(0xff)))).toBeUndefined();
    expect(fixed.decrypt(seal(fromHex("02030405060708090a0b0c0d0e0f1010")))).toBeUndefined();
    for (let at = 10; at < 15; at++) {
      const padded = withPad(new Uint8Array(10), 5);
      expect(fixed.decrypt(seal(padded))).toBeDefined();
      padded[at]! ^= 0x80;
      expect(fixed.decrypt(seal(padded)), `pad byte at ${at}`).toBeUndefined();
    }
  });

  it("does not decrypt a payload without a block, or with a part of one", () => {
    const payload = fixed.encrypt(new Uint8Array(40));
    for (let length = 0; length < payload.length; length++) {
      const plain = fixed.decrypt(payload.subarray(0, length));
      if (length % 16 !== 0 || length < 32) expect(plain, `${length} bytes`).toBeUndefined();
    }
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200, size: "max" }), (payload) => {
        const plain = fixed.decrypt(payload);
        if (plain !== undefined) expect(plain.length).toBeLessThan(payload.length - 16);
      }),
    );
  });

  it("needs 16 bytes of K2, which RAKP-none does not make", () => {
    expect(() => new AesCbc128(new Uint8Array(15), () => fixedIv)).toThrow(ApiMisuseError);
  });

  it("has no key left once wiped", () => {
    const cipher = new AesCbc128(fixedK2, () => fixedIv);
    const payload = cipher.encrypt(Uint8Array.of(1, 2, 3));
    cipher.wipe();
    expect(toHex(cipher.encrypt(Uint8Array.of(1, 2, 3)))).not.toBe(toHex(payload));
    expect(cipher.decrypt(payload)).not.toEqual(Uint8Array.of(1, 2, 3));
  });
});

/** `data ‖ 01 02 … n ‖ n`. */
function withPad(data: Uint8Array, padLength: number): Uint8Array {
  return Uint8Array.of(...data, ...Array.from({ length: padLength }, (_, index) => index + 1), padLength);
}

function nodeEncrypt(k2: Uint8Array, iv: Uint8Array, padded: Uint8Array): Uint8Array {
  return createCipheriv("aes-128-cbc", k2.subarray(0, 16), iv).setAutoPadding(false).update(padded);
}
