import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AuthenticationAlgorithmId, authenticationAlgorithms } from "../../src/crypto/authentication.ts";
import { toHex } from "./bytes.ts";

const bytes = fc.uint8Array({ maxLength: 100, size: "max" });

describe("authenticationAlgorithms", () => {
  it("stand at the index of their number, with the lengths of their codes", () => {
    const rows = authenticationAlgorithms.map((row) => [
      row.id,
      row.name,
      row.keyExchangeCodeLength,
      row.integrityCheckValueLength,
    ]);
    expect(rows).toEqual([
      [0, "RAKP-none", 0, 0],
      [1, "RAKP-HMAC-SHA1", 20, 12],
      [2, "RAKP-HMAC-MD5", 16, 16],
      [3, "RAKP-HMAC-SHA256", 32, 16],
    ]);
  });

  it.each([
    [AuthenticationAlgorithmId.hmacSha1, "sha1"],
    [AuthenticationAlgorithmId.hmacMd5, "md5"],
    [AuthenticationAlgorithmId.hmacSha256, "sha256"],
  ] as const)("number %i is an HMAC of %s", (id, nodeName) => {
    const algorithm = authenticationAlgorithms[id];
    fc.assert(
      fc.property(bytes, bytes, bytes, (key, first, second) => {
        const expected = createHmac(nodeName, key).update(first).update(second).digest("hex");
        expect(toHex(algorithm.hmac(key, first, second))).toBe(expected);
        expect(toHex(algorithm.hmac(algorithm.primeHmac(key)!, first, second))).toBe(expected);
        expect(expected.length).toBe(algorithm.keyExchangeCodeLength * 2);
      }),
    );
  });

  it("RAKP-none has no codes and no keys", () => {
    const none = authenticationAlgorithms[AuthenticationAlgorithmId.none];
    expect(none.hmac(Uint8Array.of(1), Uint8Array.of(2))).toEqual(new Uint8Array(0));
    expect(none.primeHmac(Uint8Array.of(1))).toBeUndefined();
  });
});
