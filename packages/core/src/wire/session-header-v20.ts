/**
 * IPMI v2.0 (RMCP+) session header (IPMI v2.0 §13.6, table 13-8):
 *
 * | byte | field                                                             |
 * |------|-------------------------------------------------------------------|
 * | 0    | authentication type / format, 06h                                 |
 * | 1    | payload type: 7: encrypted; 6: authenticated; 5:0: type           |
 * | 2:5  | OEM IANA, reserved byte included; only for type 02h, OEM Explicit |
 * | 6:7  | OEM payload ID; only for type 02h                                 |
 * | 4    | session ID of the receiver, 0 outside a session                   |
 * | 4    | session sequence number, 0 outside a session                      |
 * | 2    | payload length                                                    |
 */
import type { Codec } from "./codec.ts";
import { PayloadType } from "./payload-types.ts";
import { AuthType } from "./session-header-v15.ts";

/** How many bytes the session header has for every payload type but OEM Explicit, which has 6 more. */
export const SESSION_HEADER_V20_LENGTH = 12;

/** What precedes every RMCP+ payload. */
export interface SessionHeaderV20 {
  /** 0–63, one of {@link PayloadType} or an OEM's own. */
  readonly payloadType: number;
  /** Whether the payload is encrypted with the session's confidentiality algorithm. */
  readonly encrypted: boolean;
  /** Whether a session trailer with an AuthCode follows the payload. */
  readonly authenticated: boolean;
  /** Unsigned 32 bits: the OEM's IANA enterprise number; only where `payloadType` is OEM Explicit. */
  readonly oemIana?: number;
  /** Unsigned 16 bits: the OEM's payload ID; only where `payloadType` is OEM Explicit. */
  readonly oemPayloadId?: number;
  /** Unsigned 32-bit session ID that the receiver chose; 0 outside a session. */
  readonly sessionId: number;
  /** Unsigned 32-bit session sequence number; 0 outside a session. */
  readonly sessionSequenceNumber: number;
  /** Bytes of the payload as it is on the wire, confidentiality header and trailer included. */
  readonly payloadLength: number;
}

/** IPMI v2.0 session header; payload and session trailer are not read. */
export const sessionHeaderV20: Codec<SessionHeaderV20> = {
  encode(value, writer) {
    writer
      .u8(AuthType.rmcpPlus)
      .u8((value.encrypted ? ENCRYPTED : 0) | (value.authenticated ? AUTHENTICATED : 0) | (value.payloadType & 0x3f));
    if (value.payloadType === PayloadType.oemExplicit) writer.u32(value.oemIana ?? 0).u16(value.oemPayloadId ?? 0);
    writer.u32(value.sessionId).u32(value.sessionSequenceNumber).u16(value.payloadLength);
  },
  decode(reader) {
    if ((reader.u8("authType") & 0x0f) !== AuthType.rmcpPlus) throw reader.malformed("authType", "is not RMCP+");
    const bits = reader.u8("payloadType");
    const payloadType = bits & 0x3f;
    const encrypted = (bits & ENCRYPTED) !== 0;
    const authenticated = (bits & AUTHENTICATED) !== 0;
    let oem: Pick<SessionHeaderV20, "oemIana" | "oemPayloadId"> | undefined;
    if (payloadType === PayloadType.oemExplicit) {
      oem = { oemIana: reader.u32("oemIana"), oemPayloadId: reader.u16("oemPayloadId") };
    }
    const sessionId = reader.u32("sessionId");
    const sessionSequenceNumber = reader.u32("sessionSequenceNumber");
    const payloadLength = reader.u16("payloadLength");
    const header = { payloadType, encrypted, authenticated, sessionId, sessionSequenceNumber, payloadLength };
    return oem === undefined ? header : { ...header, ...oem };
  },
};

const ENCRYPTED = 0x80;
const AUTHENTICATED = 0x40;
