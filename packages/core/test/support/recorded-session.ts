import { type CipherSuite, cipherSuites } from "../../src/crypto/cipher-suites.ts";
import type { RakpExchange } from "../../src/crypto/rakp-codes.ts";
import { HandshakeKeys } from "../../src/packets/handshake-keys.ts";
import { parsePacket, type RmcpPlusPacket } from "../../src/packets/parse-packet.ts";
import { openOutsideSession } from "../../src/packets/seal-outside-session.ts";
import type { Codec } from "../../src/wire/codec.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { openSessionRequest } from "../../src/wire/open-session-request.ts";
import { openSessionResponse } from "../../src/wire/open-session-response.ts";
import { rakpMessage1 } from "../../src/wire/rakp-message-1.ts";
import { rakpMessage2 } from "../../src/wire/rakp-message-2.ts";
import { rakpMessage3 } from "../../src/wire/rakp-message-3.ts";
import { rakpMessage4 } from "../../src/wire/rakp-message-4.ts";
import { fromHex, fromText } from "../crypto/bytes.ts";

/** One session of a file of vectors: what was typed, and every RMCP+ packet as `C>B hex` or `B>C hex`. */
export interface SessionRow {
  readonly user: string;
  readonly password: string;
  readonly kg?: string;
  readonly packets: readonly string[];
}

/** One packet in the session, and which way it went. */
export interface SessionPacket {
  readonly from: "remoteConsole" | "managedSystem";
  readonly datagram: Uint8Array;
  readonly packet: RmcpPlusPacket;
}

/** A recorded session as its own packets tell it. */
export interface RecordedSession {
  readonly suite: CipherSuite;
  readonly exchange: RakpExchange;
  /** The keys that follow from what was typed: nothing of them was recorded. */
  readonly keys: () => HandshakeKeys;
  /** The codes that RAKP messages 2, 3 and 4 carried. */
  readonly codes: { readonly rakp2: Uint8Array; readonly rakp3: Uint8Array; readonly rakp4: Uint8Array };
  readonly packets: readonly SessionPacket[];
}

/** Reads the six handshake messages and tells the packets of the session apart. */
export function readSession(row: SessionRow): RecordedSession {
  const all = row.packets.map((line): SessionPacket => {
    const datagram = fromHex(line.slice("C>B ".length));
    const packet = parsePacket(datagram);
    if (typeof packet === "string" || packet.kind !== "rmcpPlus") throw new Error("not RMCP+");
    return { from: line.startsWith("C>B") ? "remoteConsole" : "managedSystem", datagram, packet };
  });
  const message = <T>(payloadType: number, codec: Codec<T>): T => {
    const found = all.find(({ packet }) => packet.payloadType === payloadType && packet.sessionId === 0);
    return decodeFromBytes(codec, openOutsideSession(found!.packet)!, "recorded");
  };
  const request = message(0x10, openSessionRequest);
  const response = message(0x11, openSessionResponse);
  const [one, two] = [message(0x12, rakpMessage1), message(0x13, rakpMessage2)];
  const [three, four] = [message(0x14, rakpMessage3), message(0x15, rakpMessage4)];
  if (response.status !== 0 || two.status !== 0 || four.status !== 0) throw new Error("a refused session");
  const suite = cipherSuites.find(
    ({ authentication, integrity, confidentiality }) =>
      authentication === response.authenticationAlgorithm &&
      integrity === response.integrityAlgorithm &&
      confidentiality === response.confidentialityAlgorithm,
  )!;
  const exchange: RakpExchange = {
    remoteConsoleSessionId: request.remoteConsoleSessionId,
    managedSystemSessionId: response.managedSystemSessionId,
    remoteConsoleRandom: one.remoteConsoleRandom,
    managedSystemRandom: two.managedSystemRandom,
    managedSystemGuid: two.managedSystemGuid,
    role: one.role,
    username: one.username,
  };
  const secrets = { password: fromText(row.password), kg: fromText(row.kg ?? "") };
  return {
    suite,
    exchange,
    keys: () => new HandshakeKeys(suite, exchange, secrets),
    codes: {
      rakp2: two.keyExchangeAuthenticationCode,
      rakp3: three.keyExchangeAuthenticationCode,
      rakp4: four.integrityCheckValue,
    },
    packets: all.filter(({ packet }) => packet.sessionId !== 0),
  };
}
