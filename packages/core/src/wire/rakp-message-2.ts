/**
 * RAKP Message 2, payload type 13h (IPMI v2.0 §13.21, table 13-12):
 *
 * | byte  | field                                                                                    |
 * |-------|------------------------------------------------------------------------------------------|
 * | 0     | message tag                                                                              |
 * | 1     | status, 00h                                                                              |
 * | 2:3   | reserved                                                                                 |
 * | 4:7   | remote console session ID (SIDm)                                                         |
 * | 8:23  | managed system random number (Rc)                                                        |
 * | 24:39 | managed system GUID (GUIDc)                                                              |
 * | 40:   | key exchange authentication code: as long as the authentication algorithm says, 0 for RAKP-none |
 *
 * With another status it is a {@link HandshakeRefusal}.
 */
import type { Codec } from "./codec.ts";
import { decodeRefusal, encodeRefusal, type HandshakeRefusal } from "./handshake-refusal.ts";
import { RmcpStatus } from "./rmcp-status.ts";

/** The managed system gives its random number and proves that it knows the user's key. */
export interface RakpMessage2Acceptance {
  /** 00h, No errors. */
  readonly status: typeof RmcpStatus.noErrors;
  /** The tag of RAKP Message 1. */
  readonly messageTag: number;
  /** SIDm: unsigned 32 bits. */
  readonly remoteConsoleSessionId: number;
  /** Rc: 16 bytes. */
  readonly managedSystemRandom: Uint8Array;
  /** GUIDc: 16 bytes, in the order of the wire. */
  readonly managedSystemGuid: Uint8Array;
  /** All that follows the GUID, of whatever length: who verifies it knows how long it must be. */
  readonly keyExchangeAuthenticationCode: Uint8Array;
}

/** The answer to RAKP Message 1; compare `status` to tell which. */
export type RakpMessage2 = RakpMessage2Acceptance | HandshakeRefusal;

/** RAKP Message 2: 40 bytes and the code, or a refusal of 2 bytes or more. */
export const rakpMessage2: Codec<RakpMessage2> = {
  encode(value, writer) {
    if (value.status !== RmcpStatus.noErrors) return encodeRefusal(value, writer);
    writer
      .u8(value.messageTag)
      .u8(value.status)
      .u16(0)
      .u32(value.remoteConsoleSessionId)
      .bytes(value.managedSystemRandom)
      .bytes(value.managedSystemGuid)
      .bytes(value.keyExchangeAuthenticationCode);
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
      managedSystemRandom: reader.bytes(16, "managedSystemRandom"),
      managedSystemGuid: reader.bytes(16, "managedSystemGuid"),
      keyExchangeAuthenticationCode: reader.rest(),
    };
  },
};
