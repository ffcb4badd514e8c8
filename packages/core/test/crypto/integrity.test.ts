import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IntegrityAlgorithmId, integrityAlgorithms } from "../../src/crypto/integrity.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { flipBit, fromText, toHex } from "./bytes.ts";

const covered = fc.uint8Array({ maxLength: 300, size: "max" });
const k1 = fc.uint8Array({ minLength: 16, maxLength: 32, size: "max" });
const password = fc.uint8Array({ maxLength: 20 });

type Reference = (keys: { k1: Uint8Array; password: Uint8Array }, covered: Uint8Array) => Buffer;

const hmacOf =
  (name: string): Reference =>
  (keys, bytes) =>
    createHmac(name, keys.k1).update(bytes).digest();

const md5OfPaddedPassword: Reference = (keys, bytes) => {
  const padded = Buffer.concat([keys.password, Buffer.alloc(20 - keys.password.length)]);
  return createHash("md5").update(padded).update(bytes).update(padded).digest();
};

const references: readonly [IntegrityAlgorithmId, string, number, Reference][] = [
  [IntegrityAlgorithmId.hmacSha1_96, "HMAC-SHA1-96", 12, hmacOf("sha1")],
  [IntegrityAlgorithmId.hmacMd5_128, "HMAC-MD5-128", 16, hmacOf("md5")],
  [IntegrityAlgorithmId.md5_128, "MD5-128", 16, md5OfPaddedPassword],
  [IntegrityAlgorithmId.hmacSha256_128, "HMAC-SHA256-128", 16, hmacOf("sha256")],
];

describe.each(references)("integrity algorithm %i, %s", (id, name, length, reference) => {
  const algorithm = integrityAlgorithms[id];

  it("says its number, name and length", () => {
    expect([algorithm.id, algorithm.name, algorithm.authCodeLength]).toEqual([id, name, length]);
  });

  it("makes the AuthCode that node:crypto makes, cut to its length, message after message", () => {
    fc.assert(
      fc.property(k1, password, fc.array(covered, { minLength: 1, maxLength: 3 }), (k1, password, messages) => {
        const authenticator = algorithm.createAuthenticator({ k1, password })!;
        expect(authenticator.authCodeLength).toBe(length);
        const codes = messages.map((message) => authenticator.authCode(message));
        const expected = messages.map((message) => reference({ k1, password }, message).subarray(0, length));
        expect(codes.map(toHex)).toEqual(expected.map(toHex));
      }),
    );
  });

  it("verifies its own AuthCode and no other", () => {
    fc.assert(
      fc.property(
        k1,
        password,
        fc.uint8Array({ minLength: 1, maxLength: 100, size: "max" }),
        fc.nat(),
        (k1, password, bytes, at) => {
          const authenticator = algorithm.createAuthenticator({ k1, password })!;
          const code = authenticator.authCode(bytes);
          expect(authenticator.verify(bytes, code)).toBe(true);
          expect(authenticator.verify(bytes, flipBit(code, at % (length * 8)))).toBe(false);
          expect(authenticator.verify(flipBit(bytes, at % (bytes.length * 8)), code)).toBe(false);
          expect(authenticator.verify(bytes, code.subarray(1))).toBe(false);
          expect(authenticator.verify(bytes, Uint8Array.of(...code, 0))).toBe(false);
          expect(authenticator.verify(bytes, new Uint8Array(0))).toBe(false);
        },
      ),
    );
  });

  it("copies its keys and forgets them when wiped", () => {
    const keys = { k1: fromText("0123456789abcdef"), password: fromText("test") };
    const message = fromText("message");
    const expected = toHex(reference(keys, message).subarray(0, length));
    const authenticator = algorithm.createAuthenticator(keys)!;
    keys.k1.fill(0);
    keys.password.fill(0);
    expect(toHex(authenticator.authCode(message))).toBe(expected);
    authenticator.wipe();
    expect(codeOrError(() => toHex(authenticator.authCode(message)))).not.toBe(expected);
  });
});

describe("integrity", () => {
  it("none has no AuthCode", () => {
    const none = integrityAlgorithms[IntegrityAlgorithmId.none];
    expect([none.id, none.name, none.authCodeLength]).toEqual([0, "none", 0]);
    expect(none.createAuthenticator({ k1: new Uint8Array(20), password: new Uint8Array(0) })).toBeUndefined();
  });

  it("MD5-128 refuses a password of more than 20 bytes instead of cutting it", () => {
    const algorithm = integrityAlgorithms[IntegrityAlgorithmId.md5_128];
    const keys = { k1: new Uint8Array(20), password: new Uint8Array(21) };
    expect(() => algorithm.createAuthenticator(keys)).toThrow(ApiMisuseError);
  });
});

function codeOrError(code: () => string): string {
  try {
    return code();
  } catch {
    return "error";
  }
}
