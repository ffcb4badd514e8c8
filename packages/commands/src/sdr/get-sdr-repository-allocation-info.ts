/**
 * Get SDR Repository Allocation Info, 0Ah/21h (IPMI v2.0 §33.10). The request is empty.
 *
 * | byte | response                                        |
 * |------|-------------------------------------------------|
 * | 0:1  | number of allocation units; 0 is unspecified    |
 * | 2:3  | bytes of an allocation unit; 0 is unspecified   |
 * | 4:5  | free units                                      |
 * | 6:7  | units of the largest free block                 |
 * | 8    | most units of a record                          |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** How the space for records is divided. */
export interface GetSdrRepositoryAllocationInfoResponse {
  /** How many units there are; 0 is unspecified. */
  readonly possibleUnits: number;
  /** Bytes; 0 is unspecified. */
  readonly unitSize: number;
  /** How many units are free. */
  readonly freeUnits: number;
  /** How many units the largest free block has. */
  readonly largestFreeBlock: number;
  /** How many units a record may have, 0–255. */
  readonly maximumRecordUnits: number;
}

/** Get SDR Repository Allocation Info. */
export const getSdrRepositoryAllocationInfo: Command<void, GetSdrRepositoryAllocationInfoResponse> = {
  name: "Get SDR Repository Allocation Info",
  netFn: NetFn.storage,
  cmd: 0x21,
  section: "IPMI v2.0 §33.10",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u16(value.possibleUnits)
        .u16(value.unitSize)
        .u16(value.freeUnits)
        .u16(value.largestFreeBlock)
        .u8(value.maximumRecordUnits);
    },
    decode(reader) {
      return {
        possibleUnits: reader.u16("possibleUnits"),
        unitSize: reader.u16("unitSize"),
        freeUnits: reader.u16("freeUnits"),
        largestFreeBlock: reader.u16("largestFreeBlock"),
        maximumRecordUnits: reader.u8("maximumRecordUnits"),
      };
    },
  },
};
