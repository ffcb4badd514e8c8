import { describe, expect, it } from "vitest";
import { AesCbc128 } from "../../src/crypto/aes-cbc-128.ts";
import { confidentialityAlgorithms } from "../../src/crypto/confidentiality.ts";
import { confidentialityKey } from "../../src/crypto/confidentiality-key.ts";
import { paddedPassword } from "../../src/crypto/padded-password.ts";
import { ApiMisuseError } from "../../src/errors.ts";

const misuse = (text: string): ApiMisuseError => new ApiMisuseError("invalidArgument", text);
const filled = (length: number): Uint8Array => new Uint8Array(length).fill(7);

describe("keys of the wrong length", () => {
  it("are said to be: a password of more than 20 bytes", () => {
    const text = "a password or Kg has at most 20 bytes";
    expect(() => paddedPassword(filled(21))).toThrow(misuse(text));
    expect(() => paddedPassword(filled(21))).toThrow(expect.objectContaining({ code: "invalidArgument" }));
    expect(paddedPassword(filled(20))).toStrictEqual(filled(20));
  });

  it("are said to be: a K2 of less than 16", () => {
    const text = "encryption needs an authentication algorithm: RAKP-none makes no K2";
    expect(() => confidentialityKey(filled(15))).toThrow(misuse(text));
    expect(() => confidentialityKey(filled(15))).toThrow(expect.objectContaining({ code: "invalidArgument" }));
    expect(confidentialityKey(filled(20))).toStrictEqual(filled(16));
  });
});

describe("a cipher", () => {
  it("that was never used can be wiped", () => {
    expect(() => new AesCbc128(filled(16), () => filled(16)).wipe()).not.toThrow();
  });

  it("of AES decrypts nothing but whole blocks, whatever stands in the rest", () => {
    const cipher = new AesCbc128(filled(16), () => filled(16));
    const payload = cipher.encrypt(filled(20));
    for (let variant = 0; variant < 4096; variant++) {
      const rest = Uint8Array.of(variant, variant >>> 8, variant * 31, variant * 7);
      const length = 1 + (variant % 4);
      expect(cipher.decrypt(Uint8Array.of(...payload, ...rest.subarray(0, length)))).toBeUndefined();
    }
  });

  it("that does nothing gives copies all the same, both ways", () => {
    const none = confidentialityAlgorithms[0].createCipher(filled(0), () => filled(0));
    const bytes = filled(3);
    const copies = [none.encrypt(bytes, false), none.decrypt(bytes, 1)!];
    bytes.fill(0);
    expect(copies).toStrictEqual([filled(3), filled(3)]);
    expect(() => none.wipe()).not.toThrow();
  });
});
