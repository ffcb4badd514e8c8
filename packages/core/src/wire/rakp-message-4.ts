/**
 * RAKP Message 4, payload type 15h (IPMI v2.0 §13.23, table 13-14):
 *
 * | byte | field                                                                               |
 * |------|-------------------------------------------------------------------------------------|
 * | 0    | message tag                                                                         |
 * | 1    | status, 00h                                                                         |
 * | 2:3  | reserved                                                                            |
 * | 4:7  | remote console session ID (SIDm)                                                    |
 * | 8:   | integrity check value: as long as the authentication algorithm says, 0 for RAKP-none |
 *
 * With another status it is a {@link HandshakeRefusal}.
 */
import type { Codec } from "./codec.ts";
import { decodeRefusal, encodeRefusal, type HandshakeRefusal } from "./handshake-refusal.ts";
import { RmcpStatus } from "./rmcp-status.ts";

/** The managed system proves that it derived the same session keys: the session is open. */
export interface RakpMessage4Acceptance {
  /** 00h, No errors. */
  readonly status: typeof RmcpStatus.noErrors;
  /** The tag of RAKP Message 3. */
  readonly messageTag: number;
  /** SIDm: unsigned 32 bits. */
  readonly remoteConsoleSessionId: number;
  /** All that follows the session ID, of whatever length: who verifies it knows how long it must be. */
  readonly integrityCheckValue: Uint8Array;
}

/** The answer to RAKP Message 3; compare `status` to tell which. */
export type RakpMessage4 = RakpMessage4Acceptance | HandshakeRefusal;

/** RAKP Message 4: 8 bytes and the integrity check value, or a refusal of 2 bytes or more. */
export const rakpMessage4: Codec<RakpMessage4> = {
  encode(value, writer) {
    if (value.status !== RmcpStatus.noErrors) return encodeRefusal(value, writer);
    writer
      .u8(value.messageTag)
      .u8(value.status)
      .u16(0)
      .u32(value.remoteConsoleSessionId)
      .bytes(value.integrityCheckValue);
  },
  decode(reader) {
    const messageTag = reader.u8("messageTag");
    const status = reader.u8("status");
    if (status !== RmcpStatus.noErrors) return decodeRefusal(reader, messageTag, status);
    reader.skip(2, "reserved");
    return {
      status,
      messageTag,
      remoteConsoleSessionId: reader.u32("remoteConsoleSessionId"),
      integrityCheckValue: reader.rest(),
    };
  },
};
