import { describe, expect, it } from "vitest";
import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { sealIpmi15OutsideSession } from "../../src/packets/seal-outside-session.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { lanResponse } from "../../src/wire/lan-message.ts";
import { attackedSuites, attackSession, fresh, honestLife } from "../support/attacked-session.ts";
import {
  payloadBits,
  payloadTypeByte,
  withoutTrailer,
  withPayload,
  withPayloadType,
  withSessionId,
} from "../support/forgeries.ts";
import { echoCommand } from "../support/world.ts";

const { authenticated, encrypted } = payloadBits;

/** A well-formed answer to the echo of any rqSeq: what somebody without keys would like to be believed. */
function forgedAnswer(rqSeq: number): Uint8Array {
  const { netFn, cmd } = echoCommand;
  const addresses = { rqAddr: 0x81, rqLun: 0, rsAddr: 0x20, rsLun: 0 };
  return encodeToBytes(lanResponse, {
    ...addresses,
    netFn: netFn | 1,
    rqSeq,
    cmd,
    completionCode: 0,
    data: new Uint8Array(8),
  });
}

describe.each(attackedSuites)("in a session of suite %i, a new packet of the managed system", (suite) => {
  const isEncrypted = cipherSuite(suite)!.confidentiality !== 0;
  const negotiated = authenticated | (isEncrypted ? encrypted : 0);
  const others = [0, authenticated, encrypted, authenticated | encrypted].filter((bits) => bits !== negotiated);

  /** The packet that is on its way with each other choice of bits, its trailer kept and removed. */
  function stripped(next: Uint8Array): Uint8Array[] {
    const type = payloadTypeByte(next) & 0x3f;
    return others.flatMap((bits) => {
      const changed = withPayloadType(next, type | bits);
      return [changed, withoutTrailer(changed)];
    });
  }

  it("with other bits than negotiated is dropped for them, its trailer kept or removed", () => {
    const drops = attackSession(honestLife(suite), (moment) => fresh(moment).flatMap(stripped));
    expect(Object.keys(drops)).toEqual(["payloadBits"]);
    expect(drops.payloadBits).toBeGreaterThanOrEqual(6 * 5);
  });

  it("with its own bits and no trailer is dropped", () => {
    const drops = attackSession(honestLife(suite), (moment) => fresh(moment).map(withoutTrailer));
    expect(Object.keys(drops).every((reason) => reason === "malformed" || reason === "authCode")).toBe(true);
  });

  it("is not replaced by an answer in plain text, whatever its bits, in the session, outside it or in IPMI v1.5 framing", () => {
    const drops = attackSession(honestLife(suite), (moment) =>
      fresh(moment).flatMap((next) =>
        Array.from({ length: 64 }, (_, rqSeq) => forgedAnswer(rqSeq)).flatMap((answer) => {
          const plain = withPayload(next, answer);
          return [
            ...[...others, negotiated].map((bits) => withPayloadType(plain, bits)),
            withPayloadType(withSessionId(plain, 0), 0),
            sealIpmi15OutsideSession(answer),
          ];
        }),
      ),
    );
    expect(Object.keys(drops).sort()).toEqual(["malformed", "payloadBits", "unmatched"]);
  });
});
