import { describe, expect, it } from "vitest";
import { cipherSuites } from "../../src/crypto/cipher-suites.ts";
import { keyDialect } from "../../src/crypto/key-dialect.ts";
import type { RakpExchange } from "../../src/crypto/rakp-codes.ts";
import { HandshakeKeys } from "../../src/packets/handshake-keys.ts";
import { fromHex, fromText, toHex } from "../crypto/bytes.ts";

/** ipmitool and an iDRAC6, suite 3, user root / calvin: recorded by strangers. */
const idrac: RakpExchange = {
  remoteConsoleSessionId: 0xa0a2a3a4,
  managedSystemSessionId: 0x02002600,
  remoteConsoleRandom: fromHex("13dd765a462cac254002aef6e6ba6ec9"),
  managedSystemRandom: fromHex("f027ffcf96be8ce7a8e9d88ad175f557"),
  managedSystemGuid: fromHex("44454c4c580010548033b5c04f475131"),
  role: 0x14,
  username: fromText("root"),
};
const calvin = { password: fromText("calvin"), kg: new Uint8Array(0) };
const [none, , , suite3] = cipherSuites;

/** All that a handshake computes, as hex. */
function computed(keys: HandshakeKeys): Record<string, string> {
  const { sik, k1, k2 } = keys.exposeKeys();
  const codes = { rakp2: keys.rakpMessage2Code(), rakp3: keys.rakpMessage3Code(), rakp4: keys.rakpMessage4Icv() };
  return Object.fromEntries(Object.entries({ ...codes, sik, k1, k2 }).map(([name, bytes]) => [name, toHex(bytes)]));
}

describe("the codes and keys of a handshake", () => {
  it("of ipmitool and an iDRAC6 are those that were recorded", () => {
    const starts = Object.entries(computed(new HandshakeKeys(suite3!, idrac, calvin))).map(([name, hex]) => [
      name,
      hex.slice(0, 8),
    ]);
    expect(Object.fromEntries(starts)).toEqual({
      rakp2: "bad04a77",
      rakp3: "d5d7624b",
      rakp4: "700cc777",
      sik: "52392ca8",
      k1: "aa717f0c",
      k2: "348df022",
    });
  });

  it("are the same in whatever order and however often they are asked for", () => {
    const expected = computed(new HandshakeKeys(suite3!, idrac, calvin));
    const keys = new HandshakeKeys(suite3!, idrac, calvin);
    expect(toHex(keys.rakpMessage4Icv())).toBe(expected["rakp4"]);
    expect(toHex(keys.exposeKeys().k2)).toBe(expected["k2"]);
    expect(toHex(keys.rakpMessage2Code())).toBe(expected["rakp2"]);
    expect(computed(keys)).toEqual(expected);
    expect(computed(keys)).toEqual(expected);
  });

  it.each(cipherSuites.map(({ id }) => id))("of suite %i have their algorithms' lengths", (id) => {
    const suite = cipherSuites[id]!;
    const digest = [0, 20, 16, 32][suite.authentication]!;
    const keys = new HandshakeKeys(suite, idrac, calvin);
    expect(keys.rakpMessage2Code()).toHaveLength(digest);
    expect(keys.rakpMessage3Code()).toHaveLength(digest);
    expect(keys.rakpMessage4Icv()).toHaveLength([0, 12, 16, 16][suite.authentication]!);
    expect(Object.values(keys.exposeKeys()).map(({ length }) => length)).toEqual([digest, digest, digest]);
  });
});

describe("Kg", () => {
  const withKg = (kg: Uint8Array): Record<string, string> =>
    computed(new HandshakeKeys(suite3!, idrac, { password: calvin.password, kg }));

  it("keys the SIK, and so message 4 and the session; the password keys messages 2 and 3", () => {
    const one = withKg(new Uint8Array(0));
    const two = withKg(fromText("kg"));
    const same = Object.keys(one).filter((name) => one[name] === two[name]);
    expect(same.sort()).toEqual(["rakp2", "rakp3"]);
  });

  it("empty or all zero is a one-key login", () => {
    expect(withKg(new Uint8Array(20))).toEqual(withKg(new Uint8Array(0)));
  });

  it("counts whole, leading zeros and all twenty bytes; zeros behind do not", () => {
    expect(withKg(fromHex("006b67"))).not.toEqual(withKg(fromHex("6b67")));
    expect(withKg(fromHex("6b6700"))).toEqual(withKg(fromHex("6b67")));
    const twenty = new Uint8Array(20).fill(1);
    const changed = Uint8Array.from(twenty);
    changed[19] = 2;
    expect(withKg(changed)).not.toEqual(withKg(twenty));
  });
});

describe("dialects", () => {
  const differing = (quirk: string, suite: number): string[] => {
    const standard = computed(new HandshakeKeys(cipherSuites[suite]!, idrac, calvin));
    const other = computed(new HandshakeKeys(cipherSuites[suite]!, idrac, calvin, keyDialect([quirk])));
    return Object.keys(standard)
      .filter((name) => standard[name] !== other[name])
      .sort();
  };

  it("openipmiMd5 changes K1 and K2 of the MD5 suites, and nothing of others", () => {
    expect(differing("openipmiMd5", 8)).toEqual(["k1", "k2"]);
    expect(differing("openipmiMd5", 3)).toEqual([]);
  });

  it("intel20 changes what it pads, and the role in message 3", () => {
    expect(differing("intel20", 8)).toEqual(["k1", "k2", "rakp2", "rakp3", "rakp4", "sik"]);
  });

  it("openipmiMd5 keys HMAC-MD5-128 with the password", () => {
    const covered = scripted();
    const code = (exchange: RakpExchange): string => {
      const keys = new HandshakeKeys(cipherSuites[7]!, exchange, calvin, keyDialect(["openipmiMd5"]));
      return toHex(keys.createProtection(() => new Uint8Array(16)).authenticator!.authCode(covered));
    };
    expect(code(idrac)).toBe(code({ ...idrac, managedSystemRandom: new Uint8Array(16) }));
  });

  function scripted(): Uint8Array {
    return fromText("what an AuthCode covers");
  }
});

describe("secrets", () => {
  it("are copied: the caller's may be wiped", () => {
    const secrets = { password: fromText("calvin"), kg: fromText("kg") };
    const keys = new HandshakeKeys(suite3!, idrac, secrets);
    const expected = computed(new HandshakeKeys(suite3!, idrac, { password: fromText("calvin"), kg: fromText("kg") }));
    secrets.password.fill(0);
    secrets.kg.fill(0);
    expect(computed(keys)).toEqual(expected);
  });

  it("that were wiped leave a session's protection as it was", () => {
    const keys = new HandshakeKeys(suite3!, idrac, calvin);
    const protection = keys.createProtection(() => new Uint8Array(16));
    const before = protection.authenticator!.authCode(fromText("covered"));
    keys.wipe();
    expect(protection.authenticator!.authCode(fromText("covered"))).toEqual(before);
    expect(calvin.password).toEqual(fromText("calvin"));
  });

  it("may be wiped before anything was computed, and with RAKP-none", () => {
    expect(() => new HandshakeKeys(suite3!, idrac, calvin).wipe()).not.toThrow();
    const keys = new HandshakeKeys(none!, idrac, calvin);
    expect(computed(keys)).toEqual({ rakp2: "", rakp3: "", rakp4: "", sik: "", k1: "", k2: "" });
    expect(() => keys.wipe()).not.toThrow();
  });
});
