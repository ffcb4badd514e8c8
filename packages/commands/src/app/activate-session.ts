/**
 * Activate Session, 06h/3Ah (IPMI v2.0 §22.17), of IPMI v1.5:
 *
 * | byte  | request                                        | response                                             |
 * |-------|------------------------------------------------|------------------------------------------------------|
 * | 0     | 3:0: authentication type                       | 3:0: authentication type from now on                 |
 * | 1     | 3:0: maximum privilege level                   | 1:4: session ID                                      |
 * | 2:17  | challenge string, or what proves the password  | 5:8: initial inbound sequence number                 |
 * | 18:21 | initial outbound sequence number               | 9: 3:0: maximum privilege level                      |
 */
import { type Command, NetFn, type PrivilegeLevel } from "@ruipmi/core/wire";

/** Asks for a session. */
export interface ActivateSessionRequest {
  /** 0 none, 1 MD2, 2 MD5, 4 straight password, 5 OEM. */
  readonly authenticationType: number;
  /** The highest level the session may have. */
  readonly maximumPrivilegeLevel: PrivilegeLevel;
  /** 16 bytes: the challenge; on a serial channel the password or a code of it, so never to be shown. */
  readonly challenge: Uint8Array;
  /** What the managed system counts its messages from; unsigned 32 bits, not 0. */
  readonly initialOutboundSequenceNumber: number;
}

/** A session. */
export interface ActivateSessionResponse {
  /** How messages are authenticated from now on. */
  readonly authenticationType: number;
  /** Unsigned 32 bits. */
  readonly sessionId: number;
  /** What the remote console counts its messages from; unsigned 32 bits, not 0. */
  readonly initialInboundSequenceNumber: number;
  /** The highest level the session may have. */
  readonly maximumPrivilegeLevel: PrivilegeLevel;
}

/** Activate Session: the second and last step of a session of IPMI v1.5. Its header carries the AuthCode. */
export const activateSession: Command<ActivateSessionRequest, ActivateSessionResponse> = {
  name: "Activate Session",
  netFn: NetFn.app,
  cmd: 0x3a,
  section: "IPMI v2.0 §22.17",
  request: {
    encode(value, writer) {
      const challenge = value.challenge.subarray(0, 16);
      writer.u8(value.authenticationType & 0x0f).u8(value.maximumPrivilegeLevel & 0x0f);
      writer
        .bytes(challenge)
        .fill(0, 16 - challenge.length)
        .u32(value.initialOutboundSequenceNumber);
    },
    decode(reader) {
      return {
        authenticationType: reader.u8("authenticationType") & 0x0f,
        maximumPrivilegeLevel: (reader.u8("maximumPrivilegeLevel") & 0x0f) as PrivilegeLevel,
        challenge: reader.bytes(16, "challenge"),
        initialOutboundSequenceNumber: reader.u32("initialOutboundSequenceNumber"),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer
        .u8(value.authenticationType & 0x0f)
        .u32(value.sessionId)
        .u32(value.initialInboundSequenceNumber)
        .u8(value.maximumPrivilegeLevel & 0x0f);
    },
    decode(reader) {
      return {
        authenticationType: reader.u8("authenticationType") & 0x0f,
        sessionId: reader.u32("sessionId"),
        initialInboundSequenceNumber: reader.u32("initialInboundSequenceNumber"),
        maximumPrivilegeLevel: (reader.u8("maximumPrivilegeLevel") & 0x0f) as PrivilegeLevel,
      };
    },
  },
  completionCodes: {
    129: "No session slot available",
    130: "No slot available for given user",
    131: "No slot available to support user due to maximum privilege capability",
    132: "Session sequence number out-of-range",
    133: "Invalid Session ID in request",
    134: "Requested maximum privilege level exceeds user and/or channel privilege limit",
  },
};
