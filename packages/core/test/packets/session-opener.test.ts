import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CipherSuiteId, cipherSuites } from "../../src/crypto/cipher-suites.ts";
import type { DropReason } from "../../src/packets/drop-reason.ts";
import { parsePacket, type RmcpPlusPacket } from "../../src/packets/parse-packet.ts";
import { SessionOpener } from "../../src/packets/session-opener.ts";
import { createSessionProtection, type SessionProtection } from "../../src/packets/session-protection.ts";
import { SessionSealer } from "../../src/packets/session-sealer.ts";
import { flipBit, fromText } from "../crypto/bytes.ts";
import { scriptedBytes, scriptedRandom } from "../support/scripted-bytes.ts";

const sessionId = 0xa0a2a3a4;

function protect(id: CipherSuiteId): SessionProtection {
  const random = scriptedRandom();
  const keys = { k1: scriptedBytes(20, 1), k2: scriptedBytes(20, 2), password: fromText("secret") };
  return createSessionProtection(cipherSuites[id]!, keys, () => random(16, "iv"));
}

function parsed(datagram: Uint8Array): RmcpPlusPacket {
  const packet = parsePacket(datagram);
  if (typeof packet === "string" || packet.kind !== "rmcpPlus") throw new Error("not RMCP+");
  return packet;
}

interface Ends {
  /** A packet with a number of the test's choice. */
  readonly seal: (sequenceNumber: number, payload?: Uint8Array, payloadType?: number) => Uint8Array;
  readonly opener: SessionOpener;
  readonly open: (datagram: Uint8Array) => DropReason | Uint8Array;
  readonly protection: SessionProtection;
}

function ends(id: CipherSuiteId): Ends {
  const sending = protect(id);
  const opener = new SessionOpener(sessionId, protect(id));
  return {
    seal: (sequenceNumber, payload = scriptedBytes(20, sequenceNumber), payloadType = 0) =>
      new SessionSealer(sessionId, sending, sequenceNumber - 1).seal(payloadType, payload, true),
    opener,
    open: (datagram) => {
      const opened = opener.open(parsed(datagram));
      return opened.ok ? opened.payload : opened.reason;
    },
    protection: sending,
  };
}

/** Ways to spoil a packet, in the order in which they must be found; each can be done besides all that follow it. */
const spoilers: readonly { readonly reason: DropReason; readonly spoil: (datagram: Uint8Array) => Uint8Array }[] = [
  { reason: "payloadBits", spoil: (datagram) => flipBit(datagram, 8 * 5 + 7) },
  { reason: "wrongSessionId", spoil: (datagram) => flipBit(datagram, 8 * 6) },
  { reason: "replayed", spoil: (datagram) => withNumber(datagram, 40) },
  { reason: "malformed", spoil: (datagram) => flipBit(datagram, 8 * (datagram.length - 13)) }, // next header
  { reason: "authCode", spoil: (datagram) => flipBit(datagram, 8 * (datagram.length - 1)) },
];

function withNumber(datagram: Uint8Array, sequenceNumber: number): Uint8Array {
  const changed = Uint8Array.from(datagram);
  new DataView(changed.buffer).setUint32(10, sequenceNumber, true);
  return changed;
}

describe("the order of checks (law 10)", () => {
  it.each(spoilers.map(({ reason }, index) => ({ reason, index })))(
    "a packet wrong from $reason on is dropped for that, and moves nothing",
    ({ reason, index }) => {
      const { seal, open, opener } = ends(3);
      open(seal(40));
      const good = seal(100);
      const bad = spoilers.slice(index).reduceRight((datagram, { spoil }) => spoil(datagram), good);
      expect(open(bad)).toBe(reason);
      expect(opener.highestSequenceNumber).toBe(40);
      expect(open(good)).toEqual(scriptedBytes(20, 100));
    },
  );

  it("every choice of wrongs is dropped for the first of them", () => {
    fc.assert(
      fc.property(fc.subarray([...spoilers.keys()], { minLength: 1 }), (chosen) => {
        const { seal, open, opener } = ends(3);
        open(seal(40));
        const bad = chosen.reduceRight((datagram, index) => spoilers[index]!.spoil(datagram), seal(41));
        expect(open(bad)).toBe(spoilers[Math.min(...chosen)]!.reason);
        expect(opener.highestSequenceNumber).toBe(40);
      }),
    );
  });

  it.each([
    { id: 3, bit: "encrypted" },
    { id: 3, bit: "authenticated" },
    { id: 2, bit: "encrypted" },
    { id: 2, bit: "authenticated" },
    { id: 0, bit: "encrypted" },
    { id: 0, bit: "authenticated" },
  ] as const)("suite $id with the $bit bit other than negotiated is dropped for that", ({ id, bit }) => {
    const { seal, open, opener } = ends(id);
    expect(open(flipBit(seal(7), 8 * 5 + (bit === "encrypted" ? 7 : 6)))).toBe("payloadBits");
    expect(opener.highestSequenceNumber).toBeUndefined();
  });

  it("the window is looked at before the AuthCode, and moves after it", () => {
    const { seal, open, opener } = ends(3);
    open(seal(100));
    const forged = flipBit(seal(5000), 8 * 20);
    expect(open(forged)).toBe("authCode");
    expect(opener.highestSequenceNumber).toBe(100);
    expect(open(withNumber(seal(101), 60))).toBe("tooOld");
  });

  it("decryption comes last: what is authentic and does not decrypt has moved the window", () => {
    const { open, opener, protection } = ends(3);
    const plain: SessionProtection = { authenticator: protection.authenticator, cipher: undefined };
    const datagram = new SessionSealer(sessionId, plain).seal(0, new Uint8Array(20));
    datagram[5] = 0xc0; // says that it is encrypted: signed anew, or the AuthCode would tell
    const code = protection.authenticator!.authCode(datagram.subarray(4, -12));
    datagram.set(code, datagram.length - 12);
    expect(open(datagram)).toBe("undecryptable");
    expect(opener.highestSequenceNumber).toBe(1);
    expect(open(datagram)).toBe("replayed");
  });
});

