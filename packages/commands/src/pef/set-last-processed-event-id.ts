/**
 * Set Last Processed Event ID, 04h/14h (IPMI v2.0 §30.5). The response is empty.
 *
 * | byte | request                                                             |
 * |------|---------------------------------------------------------------------|
 * | 0    | 0: the record was processed by 0 software, 1 the controller         |
 * | 1:2  | record ID                                                           |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** Says up to which record events have been processed. */
export interface SetLastProcessedEventIdRequest {
  /** Whether by the controller; else by software. */
  readonly processedByBmc: boolean;
  /** Record ID, 16 bits. */
  readonly recordId: number;
}

/** Set Last Processed Event ID: needs ADMINISTRATOR. */
export const setLastProcessedEventId: Command<SetLastProcessedEventIdRequest, void> = {
  name: "Set Last Processed Event ID",
  netFn: NetFn.sensorEvent,
  cmd: 0x14,
  section: "IPMI v2.0 §30.5",
  request: {
    encode({ processedByBmc, recordId }, writer) {
      writer.u8(bit(0, processedByBmc)).u16(recordId);
    },
    decode(reader) {
      return { processedByBmc: isSet(reader.u8("processedByBmc"), 0), recordId: reader.u16("recordId") };
    },
  },
  response: emptyBody,
  completionCodes: { 129: "Cannot execute command, SEL erase in progress" },
};
