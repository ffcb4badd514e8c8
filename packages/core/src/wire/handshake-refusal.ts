/**
 * What Open Session Response, RAKP Message 2 and RAKP Message 4 have in common: how they begin, and how they refuse
 * (IPMI v2.0 §13.18, §13.21, §13.23):
 *
 * | byte | field                                                                                        |
 * |------|----------------------------------------------------------------------------------------------|
 * | 0    | message tag; some managed systems leave it 0 in a refusal                                     |
 * | 1    | status                                                                                       |
 * | 2:3  | reserved (Open Session Response: maximum privilege level first)                              |
 * | 4:7  | remote console session ID (SIDm); some managed systems leave it 0 in a refusal, or leave it out |
 *
 * A refusal may stop after byte 1 or later, or be padded to the length of the whole message: what follows is ignored.
 */
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { RmcpRefusalStatus } from "./rmcp-status.ts";

/** The managed system refuses a step of the handshake. */
export interface HandshakeRefusal {
  /** Why: any status but 00h (IPMI v2.0 table 13-15). */
  readonly status: RmcpRefusalStatus;
  /** The tag of the message that is refused, or 0 from managed systems that do not echo it then. */
  readonly messageTag: number;
  /** SIDm, or 0 from managed systems that do not echo it then; absent from a refusal of fewer than 8 bytes. */
  readonly remoteConsoleSessionId?: number;
}

/** Writes a refusal of 8 bytes, or of 2 where it names no session. */
export function encodeRefusal(value: HandshakeRefusal, writer: ByteWriter): void {
  writer.u8(value.messageTag).u8(value.status);
  if (value.remoteConsoleSessionId !== undefined) writer.u16(0).u32(value.remoteConsoleSessionId);
}

/** Reads what follows tag and status in a refusal, to the end. */
export function decodeRefusal(reader: ByteReader, messageTag: number, status: number): HandshakeRefusal {
  const refusal = { status: status as RmcpRefusalStatus, messageTag };
  if (reader.remaining < 6) {
    reader.restView();
    return refusal;
  }
  reader.skip(2, "reserved");
  const remoteConsoleSessionId = reader.u32("remoteConsoleSessionId");
  reader.restView();
  return { ...refusal, remoteConsoleSessionId };
}
