import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ipmi15AuthCode } from "../../src/crypto/ipmi15-auth-code.ts";
import { md2 } from "../../src/crypto/md2.ts";
import { AuthType } from "../../src/wire/session-header-v15.ts";
import { concat, fromHex, fromText, toHex } from "./bytes.ts";

const payload = fromHex("2018c8810038033e");
const input = { sessionId: 0x01020304, sessionSequenceNumber: 0xa1a2a3a4, payload };
const short = fromText("secret");
const shortPadded = concat(short, new Uint8Array(10));

/** Password ‖ session ID ‖ message ‖ sequence number ‖ password, as they go over the wire (IPMI v2.0 §22.17.1). */
const covered = concat(shortPadded, fromHex("04030201"), payload, fromHex("a4a3a2a1"), shortPadded);

describe("the AuthCode of an IPMI v1.5 packet", () => {
  it("is an MD5 of the password on both sides of ID, message and number", () => {
    const expected = createHash("md5").update(covered).digest("hex");
    expect(toHex(ipmi15AuthCode({ ...input, authType: AuthType.md5 }, short)!)).toBe(expected);
  });

  it("is an MD2 of the same", () => {
    expect(ipmi15AuthCode({ ...input, authType: AuthType.md2 }, short)).toStrictEqual(md2(covered));
  });

  it("is the password itself, filled with zeros", () => {
    expect(ipmi15AuthCode({ ...input, authType: AuthType.password }, short)).toStrictEqual(shortPadded);
  });

  it.each([AuthType.md2, AuthType.md5, AuthType.password])(
    "takes 16 bytes of a longer password, type %i",
    (authType) => {
      const long = fromText("sixteen-bytes-pwd+more");
      const code = ipmi15AuthCode({ ...input, authType }, long);
      expect(code).toHaveLength(16);
      expect(code).toStrictEqual(ipmi15AuthCode({ ...input, authType }, long.subarray(0, 16)));
      expect(code).not.toStrictEqual(ipmi15AuthCode({ ...input, authType }, long.subarray(0, 15)));
    },
  );

  it.each([AuthType.none, AuthType.oem, 3, 7])("is none for type %i", (authType) => {
    expect(ipmi15AuthCode({ ...input, authType }, short)).toBeUndefined();
  });

  it("leaves the password as it was", () => {
    const password = fromText("sixteen-bytes-pw");
    ipmi15AuthCode({ ...input, authType: AuthType.md5 }, password);
    expect(password).toStrictEqual(fromText("sixteen-bytes-pw"));
  });
});