describe.each([0, 1, 2, 3, 7, 8, 11, 12, 16, 17] as const)("suite %i", (id) => {
  it("opens what was sealed, once, of any length and type", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(0, 1, 0x15, 0x20, 0x3f), (payload, type) => {
        const { opener, seal } = ends(id);
        const packet = parsed(seal(7, payload, type));
        expect(packet.encrypted).toBe(cipherSuites[id]!.confidentiality !== 0);
        expect(packet.authenticated).toBe(cipherSuites[id]!.integrity !== 0);
        expect(opener.open(packet)).toEqual({ ok: true, payloadType: type, payload });
        expect(opener.open(packet)).toEqual({ ok: false, reason: "replayed" });
      }),
      { numRuns: 50 },
    );
  });

  it("aligns what the AuthCode covers to four bytes, with FFh, and ends it with 07h", () => {
    for (let length = 0; length < 20; length++) {
      const { seal, protection } = ends(id);
      const datagram = seal(1, new Uint8Array(length));
      const { payloadEnd } = parsed(datagram);
      const codeLength = protection.authenticator?.authCodeLength;
      if (codeLength === undefined) {
        expect(datagram).toHaveLength(payloadEnd);
        continue;
      }
      const trailer = datagram.slice(payloadEnd, datagram.length - codeLength);
      expect((datagram.length - codeLength - 4) % 4).toBe(0);
      expect(trailer.length).toBeLessThanOrEqual(5);
      expect([...trailer]).toEqual([...new Uint8Array(trailer.length - 2).fill(0xff), trailer.length - 2, 0x07]);
    }
  });

  it("with any bit flipped never opens as something else, where there is an AuthCode", () => {
    const { seal } = ends(id);
    if (cipherSuites[id]!.integrity === 0) return expect(seal(1)).toHaveLength(36);
    const datagram = seal(1);
    for (let bit = 8 * 4; bit < 8 * datagram.length; bit++) {
      const packet = parsePacket(flipBit(datagram, bit));
      if (typeof packet === "string" || packet.kind !== "rmcpPlus") continue;
      const opener = new SessionOpener(sessionId, protect(id));
      expect(opener.open(packet).ok).toBe(false);
      expect(opener.highestSequenceNumber).toBeUndefined();
    }
  });

  it("truncated anywhere never opens and never throws", () => {
    const { seal, opener } = ends(id);
    const datagram = seal(1);
    for (let length = 0; length < datagram.length; length++) {
      const packet = parsePacket(datagram.slice(0, length));
      if (typeof packet !== "string" && packet.kind === "rmcpPlus") expect(opener.open(packet).ok).toBe(false);
    }
    expect(opener.highestSequenceNumber).toBeUndefined();
  });
});

describe("the integrity trailer", () => {
  it.each([0, 1, 3, 4, 7, 15])("with a pad of %i, as others have it, opens", (padLength) => {
    expect(openPadded(padLength)).toEqual(new Uint8Array(6));
  });

  it.each([16, 40])("with a pad of %i does not", (padLength) => {
    expect(openPadded(padLength)).toBe("malformed");
  });

  function openPadded(padLength: number): DropReason | Uint8Array {
    const { open, protection, seal } = ends(2);
    const header = seal(1, new Uint8Array(6)).slice(4, 16);
    const pad = new Uint8Array(padLength).fill(0xff);
    const covered = Uint8Array.of(...header, ...new Uint8Array(6), ...pad, padLength, 0x07);
    const code = protection.authenticator!.authCode(covered);
    return open(Uint8Array.of(0x06, 0x00, 0xff, 0x07, ...covered, ...code));
  }
});

describe("a sealer", () => {
  it("counts from 1, or from where it is told, and skips 0", () => {
    const sealer = new SessionSealer(sessionId, protect(3));
    const numbers = [sealer.seal(0, new Uint8Array(3)), sealer.seal(0, new Uint8Array(3))];
    expect(numbers.map((datagram) => parsed(datagram).sessionSequenceNumber)).toEqual([1, 2]);
    const wrapping = new SessionSealer(sessionId, protect(3), 0xfffffffe);
    const wrapped = [1, 2, 3].map(() => parsed(wrapping.seal(0, new Uint8Array(3))).sessionSequenceNumber);
    expect(wrapped).toEqual([0xffffffff, 1, 2]);
  });

  it("leaves the payload as it is and keeps nothing of it", () => {
    for (const id of [0, 3, 4] as const) {
      const sealer = new SessionSealer(sessionId, protect(id));
      const payload = Uint8Array.of(1, 2, 3);
      const datagram = sealer.seal(0, payload);
      const copy = datagram.slice();
      expect(payload).toEqual(Uint8Array.of(1, 2, 3));
      payload.fill(9);
      sealer.seal(0, payload);
      expect(datagram).toEqual(copy);
    }
  });
});
