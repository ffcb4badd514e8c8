import { parsePacket, type RmcpPlusPacket } from "../packets/parse-packet.ts";
import { ByteReader } from "../wire/byte-reader.ts";
import { PayloadType } from "../wire/payload-types.ts";

/** Where the remote console's session ID stands in Open Session Response, RAKP Message 2 and RAKP Message 4. */
const sessionIdOffset = 4;

/**
 * Whether a datagram may be for an engine with this session ID. Refusals without a session ID cannot be told apart:
 * every engine in its handshake takes them, and holds them back.
 *
 * @param remoteConsoleSessionId - the engine's own session ID; 0 for none
 * @param asksOutsideSession - whether the engine waits for answers outside a session
 */
export function acceptsDatagram(
  datagram: Uint8Array,
  remoteConsoleSessionId: number,
  asksOutsideSession: boolean,
): boolean {
  const packet = parsePacket(datagram);
  if (typeof packet === "string") return false;
  if (packet.kind !== "rmcpPlus") return asksOutsideSession;
  if (packet.sessionId !== 0) return packet.sessionId === remoteConsoleSessionId;
  if (packet.payloadType === PayloadType.ipmiMessage) return asksOutsideSession;
  if (remoteConsoleSessionId === 0) return false;
  const named = namedSessionId(packet);
  return named === 0 || named === remoteConsoleSessionId;
}

function namedSessionId({ datagram, payloadStart, payloadEnd }: RmcpPlusPacket): number {
  const reader = new ByteReader(datagram.subarray(payloadStart, payloadEnd), "handshake");
  if (reader.remaining < sessionIdOffset + 4) return 0;
  reader.skip(sessionIdOffset, "tag and status");
  return reader.u32("remoteConsoleSessionId");
}
