/**
 * Get SEL Info, 0Ah/40h (IPMI v2.0 §31.2). The request is empty.
 *
 * | byte | response                                                                                         |
 * |------|--------------------------------------------------------------------------------------------------|
 * | 0    | SEL version: 51h for IPMI v1.5 and v2.0; 02h for v1.0                                             |
 * | 1:2  | number of entries                                                                                |
 * | 3:4  | free space in bytes; FFFFh is that or more                                                       |
 * | 5:8  | most recent addition                                                                             |
 * | 9:12 | most recent erase                                                                                |
 * | 13   | 7: overflow; 3: Delete; 2: Partial Add; 1: Reserve; 0: Get SEL Allocation Info supported         |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { eraseInProgress } from "./completion-codes.ts";

/** How the system event log is. */
export interface GetSelInfoResponse {
  /** 51h: the format of IPMI v1.5 and v2.0. */
  readonly selVersion: number;
  /** How many records it has. */
  readonly entries: number;
  /** Bytes that are free; FFFFh is that or more. */
  readonly freeSpace: number;
  /** When a record was added last, by the log's clock; FFFFFFFFh where that is not known. */
  readonly mostRecentAddition: number;
  /** When a record was deleted or the log cleared, by the log's clock; FFFFFFFFh where that is not known. */
  readonly mostRecentErase: number;
  /** Whether records were lost because the log was full. */
  readonly overflow: boolean;
  /** Whether Delete SEL Entry is supported. */
  readonly deleteSupported: boolean;
  /** Whether Partial Add SEL Entry is supported. */
  readonly partialAddSupported: boolean;
  /** Whether Reserve SEL is supported. */
  readonly reserveSupported: boolean;
  /** Whether Get SEL Allocation Info is supported. */
  readonly getAllocationInfoSupported: boolean;
}

/** Get SEL Info: any user may ask. */
export const getSelInfo: Command<void, GetSelInfoResponse> = {
  name: "Get SEL Info",
  netFn: NetFn.storage,
  cmd: 0x40,
  section: "IPMI v2.0 §31.2",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8(value.selVersion)
        .u16(value.entries)
        .u16(value.freeSpace)
        .u32(value.mostRecentAddition)
        .u32(value.mostRecentErase)
        .u8(
          bit(7, value.overflow) |
            bit(3, value.deleteSupported) |
            bit(2, value.partialAddSupported) |
            bit(1, value.reserveSupported) |
            bit(0, value.getAllocationInfoSupported),
        );
    },
    decode(reader) {
      const selVersion = reader.u8("selVersion");
      const entries = reader.u16("entries");
      const freeSpace = reader.u16("freeSpace");
      const mostRecentAddition = reader.u32("mostRecentAddition");
      const mostRecentErase = reader.u32("mostRecentErase");
      const support = reader.u8("operationSupport");
      return {
        selVersion,
        entries,
        freeSpace,
        mostRecentAddition,
        mostRecentErase,
        overflow: isSet(support, 7),
        deleteSupported: isSet(support, 3),
        partialAddSupported: isSet(support, 2),
        reserveSupported: isSet(support, 1),
        getAllocationInfoSupported: isSet(support, 0),
      };
    },
  },
  completionCodes: eraseInProgress,
};
