import { describe, expect, it } from "vitest";
import { type AuthenticationAlgorithmId, authenticationAlgorithms } from "../../src/crypto/authentication.ts";
import { type ConfidentialityAlgorithmId, confidentialityAlgorithms } from "../../src/crypto/confidentiality.ts";
import { type IntegrityAlgorithmId, integrityAlgorithms } from "../../src/crypto/integrity.ts";
import { deriveK, deriveSessionIntegrityKey, integrityKeys, userKey } from "../../src/crypto/keys.ts";
import { type RakpExchange, rakpMessage2Code, rakpMessage3Code, rakpMessage4Icv } from "../../src/crypto/rakp-codes.ts";
import simulated from "../vectors/ipmisim-sessions.json" with { type: "json" };
import { fromHex, fromText, toHex } from "./bytes.ts";

/*
 * Whole sessions between independent programs, as they were recorded: ipmitool and FreeIPMI as clients of OpenIPMI's
 * ipmi_sim, with the keys. The session IDs of a row are the bytes on the wire. (Sessions with the algorithms that ipmi_sim
 * does not have, or has its own way, are in ../packets/recorded-sessions.test.ts.)
 */

interface Row {
  readonly algs_auth_integ_conf: readonly number[];
  readonly user: string;
  readonly password: string;
  readonly kg?: string;
  readonly role: string;
  readonly sidm: string;
  readonly sidc: string;
  readonly rm: string;
  readonly rc: string;
  readonly guid: string;
  readonly rakp2: string;
  readonly rakp3: string;
  readonly rakp4: string;
  readonly sik?: string;
  readonly k1?: string;
  readonly k2?: string;
  readonly packets: readonly string[];
}

const rows: readonly Row[] = simulated;

/** Bytes of the RMCP header and of the IPMI v2.0 session header in a session. */
const RMCP_HEADER = 4;
const SESSION_HEADER = 12;

interface SessionPacket {
  readonly authenticated: boolean;
  readonly encrypted: boolean;
  readonly sequenceNumber: number;
  readonly payload: Uint8Array;
  readonly covered: Uint8Array;
  readonly authCode: Uint8Array;
}

describe.each(rows.map((row, index) => ({ index, name: row.algs_auth_integ_conf.join("/"), row })))(
  "recorded session $index, algorithms $name",
  ({ row }) => {
    const [authenticationId, integrityId, confidentialityId] = row.algs_auth_integ_conf as [
      AuthenticationAlgorithmId,
      IntegrityAlgorithmId,
      ConfidentialityAlgorithmId,
    ];
    const authentication = authenticationAlgorithms[authenticationId];
    const integrity = integrityAlgorithms[integrityId];
    const confidentiality = confidentialityAlgorithms[confidentialityId];
    const exchange = exchangeOf(row);
    const password = fromText(row.password);
    const kuid = userKey(authentication, password);
    const sikKey = row.kg === undefined ? kuid : userKey(authentication, fromText(row.kg));
    const sik = deriveSessionIntegrityKey(authentication, sikKey, exchange);
    const k1 = deriveK(authentication, sik, 1);
    const k2 = deriveK(authentication, sik, 2);

    it("has the codes of RAKP messages 2, 3 and 4", () => {
      expect(toHex(rakpMessage2Code(authentication, kuid, exchange))).toBe(row.rakp2);
      expect(toHex(rakpMessage3Code(authentication, kuid, exchange))).toBe(row.rakp3);
      expect(toHex(rakpMessage4Icv({ authentication, integrity }, sik, exchange))).toBe(row.rakp4);
    });

    it("has the same codes and keys from primed keys", () => {
      const primedKuid = authentication.primeHmac(kuid) ?? kuid;
      expect(toHex(rakpMessage2Code(authentication, primedKuid, exchange))).toBe(row.rakp2);
      expect(toHex(rakpMessage3Code(authentication, primedKuid, exchange))).toBe(row.rakp3);
      const primedSik = authentication.primeHmac(sik) ?? sik;
      expect(toHex(rakpMessage4Icv({ authentication, integrity }, primedSik, exchange))).toBe(row.rakp4);
      expect([deriveK(authentication, primedSik, 1), deriveK(authentication, primedSik, 2)]).toEqual([k1, k2]);
    });

    it("has packets whose AuthCodes verify and whose payloads decrypt to LAN messages", () => {
      const authenticator = integrity.createAuthenticator(integrityKeys(integrity, { k1, password }));
      const cipher = confidentiality.createCipher(k2, () => new Uint8Array(16));
      const packets = sessionPackets(row, integrity.authCodeLength);
      expect(packets.length).toBeGreaterThanOrEqual(4);
      for (const packet of packets) {
        expect(packet.authenticated).toBe(authenticator !== undefined);
        if (authenticator !== undefined) {
          expect(authenticator.verify(packet.covered, packet.authCode)).toBe(true);
          expect(toHex(authenticator.authCode(packet.covered))).toBe(toHex(packet.authCode));
        }
        expect(packet.encrypted).toBe(confidentialityId !== 0);
        const message = cipher.decrypt(packet.payload, packet.sequenceNumber);
        expect(message).toBeDefined();
        expect(sum(message!.subarray(0, 3))).toBe(0);
        expect(sum(message!.subarray(3))).toBe(0);
      }
    });
  },
);

