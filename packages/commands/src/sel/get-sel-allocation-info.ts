/**
 * Get SEL Allocation Info, 0Ah/41h (IPMI v2.0 §31.3). The request is empty.
 *
 * | byte | response                                           |
 * |------|----------------------------------------------------|
 * | 0:1  | number of possible allocation units; 0000h: unspecified |
 * | 2:3  | allocation unit size in bytes; 0000h: unspecified  |
 * | 4:5  | number of free allocation units                    |
 * | 6:7  | largest free block in allocation units             |
 * | 8    | maximum record size in allocation units            |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** How the log's space is divided. */
export interface GetSelAllocationInfoResponse {
  /** How many allocation units there are; 0 where unspecified. */
  readonly possibleAllocationUnits: number;
  /** Bytes of one; 0 where unspecified. */
  readonly allocationUnitSize: number;
  /** How many are free. */
  readonly freeAllocationUnits: number;
  /** The largest free block, in units. */
  readonly largestFreeBlock: number;
  /** The longest record, in units, 0–255. */
  readonly maximumRecordSize: number;
}

/** Get SEL Allocation Info: any user may ask. */
export const getSelAllocationInfo: Command<void, GetSelAllocationInfoResponse> = {
  name: "Get SEL Allocation Info",
  netFn: NetFn.storage,
  cmd: 0x41,
  section: "IPMI v2.0 §31.3",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u16(value.possibleAllocationUnits)
        .u16(value.allocationUnitSize)
        .u16(value.freeAllocationUnits)
        .u16(value.largestFreeBlock)
        .u8(value.maximumRecordSize);
    },
    decode(reader) {
      return {
        possibleAllocationUnits: reader.u16("possibleAllocationUnits"),
        allocationUnitSize: reader.u16("allocationUnitSize"),
        freeAllocationUnits: reader.u16("freeAllocationUnits"),
        largestFreeBlock: reader.u16("largestFreeBlock"),
        maximumRecordSize: reader.u8("maximumRecordSize"),
      };
    },
  },
};
