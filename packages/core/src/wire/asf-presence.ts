/**
 * ASF presence ping and pong, after the RMCP header (IPMI v2.0 §13.2.3, §13.2.4; integers most significant byte first):
 *
 * | byte | field                  | ping        | pong                                           |
 * |------|------------------------|-------------|------------------------------------------------|
 * | 0:3  | ASF enterprise number  | 00 00 11 BE | 00 00 11 BE (4542)                             |
 * | 4    | message type           | 80h         | 40h                                            |
 * | 5    | message tag            | 0–254       | the ping's                                     |
 * | 6    | reserved               | 00h         | 00h                                            |
 * | 7    | data length            | 00h         | 10h                                            |
 * | 8:11 | enterprise number      | –           | 4542 when there are no OEM extensions          |
 * | 12:15| OEM defined            | –           | meaning belongs to that enterprise             |
 * | 16   | supported entities     | –           | 7: IPMI supported; 3:0: ASF version (1 = 1.0)  |
 * | 17   | supported interactions | –           | 7: RMCP security extensions; 5: DMTF DASH      |
 * | 18:23| reserved               | –           | 00h                                            |
 */
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { Codec } from "./codec.ts";

/** The IANA enterprise number of the ASF, in every ASF message (IPMI v2.0 §13.2.3). */
export const ASF_ENTERPRISE_NUMBER = 4542;

/** The types of ASF message that IPMI knows (IPMI v2.0 §13.2.2). */
export const AsfMessageType = {
  /** The managed system answers a ping. */
  presencePong: 0x40,
  /** "Are you there?" */
  presencePing: 0x80,
} as const;

/** A type of {@link AsfMessageType}. */
export type AsfMessageType = (typeof AsfMessageType)[keyof typeof AsfMessageType];

/** Asks whether there is a managed system at all; needs no session (IPMI v2.0 §13.2.3). */
export interface PresencePing {
  /** 0–254, echoed by the pong; 255 says that no answer is wanted. */
  readonly messageTag: number;
}

/** What a managed system says of itself without a session (IPMI v2.0 §13.2.4). */
export interface PresencePong {
  /** The tag of the ping. */
  readonly messageTag: number;
  /** IANA enterprise number of who defined `oemDefined`; {@link ASF_ENTERPRISE_NUMBER} for nobody. */
  readonly enterpriseNumber: number;
  /** 32 bits that `enterpriseNumber` gives a meaning to; 0 for none. */
  readonly oemDefined: number;
  /** Whether the managed system speaks IPMI over RMCP. */
  readonly ipmiSupported: boolean;
  /** ASF version, 0–15; 1 is ASF 1.0. */
  readonly asfVersion: number;
  /** The whole byte: bit 7 RMCP security extensions, bit 5 DMTF DASH. */
  readonly supportedInteractions: number;
}

/** ASF presence ping; another ASF message is a `MalformedMessageError`. */
export const presencePing: Codec<PresencePing> = {
  encode(value, writer) {
    encodeHeader(writer, AsfMessageType.presencePing, value.messageTag, 0);
  },
  decode(reader) {
    return { messageTag: decodeHeader(reader, AsfMessageType.presencePing, 0) };
  },
};

/** ASF presence pong; another ASF message is a `MalformedMessageError`. */
export const presencePong: Codec<PresencePong> = {
  encode(value, writer) {
    encodeHeader(writer, AsfMessageType.presencePong, value.messageTag, PONG_DATA_LENGTH);
    writeNetworkOrder(writer, value.enterpriseNumber);
    writeNetworkOrder(writer, value.oemDefined);
    writer
      .u8((value.ipmiSupported ? IPMI_SUPPORTED : 0) | (value.asfVersion & 0x0f))
      .u8(value.supportedInteractions)
      .fill(0, 6);
  },
  decode(reader) {
    const messageTag = decodeHeader(reader, AsfMessageType.presencePong, PONG_DATA_LENGTH);
    const enterpriseNumber = readNetworkOrder(reader, "enterpriseNumber");
    const oemDefined = readNetworkOrder(reader, "oemDefined");
    const entities = reader.u8("supportedEntities");
    const supportedInteractions = reader.u8("supportedInteractions");
    reader.skip(6, "reserved");
    return {
      messageTag,
      enterpriseNumber,
      oemDefined,
      ipmiSupported: (entities & IPMI_SUPPORTED) !== 0,
      asfVersion: entities & 0x0f,
      supportedInteractions,
    };
  },
};

const PONG_DATA_LENGTH = 16;
const IPMI_SUPPORTED = 0x80;

function encodeHeader(writer: ByteWriter, messageType: number, messageTag: number, dataLength: number): void {
  writeNetworkOrder(writer, ASF_ENTERPRISE_NUMBER);
  writer.u8(messageType).u8(messageTag).u8(0).u8(dataLength);
}

function decodeHeader(reader: ByteReader, messageType: number, dataLength: number): number {
  if (readNetworkOrder(reader, "asfEnterpriseNumber") !== ASF_ENTERPRISE_NUMBER)
    throw reader.malformed("asfEnterpriseNumber", `is not ${ASF_ENTERPRISE_NUMBER}`);
  if (reader.u8("messageType") !== messageType) throw reader.malformed("messageType", "is another ASF message");
  const messageTag = reader.u8("messageTag");
  reader.skip(1, "reserved");
  if (reader.u8("dataLength") !== dataLength) throw reader.malformed("dataLength", `is not ${dataLength}`);
  return messageTag;
}

function writeNetworkOrder(writer: ByteWriter, value: number): void {
  writer
    .u8(value >>> 24)
    .u8(value >>> 16)
    .u8(value >>> 8)
    .u8(value);
}

function readNetworkOrder(reader: ByteReader, field: string): number {
  const high = (reader.u8(field) << 8) | reader.u8(field);
  const low = (reader.u8(field) << 8) | reader.u8(field);
  return high * 0x10000 + low;
}
