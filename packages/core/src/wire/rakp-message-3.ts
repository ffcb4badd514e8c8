/**
 * RAKP Message 3, payload type 14h (IPMI v2.0 §13.22, table 13-13):
 *
 * | byte | field                                                                                    |
 * |------|------------------------------------------------------------------------------------------|
 * | 0    | message tag                                                                              |
 * | 1    | status: 00h, or why the remote console breaks the handshake off                          |
 * | 2:3  | reserved                                                                                 |
 * | 4:7  | managed system session ID (SIDc)                                                         |
 * | 8:   | key exchange authentication code: as long as the authentication algorithm says, 0 for RAKP-none |
 */
import type { Codec } from "./codec.ts";

/** The remote console proves that it knows the user's key, or breaks off and frees the managed system's session. */
export interface RakpMessage3 {
  /** 0–255, chosen by the remote console, echoed by RAKP Message 4. */
  readonly messageTag: number;
  /** 00h, or a status of `RmcpStatus` with which the remote console breaks off. */
  readonly status: number;
  /** SIDc: unsigned 32 bits. */
  readonly managedSystemSessionId: number;
  /** All that follows the session ID; empty for RAKP-none, and with a status other than 00h. */
  readonly keyExchangeAuthenticationCode: Uint8Array;
}

/** RAKP Message 3: 8 bytes and the code. */
export const rakpMessage3: Codec<RakpMessage3> = {
  encode(value, writer) {
    writer
      .u8(value.messageTag)
      .u8(value.status)
      .u16(0)
      .u32(value.managedSystemSessionId)
      .bytes(value.keyExchangeAuthenticationCode);
  },
  decode(reader) {
    const messageTag = reader.u8("messageTag");
    const status = reader.u8("status");
    reader.skip(2, "reserved");
    return {
      messageTag,
      status,
      managedSystemSessionId: reader.u32("managedSystemSessionId"),
      keyExchangeAuthenticationCode: reader.rest(),
    };
  },
};
