import type { ParsedPacket, RmcpPlusPacket } from "../packets/parse-packet.ts";
import { ByteReader } from "../wire/byte-reader.ts";
import { PayloadType } from "../wire/payload-types.ts";

/** Where the remote console's session ID stands in Open Session Response, RAKP Message 2 and RAKP Message 4. */
const sessionIdOffset = 4;

/** What an engine is waiting for. */
export interface Expectations {
  /** Its session ID, from Open Session on; 0 for none. */
  readonly sessionId: number;
  /** Whether its handshake is under way. */
  readonly inHandshake: boolean;
  /** Whether a packet outside a session is an answer that it waits for. */
  awaits(packet: ParsedPacket): boolean;
}

/**
 * Whether a packet may be for an engine. Refusals that name no session cannot be told apart: every engine in its
 * handshake takes them, and holds them back.
 */
export function isExpected(packet: ParsedPacket, { sessionId, inHandshake, awaits }: Expectations): boolean {
  if (packet.kind !== "rmcpPlus") return awaits(packet);
  if (packet.sessionId !== 0) return packet.sessionId === sessionId;
  if (packet.payloadType === PayloadType.ipmiMessage) return awaits(packet);
  if (!inHandshake) return false;
  const named = namedSessionId(packet);
  return named === 0 || named === sessionId;
}

function namedSessionId({ datagram, payloadStart, payloadEnd }: RmcpPlusPacket): number {
  const reader = new ByteReader(datagram.subarray(payloadStart, payloadEnd), "handshake");
  if (reader.remaining < sessionIdOffset + 4) return 0;
  reader.skip(sessionIdOffset, "tag and status");
  return reader.u32("remoteConsoleSessionId");
}
