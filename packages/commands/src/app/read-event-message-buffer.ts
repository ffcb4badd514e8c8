/**
 * Read Event Message Buffer, 06h/35h (IPMI v2.0 §22.8). The request is empty.
 *
 * | byte | response                                                     |
 * |------|--------------------------------------------------------------|
 * | 0:15 | the event, in the format of a SEL record; its ID may be 0    |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** What is in the event message buffer. */
export interface ReadEventMessageBufferResponse {
  /** 16 bytes in the format of a SEL record: `decodeSelRecord` reads them. */
  readonly record: Uint8Array;
}

/** How long a SEL record is. */
const recordLength = 16;

/** Read Event Message Buffer: takes the event out of it. Meant for the system interface. */
export const readEventMessageBuffer: Command<void, ReadEventMessageBufferResponse> = {
  name: "Read Event Message Buffer",
  netFn: NetFn.app,
  cmd: 0x35,
  section: "IPMI v2.0 §22.8",
  request: emptyBody,
  response: {
    encode({ record }, writer) {
      writer.bytes(record);
    },
    decode(reader) {
      return { record: reader.bytes(recordLength, "record") };
    },
  },
  completionCodes: {
    128: "Data not available: the event message buffer is empty",
  },
};
