import { describe, expect, it } from "vitest";
import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { integrityAlgorithms } from "../../src/crypto/integrity.ts";
import { concat } from "../crypto/bytes.ts";
import { attackedSuites, attackSession, fresh, honestLife } from "../support/attacked-session.ts";

describe.each(attackedSuites)("in a session of suite %i, a new packet of the managed system", (suite) => {
  const { authCodeLength } = integrityAlgorithms[cipherSuite(suite)!.integrity]!;

  it("with its AuthCode cut to any length from none on is dropped", () => {
    const drops = attackSession(honestLife(suite), (moment) =>
      fresh(moment).flatMap((datagram) =>
        Array.from({ length: authCodeLength }, (_, length) =>
          datagram.slice(0, datagram.length - authCodeLength + length),
        ),
      ),
    );
    expect(Object.keys(drops).every((reason) => reason === "malformed" || reason === "authCode")).toBe(true);
  });

  it("cut to any length at all is dropped", () => {
    const drops = attackSession(honestLife(suite), (moment) =>
      fresh(moment).flatMap((datagram) =>
        Array.from({ length: datagram.length }, (_, length) => datagram.slice(0, length)),
      ),
    );
    expect(Object.keys(drops).every((reason) => reason === "malformed" || reason === "authCode")).toBe(true);
  });

  it("with more behind its AuthCode, with zeros, FFh or another packet's code in its place is dropped", () => {
    const drops = attackSession(honestLife(suite), (moment) =>
      fresh(moment).flatMap((datagram) => {
        const covered = datagram.slice(0, datagram.length - authCodeLength);
        const code = datagram.slice(covered.length);
        const codes = moment.past.map((other) => other.datagram.slice(-authCodeLength));
        const filled = [0x00, 0xff].map((byte) => new Uint8Array(authCodeLength).fill(byte));
        return [
          ...[...codes, ...filled, code.toReversed()].map((other) => concat(covered, other)),
          ...[1, 2, 4, 16].map((more) => concat(datagram, new Uint8Array(more))),
          concat(covered, code, code),
        ];
      }),
    );
    expect(Object.keys(drops).sort()).toEqual(["authCode", "malformed"]);
  });

  it("with another pad than it was signed with is dropped", () => {
    const drops = attackSession(honestLife(suite), (moment) =>
      fresh(moment).flatMap((datagram) => {
        const trailer = datagram.length - authCodeLength - 2;
        const signed = datagram[trailer]!;
        const [front, code] = [datagram.slice(0, trailer - signed), datagram.slice(-authCodeLength)];
        return Array.from({ length: 20 }, (_, pad) => pad)
          .filter((pad) => pad !== signed)
          .map((pad) => concat(front, new Uint8Array(pad).fill(0xff), Uint8Array.of(pad, 0x07), code));
      }),
    );
    expect(Object.keys(drops).sort()).toEqual(["authCode", "malformed"]);
  });
});
