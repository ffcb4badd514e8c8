/**
 * Read FRU Data, 0Ah/11h (IPMI v2.0 §34.2):
 *
 * | byte | request                                       | response            |
 * |------|-----------------------------------------------|---------------------|
 * | 0    | FRU device ID                                 | how much was read   |
 * | 1:2  | offset, in bytes or words as the area says    | data (1:)           |
 * | 3    | how much to read, in bytes or words           |                     |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** Asks for a part of a FRU's inventory. */
export interface ReadFruDataRequest {
  /** 0–254. */
  readonly fruDeviceId: number;
  /** In bytes, or words where the area is accessed by words. */
  readonly offset: number;
  /** In bytes, or words where the area is accessed by words. */
  readonly count: number;
}

/** A part of a FRU's inventory. */
export interface ReadFruDataResponse {
  /** In bytes, or words where the area is accessed by words; what the managed system says, not what came. */
  readonly countReturned: number;
  /** What was read. */
  readonly data: Uint8Array;
}

/** Read FRU Data: any user may. */
export const readFruData: Command<ReadFruDataRequest, ReadFruDataResponse> = {
  name: "Read FRU Data",
  netFn: NetFn.storage,
  cmd: 0x11,
  section: "IPMI v2.0 §34.2",
  request: {
    encode(value, writer) {
      writer.u8(value.fruDeviceId).u16(value.offset).u8(value.count);
    },
    decode(reader) {
      return { fruDeviceId: reader.u8("fruDeviceId"), offset: reader.u16("offset"), count: reader.u8("count") };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.countReturned).bytes(value.data);
    },
    decode(reader) {
      return { countReturned: reader.u8("countReturned"), data: reader.rest() };
    },
  },
  completionCodes: { 129: "FRU device busy" },
};
