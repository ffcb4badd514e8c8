import { describe, expect, it } from "vitest";
import { cipherSuite, cipherSuites, describeCipherSuite } from "../../src/crypto/cipher-suites.ts";

/** IPMI v2.0 table 22-20: authentication, integrity and confidentiality algorithm of suites 0 to 19. */
const table = "000 100 110 111 112 113 200 220 221 222 223 230 231 232 233 300 340 341 342 343".split(" ");

describe("cipherSuites", () => {
  it("are those of the specification, in order", () => {
    const rows = cipherSuites.map((suite) => `${suite.authentication}${suite.integrity}${suite.confidentiality}`);
    expect(rows).toEqual(table);
    expect(cipherSuites.map((suite) => suite.id)).toEqual(table.map((_, index) => index));
  });

  it("are found by number, and only there", () => {
    expect(cipherSuite(17)).toBe(cipherSuites[17]);
    for (const id of [-1, 20, 3.5, Number.NaN]) expect(cipherSuite(id)).toBeUndefined();
  });

  it.each([
    [0, "RAKP-none / none / none"],
    [3, "RAKP-HMAC-SHA1 / HMAC-SHA1-96 / AES-CBC-128"],
    [9, "RAKP-HMAC-MD5 / HMAC-MD5-128 / xRC4-128"],
    [14, "RAKP-HMAC-MD5 / MD5-128 / xRC4-40"],
    [17, "RAKP-HMAC-SHA256 / HMAC-SHA256-128 / AES-CBC-128"],
  ])("suite %i is %s", (id, description) => {
    expect(describeCipherSuite(cipherSuite(id)!)).toBe(description);
  });
});
