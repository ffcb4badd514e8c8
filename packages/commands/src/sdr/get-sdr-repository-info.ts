/**
 * Get SDR Repository Info, 0Ah/20h (IPMI v2.0 §33.9). The request is empty.
 *
 * | byte  | response                                                                                     |
 * |-------|----------------------------------------------------------------------------------------------|
 * | 0     | SDR version, BCD: 3:0 major, 7:4 minor; 51h                                                  |
 * | 1:2   | number of records                                                                            |
 * | 3:4   | free bytes: FFFEh that or more, FFFFh unspecified                                            |
 * | 5:8   | time of the last addition                                                                    |
 * | 9:12  | time of the last deletion or clearing                                                        |
 * | 13    | 7: overflow; 6:5 update: 0 unspecified, 1 non-modal, 2 modal, 3 both; 3: Delete SDR; 2: Partial Add SDR; 1: Reserve; 0: Get SDR Repository Allocation Info |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** How an SDR repository is written (IPMI v2.0 §33.9, byte 14). */
export const SdrUpdateMode = {
  /** Not said. */
  unspecified: 0,
  /** While it is in use. */
  nonModal: 1,
  /** In a mode of its own. */
  modal: 2,
  /** Either way. */
  both: 3,
} as const;

/** One of {@link SdrUpdateMode}. */
export type SdrUpdateMode = (typeof SdrUpdateMode)[keyof typeof SdrUpdateMode];

/** How the SDR repository is. Times are seconds since 1970, or, below 20000000h, since initialization. */
export interface GetSdrRepositoryInfoResponse {
  /** 51h is version 1.5. */
  readonly sdrVersion: number;
  /** How many records there are; there are machines that say a wrong number. */
  readonly recordCount: number;
  /** Bytes; FFFEh is that or more, FFFFh unspecified. */
  readonly freeSpace: number;
  /** When a record was added last; FFFFFFFFh if never. */
  readonly mostRecentAddition: number;
  /** When a record was deleted last, or all were; FFFFFFFFh if never. */
  readonly mostRecentErase: number;
  /** Whether a record was refused for want of space. */
  readonly overflow: boolean;
  /** How records are added. */
  readonly updateMode: SdrUpdateMode;
  /** Whether there is Delete SDR. */
  readonly supportsDelete: boolean;
  /** Whether there is Partial Add SDR. */
  readonly supportsPartialAdd: boolean;
  /** Whether there is Reserve SDR Repository. */
  readonly supportsReserve: boolean;
  /** Whether there is Get SDR Repository Allocation Info. */
  readonly supportsAllocationInfo: boolean;
}

/** Get SDR Repository Info: count, space, and when it changed, which tells whether a copy is still good. */
export const getSdrRepositoryInfo: Command<void, GetSdrRepositoryInfoResponse> = {
  name: "Get SDR Repository Info",
  netFn: NetFn.storage,
  cmd: 0x20,
  section: "IPMI v2.0 §33.9",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8(value.sdrVersion)
        .u16(value.recordCount)
        .u16(value.freeSpace)
        .u32(value.mostRecentAddition)
        .u32(value.mostRecentErase)
        .u8(
          bit(7, value.overflow) |
            (value.updateMode << 5) |
            bit(3, value.supportsDelete) |
            bit(2, value.supportsPartialAdd) |
            bit(1, value.supportsReserve) |
            bit(0, value.supportsAllocationInfo),
        );
    },
    decode(reader) {
      const sdrVersion = reader.u8("sdrVersion");
      const recordCount = reader.u16("recordCount");
      const freeSpace = reader.u16("freeSpace");
      const mostRecentAddition = reader.u32("mostRecentAddition");
      const mostRecentErase = reader.u32("mostRecentErase");
      const support = reader.u8("operationSupport");
      return {
        sdrVersion,
        recordCount,
        freeSpace,
        mostRecentAddition,
        mostRecentErase,
        overflow: isSet(support, 7),
        updateMode: ((support >>> 5) & 3) as SdrUpdateMode,
        supportsDelete: isSet(support, 3),
        supportsPartialAdd: isSet(support, 2),
        supportsReserve: isSet(support, 1),
        supportsAllocationInfo: isSet(support, 0),
      };
    },
  },
};
