import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfidentialityAlgorithmId, confidentialityAlgorithms } from "../../src/crypto/confidentiality.ts";
import { XRc4 } from "../../src/crypto/xrc4.ts";
import { fromText } from "./bytes.ts";

const k2 = fc.uint8Array({ minLength: 16, maxLength: 32, size: "max" });
const iv = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe("confidentialityAlgorithms", () => {
  it("stand at the index of their number", () => {
    expect(confidentialityAlgorithms.map((row) => [row.id, row.name])).toEqual([
      [0, "none"],
      [1, "AES-CBC-128"],
      [2, "xRC4-128"],
      [3, "xRC4-40"],
    ]);
  });

  it.each(confidentialityAlgorithms)("$name: what one side encrypts, the other decrypts", (algorithm) => {
    fc.assert(
      fc.property(k2, iv, fc.array(fc.uint8Array({ maxLength: 80, size: "max" })), (k2, iv, messages) => {
        const sender = algorithm.createCipher(k2, () => iv);
        const receiver = algorithm.createCipher(k2, () => iv);
        messages.forEach((plain, index) => {
          const payload = sender.encrypt(plain, false);
          expect(receiver.decrypt(payload, index + 1)).toEqual(plain);
          if (algorithm.id !== ConfidentialityAlgorithmId.none && plain.length > 4) {
            expect(payload.subarray(-plain.length)).not.toEqual(plain);
          }
        });
      }),
    );
  });

  it.each([
    [ConfidentialityAlgorithmId.xrc4_128, 16],
    [ConfidentialityAlgorithmId.xrc4_40, 5],
  ] as const)("number %i has an RC4 key of %i bytes", (id, keyLength) => {
    const iv = new Uint8Array(16).fill(3);
    const payload = confidentialityAlgorithms[id].createCipher(iv, () => iv).encrypt(fromText("plain"), false);
    expect(new XRc4(iv, () => iv, keyLength).decrypt(payload, 1)).toEqual(fromText("plain"));
  });

  it("none passes payloads through as copies, with no K2", () => {
    const cipher = confidentialityAlgorithms[ConfidentialityAlgorithmId.none].createCipher(
      new Uint8Array(0),
      () => new Uint8Array(16),
    );
    const plain = Uint8Array.of(1, 2, 3);
    const payload = cipher.encrypt(plain, false);
    const opened = cipher.decrypt(payload, 1);
    plain.fill(0);
    payload.fill(9);
    expect(payload).toEqual(Uint8Array.of(9, 9, 9));
    expect(opened).toEqual(Uint8Array.of(1, 2, 3));
    cipher.wipe();
  });
});
