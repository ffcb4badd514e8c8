/**
 * Write FRU Data, 0Ah/12h (IPMI v2.0 §34.3):
 *
 * | byte | request                                    | response             |
 * |------|--------------------------------------------|----------------------|
 * | 0    | FRU device ID                              | how much was written |
 * | 1:2  | offset, in bytes or words as the area says |                      |
 * | 3:   | data                                       |                      |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** Changes a part of a FRU's inventory. */
export interface WriteFruDataRequest {
  /** 0–254. */
  readonly fruDeviceId: number;
  /** In bytes, or words where the area is accessed by words. */
  readonly offset: number;
  /** What to write. */
  readonly data: Uint8Array;
}

/** How much was written. */
export interface WriteFruDataResponse {
  /** In bytes, or words where the area is accessed by words. */
  readonly countWritten: number;
}

/** Write FRU Data: needs OPERATOR. */
export const writeFruData: Command<WriteFruDataRequest, WriteFruDataResponse> = {
  name: "Write FRU Data",
  netFn: NetFn.storage,
  cmd: 0x12,
  section: "IPMI v2.0 §34.3",
  request: {
    encode(value, writer) {
      writer.u8(value.fruDeviceId).u16(value.offset).bytes(value.data);
    },
    decode(reader) {
      return { fruDeviceId: reader.u8("fruDeviceId"), offset: reader.u16("offset"), data: reader.rest() };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.countWritten);
    },
    decode(reader) {
      return { countWritten: reader.u8("countWritten") };
    },
  },
  completionCodes: { 128: "Write-protected offset", 129: "FRU device busy" },
};
