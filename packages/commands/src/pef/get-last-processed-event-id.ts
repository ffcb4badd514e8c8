/**
 * Get Last Processed Event ID, 04h/15h (IPMI v2.0 §30.6). The request is empty.
 *
 * | byte | response                                                             |
 * |------|----------------------------------------------------------------------|
 * | 0:3  | when the newest record was added                                     |
 * | 4:5  | record ID of the newest record, FFFFh for an empty log               |
 * | 6:7  | record ID up to which software has processed events                  |
 * | 8:9  | record ID up to which the controller has, 0000h for an empty log     |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Up to which record events have been processed. */
export interface GetLastProcessedEventIdResponse {
  /** When the newest record was added, in seconds since 1970; up to 20000000h since the controller started; FFFFFFFFh unknown. */
  readonly mostRecentAddition: number;
  /** Record ID of the newest record; FFFFh where there is none. */
  readonly lastRecordId: number;
  /** Record ID up to which software has processed events. */
  readonly lastSoftwareProcessedEventId: number;
  /** Record ID up to which the controller has processed events. */
  readonly lastBmcProcessedEventId: number;
}

/** Get Last Processed Event ID: needs ADMINISTRATOR. */
export const getLastProcessedEventId: Command<void, GetLastProcessedEventIdResponse> = {
  name: "Get Last Processed Event ID",
  netFn: NetFn.sensorEvent,
  cmd: 0x15,
  section: "IPMI v2.0 §30.6",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u32(value.mostRecentAddition)
        .u16(value.lastRecordId)
        .u16(value.lastSoftwareProcessedEventId)
        .u16(value.lastBmcProcessedEventId);
    },
    decode(reader) {
      return {
        mostRecentAddition: reader.u32("mostRecentAddition"),
        lastRecordId: reader.u16("lastRecordId"),
        lastSoftwareProcessedEventId: reader.u16("lastSoftwareProcessedEventId"),
        lastBmcProcessedEventId: reader.u16("lastBmcProcessedEventId"),
      };
    },
  },
  completionCodes: { 129: "Cannot execute command, SEL erase in progress" },
};
