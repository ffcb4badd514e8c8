import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { authenticationAlgorithms } from "../../src/crypto/authentication.ts";
import { integrityAlgorithms } from "../../src/crypto/integrity.ts";
import { keyDialect, standardKeyDialect } from "../../src/crypto/key-dialect.ts";
import { deriveK, deriveSessionIntegrityKey, integrityKeys, userKey } from "../../src/crypto/keys.ts";
import { type RakpExchange, rakpMessage2Code, rakpMessage3Code, rakpMessage4Icv } from "../../src/crypto/rakp-codes.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { concat, fromHex, fromText, toHex } from "./bytes.ts";

const [none, rakpSha1, rakpMd5, rakpSha256] = authenticationAlgorithms;
const [noIntegrity, hmacSha1, hmacMd5, md5_128, hmacSha256] = integrityAlgorithms;

const longPassword = fromText("seventeen-or-more-ch");
const openipmiMd5 = keyDialect(["openipmiMd5"]);
const intel20 = keyDialect(["intel20"]);

const exchange: RakpExchange = {
  remoteConsoleSessionId: 0xa0a2a3a4,
  managedSystemSessionId: 0x02002600,
  remoteConsoleRandom: fromHex("13dd765a462cac254002aef6e6ba6ec9"),
  managedSystemRandom: fromHex("f027ffcf96be8ce7a8e9d88ad175f557"),
  managedSystemGuid: fromHex("44454c4c580010548033b5c04f475131"),
  role: 0x14,
  username: fromText("root"),
};
const sidm = fromHex("a4a3a2a0");
const sidc = fromHex("00260002");
const { remoteConsoleRandom: rm, managedSystemRandom: rc, managedSystemGuid: guid } = exchange;
const named = (role: number, username: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(role, username.length), username);

const hmac = (name: string, key: Uint8Array, ...parts: Uint8Array[]): string =>
  createHmac(name, key)
    .update(concat(...parts))
    .digest("hex");

describe("keyDialect", () => {
  it("is the specification without quirks, and with quirks of other kinds", () => {
    expect(keyDialect([])).toEqual(standardKeyDialect);
    expect(keyDialect(["opensesspriv", "toString", "__proto__"])).toEqual(standardKeyDialect);
  });

  it("puts quirks together", () => {
    const both = keyDialect(["openipmiMd5", "intel20"]);
    expect(both).toEqual({ ...openipmiMd5, ...intel20, hmacMd5ConstantLength: 16, hmacMd5IntegrityKey: "password" });
  });
});

describe("userKey", () => {
  it("pads to 20 bytes, and cuts to 16 for HMAC-MD5 only, where the dialect does", () => {
    expect(toHex(userKey(rakpMd5, fromText("ab")))).toBe(`6162${"00".repeat(18)}`);
    for (const dialect of [openipmiMd5, intel20]) {
      expect(userKey(rakpMd5, longPassword, dialect)).toEqual(longPassword.subarray(0, 16));
      expect(userKey(rakpSha1, longPassword, dialect)).toEqual(longPassword);
      expect(userKey(rakpSha256, longPassword, dialect)).toEqual(longPassword);
    }
    expect(userKey(rakpMd5, longPassword)).toEqual(longPassword);
  });

  it("keeps a leading zero of a binary Kg, and refuses 21 bytes without telling them", () => {
    const kg = fromHex("0001020304050607");
    expect(userKey(rakpSha1, kg).subarray(0, 8)).toEqual(kg);
    expect(toHex(deriveSessionIntegrityKey(rakpSha1, userKey(rakpSha1, kg), exchange))).toBe(
      hmac("sha1", kg, rm, rc, named(0x14, exchange.username)),
    );
    expect(() => userKey(rakpSha1, fromText("a password of 21 byte"))).toThrow(ApiMisuseError);
    expect(() => userKey(rakpSha1, fromText("a password of 21 byte"))).not.toThrow(/password of 21/);
  });
});

describe("the null user and RAKP-none", () => {
  it("hash a length of 0 and no name", () => {
    const nobody = { ...exchange, username: new Uint8Array(0) };
    const key = userKey(rakpSha256, new Uint8Array(0));
    const role = Uint8Array.of(0x14, 0);
    expect(toHex(rakpMessage2Code(rakpSha256, key, nobody))).toBe(hmac("sha256", key, sidm, sidc, rm, rc, guid, role));
    expect(toHex(rakpMessage3Code(rakpSha256, key, nobody))).toBe(hmac("sha256", key, rc, sidm, role));
    expect(toHex(deriveSessionIntegrityKey(rakpSha256, key, nobody))).toBe(hmac("sha256", key, rm, rc, role));
  });

  it("have no codes and no keys with RAKP-none", () => {
    const empty = new Uint8Array(0);
    expect(rakpMessage2Code(none, empty, exchange)).toEqual(empty);
    expect(rakpMessage3Code(none, empty, exchange)).toEqual(empty);
    expect(rakpMessage4Icv({ authentication: none, integrity: noIntegrity }, empty, exchange)).toEqual(empty);
    expect(deriveK(none, empty, 1)).toEqual(empty);
  });
});

