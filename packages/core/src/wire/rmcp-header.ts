/**
 * RMCP header (IPMI v2.0 §13.1.3, ASF v2.0 §3.2.2):
 *
 * | byte | field            | value                                              |
 * |------|------------------|----------------------------------------------------|
 * | 0    | version          | 06h = RMCP version 1.0                             |
 * | 1    | reserved         | 00h                                                |
 * | 2    | sequence number  | FFh = no RMCP ACK wanted                           |
 * | 3    | class of message | 7: acknowledge; 4:0: class (06h ASF, 07h IPMI)     |
 */
import type { Codec } from "./codec.ts";

/** The UDP port every managed system listens on, "ASF-RMCP" (IPMI v2.0 §13.1.2). */
export const primaryRmcpPort = 623;

/** The RMCP version that IPMI uses (IPMI v2.0 §13.1.3). */
export const RMCP_VERSION = 6;

/** The sequence number of a message that no RMCP ACK is sent for; IPMI messages always carry it (IPMI v2.0 §13.1.3). */
export const RMCP_NO_ACK = 0xff;

/** How many bytes an RMCP header has. */
export const RMCP_HEADER_LENGTH = 4;

/** Classes of RMCP messages, and the bit that turns one into its acknowledgement (IPMI v2.0 §13.1.3). */
export const RmcpClass = {
  /** ASF messages: presence ping and pong. */
  asf: 0x06,
  /** IPMI messages, sessions of both versions. */
  ipmi: 0x07,
  /** Messages an OEM defined. */
  oem: 0x08,
  /** The bit set in an RMCP ACK, besides the class of the message it acknowledges. */
  ack: 0x80,
} as const;

/** A class of {@link RmcpClass}. */
export type RmcpClass = (typeof RmcpClass)[keyof typeof RmcpClass];

/** The first four bytes of every datagram on an RMCP port. */
export interface RmcpHeader {
  /** RMCP version, {@link RMCP_VERSION}; another one is not refused here. */
  readonly version: number;
  /** 0–254 asks for an RMCP ACK, {@link RMCP_NO_ACK} does not. */
  readonly sequenceNumber: number;
  /** The whole byte: a class of {@link RmcpClass}, with {@link RmcpClass.ack} in acknowledgements. */
  readonly classOfMessage: number;
}

/** RMCP header; what follows it is not read. */
export const rmcpHeader: Codec<RmcpHeader> = {
  encode(value, writer) {
    writer.u8(value.version).u8(0).u8(value.sequenceNumber).u8(value.classOfMessage);
  },
  decode(reader) {
    const version = reader.u8("version");
    reader.skip(1, "reserved");
    return { version, sequenceNumber: reader.u8("sequenceNumber"), classOfMessage: reader.u8("classOfMessage") };
  },
};
