/**
 * IPMI v1.5 session header (IPMI v2.0 §13.6, table 13-8):
 *
 * | byte | field                                                   |
 * |------|---------------------------------------------------------|
 * | 0    | authentication type: 3:0                                |
 * | 1:4  | session sequence number, 0 outside a session            |
 * | 5:8  | session ID, 0 outside a session                         |
 * | 9:24 | AuthCode, absent when the authentication type is 0      |
 * | last | payload length                                          |
 */
import type { Codec } from "./codec.ts";

/** Authentication types: the first byte after the RMCP header (IPMI v2.0 table 13-8). */
export const AuthType = {
  /** No authentication: the header has no AuthCode. */
  none: 0,
  /** MD2 over password and message. */
  md2: 1,
  /** MD5 over password and message. */
  md5: 2,
  /** The password itself. */
  password: 4,
  /** An OEM's own. */
  oem: 5,
  /** Not a v1.5 header: the {@link SessionHeaderV20} of RMCP+ follows. */
  rmcpPlus: 6,
} as const;

/** An authentication type of {@link AuthType}. */
export type AuthType = (typeof AuthType)[keyof typeof AuthType];

/** What precedes an IPMI message in v1.5 framing, which all messages outside a session may use. */
export interface SessionHeaderV15 {
  /** One of {@link AuthType}, or a reserved number 0–15; never `rmcpPlus`. */
  readonly authType: number;
  /** Unsigned 32-bit session sequence number; 0 outside a session. */
  readonly sessionSequenceNumber: number;
  /** Unsigned 32-bit session ID; 0 outside a session. Comes after the sequence number here, before it in v2.0. */
  readonly sessionId: number;
  /** 16 bytes where `authType` is not 0, else absent. Encoded as zeros when missing. */
  readonly authCode?: Uint8Array;
  /** Bytes of the message that follows, 0–255; a legacy pad byte after it is not counted. */
  readonly payloadLength: number;
}

/** IPMI v1.5 session header; the message behind it is not read. */
export const sessionHeaderV15: Codec<SessionHeaderV15> = {
  encode(value, writer) {
    writer.u8(value.authType).u32(value.sessionSequenceNumber).u32(value.sessionId);
    if (value.authType !== AuthType.none) {
      if (value.authCode === undefined) writer.fill(0, AUTH_CODE_LENGTH);
      else writer.bytes(value.authCode);
    }
    writer.u8(value.payloadLength);
  },
  decode(reader) {
    const authType = reader.u8("authType") & 0x0f;
    if (authType === AuthType.rmcpPlus) throw reader.malformed("authType", "is RMCP+, not IPMI v1.5");
    const sessionSequenceNumber = reader.u32("sessionSequenceNumber");
    const sessionId = reader.u32("sessionId");
    if (authType === AuthType.none)
      return { authType, sessionSequenceNumber, sessionId, payloadLength: reader.u8("payloadLength") };
    const authCode = reader.bytes(AUTH_CODE_LENGTH, "authCode");
    return { authType, sessionSequenceNumber, sessionId, authCode, payloadLength: reader.u8("payloadLength") };
  },
};

const AUTH_CODE_LENGTH = 16;