it("the keys of the sessions with ipmi_sim are those that it used", () => {
  for (const row of simulated) {
    const authentication = authenticationAlgorithms[row.algs_auth_integ_conf[0]!]!;
    const sik = deriveSessionIntegrityKey(
      authentication,
      userKey(authentication, fromText(row.password)),
      exchangeOf(row),
    );
    const keys = [sik, deriveK(authentication, sik, 1), deriveK(authentication, sik, 2)].map(toHex);
    expect(keys).toEqual([row.sik ?? "", row.k1 ?? "", row.k2 ?? ""]); // RAKP-none has none
  }
});

describe("a handshake between ipmitool and an iDRAC6 with suite 3", () => {
  const authentication = authenticationAlgorithms[1];
  const integrity = integrityAlgorithms[1];
  const exchange: RakpExchange = {
    remoteConsoleSessionId: 0xa0a2a3a4,
    managedSystemSessionId: 0x02002600,
    remoteConsoleRandom: fromHex("13dd765a462cac254002aef6e6ba6ec9"),
    managedSystemRandom: fromHex("f027ffcf96be8ce7a8e9d88ad175f557"),
    managedSystemGuid: fromHex("44454c4c580010548033b5c04f475131"),
    role: 0x14,
    username: fromText("root"),
  };
  const kuid = userKey(authentication, fromText("calvin"));

  it("has the codes and keys that were recorded", () => {
    const sik = deriveSessionIntegrityKey(authentication, kuid, exchange);
    expect({
      rakp2: toHex(rakpMessage2Code(authentication, kuid, exchange)).slice(0, 8),
      rakp3: toHex(rakpMessage3Code(authentication, kuid, exchange)).slice(0, 8),
      sik: toHex(sik).slice(0, 8),
      icv: toHex(rakpMessage4Icv({ authentication, integrity }, sik, exchange)).slice(0, 8),
      k1: toHex(deriveK(authentication, sik, 1)).slice(0, 8),
      k2: toHex(deriveK(authentication, sik, 2)).slice(0, 8),
    }).toEqual({
      rakp2: "bad04a77",
      rakp3: "d5d7624b",
      sik: "52392ca8",
      icv: "700cc777",
      k1: "aa717f0c",
      k2: "348df022",
    });
  });
});

function exchangeOf(row: Row): RakpExchange {
  return {
    remoteConsoleSessionId: littleEndian(fromHex(row.sidm), 0),
    managedSystemSessionId: littleEndian(fromHex(row.sidc), 0),
    remoteConsoleRandom: fromHex(row.rm),
    managedSystemRandom: fromHex(row.rc),
    managedSystemGuid: fromHex(row.guid),
    role: Number.parseInt(row.role, 16),
    username: fromText(row.user),
  };
}

function sessionPackets(row: Row, authCodeLength: number): SessionPacket[] {
  return row.packets
    .map((line) => fromHex(line.slice("C>B ".length)))
    .filter((datagram) => (datagram[5]! & 0x3f) === 0) // payload type IPMI message
    .map((datagram) => {
      const packet = datagram.subarray(RMCP_HEADER);
      const authenticated = (packet[1]! & 0x40) !== 0;
      const payloadLength = packet[10]! | (packet[11]! << 8);
      const codeAt = authenticated ? packet.length - authCodeLength : packet.length;
      return {
        authenticated,
        encrypted: (packet[1]! & 0x80) !== 0,
        sequenceNumber: littleEndian(packet, 6),
        payload: packet.subarray(SESSION_HEADER, SESSION_HEADER + payloadLength),
        covered: packet.subarray(0, codeAt),
        authCode: packet.subarray(codeAt),
      };
    });
}

function littleEndian(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => (total + byte) & 0xff, 0);
}
