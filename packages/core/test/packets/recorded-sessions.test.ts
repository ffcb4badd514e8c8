import { describe, expect, it } from "vitest";
import { SessionOpener } from "../../src/packets/session-opener.ts";
import { SessionSealer } from "../../src/packets/session-sealer.ts";
import { decodeLanRequest, decodeLanResponse } from "../../src/wire/lan-message.ts";
import { toHex } from "../crypto/bytes.ts";
import { readSession, type SessionPacket } from "../support/recorded-session.ts";
import simulated from "../vectors/ipmisim-sessions.json" with { type: "json" };
import captured from "../vectors/reference-sessions.json" with { type: "json" };

/*
 * Whole sessions between independent programs: ipmitool and FreeIPMI with OpenIPMI's ipmi_sim, and with a reference BMC for
 * the suites that ipmi_sim does not have or has its own way; with Kg, and bridged. Nothing but the packets and what was
 * typed is used: the AuthCodes, pads and checksums of strangers vouch for every key.
 */
const rows = [
  ...simulated.map((row, index) => ({ ...row, name: `with ipmi_sim, ${index}` })),
  ...captured.map((row, index) => ({ ...row, name: `${row.source}, ${index}` })),
];

describe.each(rows)("a recorded session $name", (row) => {
  const session = readSession(row);
  const { suite, exchange } = session;

  it("has the codes of RAKP messages 2, 3 and 4", () => {
    const keys = session.keys();
    expect(toHex(keys.rakpMessage2Code())).toBe(toHex(session.codes.rakp2));
    expect(toHex(keys.rakpMessage3Code())).toBe(toHex(session.codes.rakp3));
    expect(toHex(keys.rakpMessage4Icv())).toBe(toHex(session.codes.rakp4));
    if ("suite" in row) expect(suite.id).toBe(row.suite);
  });

  it("opens, packet by packet, in both directions: AuthCodes, decryption, checksums", () => {
    const protection = session.keys().createProtection(() => new Uint8Array(16));
    const openers = {
      remoteConsole: new SessionOpener(exchange.managedSystemSessionId, protection),
      managedSystem: new SessionOpener(exchange.remoteConsoleSessionId, protection),
    };
    expect(session.packets.length).toBeGreaterThanOrEqual(4);
    for (const { from, packet } of session.packets) {
      const opened = openers[from].open(packet);
      if (!opened.ok) expect.fail(`a packet of ${from} is dropped: ${opened.reason}`);
      if (from === "remoteConsole") decodeLanRequest(opened.payload);
      else decodeLanResponse(opened.payload);
    }
  });

  it("is sealed again byte for byte, in both directions, given its own IVs", () => {
    let current: SessionPacket | undefined;
    const drawIv = (): Uint8Array =>
      current!.datagram.slice(current!.packet.payloadStart, current!.packet.payloadStart + 16);
    const protection = session.keys().createProtection(drawIv);
    const openers = {
      remoteConsole: new SessionOpener(exchange.managedSystemSessionId, protection),
      managedSystem: new SessionOpener(exchange.remoteConsoleSessionId, protection),
    };
    for (current of session.packets) {
      const { from, packet, datagram } = current;
      const opened = openers[from].open(packet);
      const sealer = new SessionSealer(packet.sessionId, protection, packet.sessionSequenceNumber - 1);
      expect(opened.ok && toHex(sealer.seal(packet.payloadType, opened.payload))).toBe(toHex(datagram));
    }
  });

  it("does not open with another password or Kg, where there is an AuthCode", () => {
    const other = "kg" in row ? { kg: "another" } : { password: "another" };
    const stranger = readSession({ ...row, ...other });
    const protection = stranger.keys().createProtection(() => new Uint8Array(16));
    const [first] = session.packets;
    const opened = new SessionOpener(exchange.managedSystemSessionId, protection).open(first!.packet);
    if (suite.integrity === 0) expect(opened.ok).toBe(true);
    else expect(opened).toEqual({ ok: false, reason: "authCode" });
  });
});

it("the recorded sessions cover the suites that independent programs speak, Kg and a bridge", () => {
  const suites = new Set(rows.map((row) => readSession(row).suite.id));
  expect([...suites].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 6, 7, 8, 11, 12, 15, 16, 17]);
  expect(captured.some((row) => "kg" in row)).toBe(true);
  const bridged = captured.filter(({ source }) => source === "ipmitool-bridged-cs3");
  expect(bridged).toHaveLength(2);
});
