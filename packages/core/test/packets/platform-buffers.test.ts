import { describe, expect, it } from "vitest";
import { cipherSuites } from "../../src/crypto/cipher-suites.ts";
import { parsePacket } from "../../src/packets/parse-packet.ts";
import { SessionOpener } from "../../src/packets/session-opener.ts";
import { createSessionProtection } from "../../src/packets/session-protection.ts";
import { SessionSealer } from "../../src/packets/session-sealer.ts";

/** Node hands datagrams over as Buffers, whose `slice` is a view: what is kept of one must be a copy all the same. */
describe("a datagram that is a Buffer", () => {
  it.each([0, 2, 3, 4, 11])("is copied from in suite %i", (suite) => {
    const keys = { k1: new Uint8Array(20).fill(1), k2: new Uint8Array(20).fill(2), password: new Uint8Array(4) };
    const iv = (): Uint8Array => new Uint8Array(16).fill(9);
    const sealer = new SessionSealer(7, createSessionProtection(cipherSuites[suite]!, keys, iv));
    const opener = new SessionOpener(7, createSessionProtection(cipherSuites[suite]!, keys, iv));
    const payload = Uint8Array.of(1, 2, 3, 4, 5);
    const datagram = Buffer.from(sealer.seal(0, payload));
    const packet = parsePacket(datagram);
    if (typeof packet === "string" || packet.kind !== "rmcpPlus") throw new Error("not an RMCP+ packet");
    const opened = opener.open(packet);
    datagram.fill(0);
    expect(opened).toEqual({ ok: true, payloadType: 0, payload });
  });
});