describe("SHA256", () => {
  it("has constants of 20 bytes for K1 and K2 and a check value of 16", () => {
    const sik = fromHex("11".repeat(32));
    expect(toHex(deriveK(rakpSha256, sik, 1))).toBe(hmac("sha256", sik, new Uint8Array(20).fill(1)));
    expect(toHex(deriveK(rakpSha256, sik, 2))).toBe(hmac("sha256", sik, new Uint8Array(20).fill(2)));
    const icv = rakpMessage4Icv({ authentication: rakpSha256, integrity: hmacSha256 }, sik, exchange);
    expect(toHex(icv)).toBe(hmac("sha256", sik, rm, sidc, guid).slice(0, 32));
  });
});

describe("openipmiMd5", () => {
  const sik = fromHex("22".repeat(16));

  it("makes K1 and K2 from 16 bytes with HMAC-MD5, from 20 with the others", () => {
    expect(toHex(deriveK(rakpMd5, sik, 1, openipmiMd5))).toBe(hmac("md5", sik, new Uint8Array(16).fill(1)));
    expect(toHex(deriveK(rakpMd5, sik, 2, openipmiMd5))).toBe(hmac("md5", sik, new Uint8Array(16).fill(2)));
    expect(toHex(deriveK(rakpMd5, sik, 1))).toBe(hmac("md5", sik, new Uint8Array(20).fill(1)));
    expect(deriveK(rakpSha1, sik, 1, openipmiMd5)).toEqual(deriveK(rakpSha1, sik, 1));
    expect(deriveK(rakpSha256, sik, 1, openipmiMd5)).toEqual(deriveK(rakpSha256, sik, 1));
  });

  it("keys HMAC-MD5-128 with 16 bytes of the password, and no other algorithm", () => {
    const keys = { k1: sik, password: longPassword };
    const changed = integrityKeys(hmacMd5, keys, openipmiMd5);
    expect(changed.k1).toEqual(longPassword.subarray(0, 16));
    const code = hmacMd5.createAuthenticator(changed)!.authCode(fromText("packet"));
    expect(toHex(code)).toBe(hmac("md5", longPassword.subarray(0, 16), fromText("packet")));
    for (const algorithm of [hmacSha1, md5_128, hmacSha256])
      expect(integrityKeys(algorithm, keys, openipmiMd5)).toBe(keys);
    expect(integrityKeys(hmacMd5, keys)).toBe(keys);
  });
});

describe("intel20", () => {
  const padded = concat(exchange.username, new Uint8Array(12));
  const key = userKey(rakpSha1, fromText("calvin"));
  const sik = fromHex("33".repeat(20));

  it("pads the user name to 16 in RAKP message 2 and the SIK, not in RAKP message 3, whose role has no bit 4", () => {
    expect(toHex(rakpMessage2Code(rakpSha1, key, exchange, intel20))).toBe(
      hmac("sha1", key, sidm, sidc, rm, rc, guid, named(0x14, padded)),
    );
    expect(toHex(deriveSessionIntegrityKey(rakpSha1, key, exchange, intel20))).toBe(
      hmac("sha1", key, rm, rc, named(0x14, padded)),
    );
    expect(toHex(rakpMessage3Code(rakpSha1, key, exchange, intel20))).toBe(
      hmac("sha1", key, rc, sidm, named(0x04, exchange.username)),
    );
  });

  it("leaves a user name of 16 bytes as it is", () => {
    const whole = { ...exchange, username: fromText("sixteen-bytes-ok") };
    expect(rakpMessage2Code(rakpSha1, key, whole, intel20)).toEqual(rakpMessage2Code(rakpSha1, key, whole));
  });

  it.each([
    [noIntegrity, ""],
    [hmacSha1, hmac("sha1", sik, rm, sidc, guid).slice(0, 24)],
    [hmacMd5, hmac("md5", sik, rm, sidc, guid)],
    [md5_128, hmac("md5", sik, rm, sidc, guid)],
    [hmacSha256, hmac("sha256", sik, rm, sidc, guid).slice(0, 32)],
  ])("makes RAKP message 4 with the hash of integrity algorithm $name", (integrity, expected) => {
    const algorithms = { authentication: rakpSha1, integrity };
    expect(toHex(rakpMessage4Icv(algorithms, sik, exchange, intel20))).toBe(expected);
    expect(toHex(rakpMessage4Icv(algorithms, sik, exchange))).toBe(hmac("sha1", sik, rm, sidc, guid).slice(0, 24));
  });
});
