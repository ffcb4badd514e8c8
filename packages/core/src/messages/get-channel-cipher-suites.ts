/**
 * Get Channel Cipher Suites, 06h/54h (IPMI v2.0 §22.15):
 *
 * | byte | request                                                                    |
 * |------|----------------------------------------------------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one                                               |
 * | 1    | 5:0: payload type, 00h = IPMI                                              |
 * | 2    | 7: list by cipher suite, 0 = bare algorithm list; 5:0: list index          |
 *
 * | byte | response                                                                   |
 * |------|----------------------------------------------------------------------------|
 * | 0    | channel                                                                    |
 * | 1:   | up to 16 bytes of the list, from byte 16 × list index on; fewer at its end |
 */
import { NetFn } from "../wire/net-fn.ts";
import type { Command } from "./command.ts";

/** How many bytes of the list one response has; a response with fewer is the last (IPMI v2.0 §22.15). */
export const CIPHER_SUITE_CHUNK_LENGTH = 16;

/** The highest list index (IPMI v2.0 §22.15). */
export const MAXIMUM_LIST_INDEX = 0x3f;

/** Asks for one chunk of the list; needs no session. */
export interface GetChannelCipherSuitesRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** The payload type the suites are for, 0–63. */
  readonly payloadType: number;
  /** Whether the algorithms are listed suite by suite; else the answer is one bare list of algorithms. */
  readonly listByCipherSuite: boolean;
  /** Which chunk, 0–63. */
  readonly listIndex: number;
}

/** One chunk of the list. */
export interface GetChannelCipherSuitesResponse {
  /** The number of the channel, 0–15. */
  readonly channelNumber: number;
  /** Up to 16 bytes; records may cross from one chunk to the next, see `parseCipherSuiteRecords`. */
  readonly chunk: Uint8Array;
}

/** Get Channel Cipher Suites, one chunk of it; `discoverCipherSuites` puts the chunks together. */
export const getChannelCipherSuites: Command<GetChannelCipherSuitesRequest, GetChannelCipherSuitesResponse> = {
  name: "Get Channel Cipher Suites",
  netFn: NetFn.app,
  cmd: 0x54,
  section: "IPMI v2.0 §22.15",
  request: {
    encode(value, writer) {
      writer
        .u8(value.channelNumber & 0x0f)
        .u8(value.payloadType & 0x3f)
        .u8((value.listByCipherSuite ? 0x80 : 0) | (value.listIndex & MAXIMUM_LIST_INDEX));
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const payloadType = reader.u8("payloadType") & 0x3f;
      const list = reader.u8("listIndex");
      return {
        channelNumber,
        payloadType,
        listByCipherSuite: (list & 0x80) !== 0,
        listIndex: list & MAXIMUM_LIST_INDEX,
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f).bytes(value.chunk);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      if (reader.remaining > CIPHER_SUITE_CHUNK_LENGTH) throw reader.malformed("chunk", "is more than 16 bytes");
      return { channelNumber, chunk: reader.rest() };
    },
  },
};
