/**
 * PET Acknowledge, 04h/17h (IPMI v2.0 §30.8). The response is empty.
 *
 * | byte | request: what the platform event trap said          |
 * |------|-----------------------------------------------------|
 * | 0:1  | sequence number                                     |
 * | 2:5  | local timestamp                                     |
 * | 6    | event source type                                   |
 * | 7    | sensor device                                       |
 * | 8    | sensor number                                       |
 * | 9:11 | event data 1 to 3                                   |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Acknowledges a platform event trap, in the trap's own words. */
export interface PetAcknowledgeRequest {
  /** Sequence number of the trap, 16 bits. */
  readonly sequenceNumber: number;
  /** Its local timestamp, 32 bits. */
  readonly localTimestamp: number;
  /** Event source type, 0–255. */
  readonly eventSourceType: number;
  /** Sensor device: the address of who has the sensor, 0–255. */
  readonly sensorDevice: number;
  /** Sensor number, 0–255. */
  readonly sensorNumber: number;
  /** Event data 1, 2 and 3. */
  readonly eventData: Uint8Array;
}

/** PET Acknowledge: needs no session. */
export const petAcknowledge: Command<PetAcknowledgeRequest, void> = {
  name: "PET Acknowledge",
  netFn: NetFn.sensorEvent,
  cmd: 0x17,
  section: "IPMI v2.0 §30.8",
  request: {
    encode(value, writer) {
      writer
        .u16(value.sequenceNumber)
        .u32(value.localTimestamp)
        .u8(value.eventSourceType)
        .u8(value.sensorDevice)
        .u8(value.sensorNumber);
      for (let index = 0; index < 3; index++) writer.u8(value.eventData[index] ?? 0xff);
    },
    decode(reader) {
      return {
        sequenceNumber: reader.u16("sequenceNumber"),
        localTimestamp: reader.u32("localTimestamp"),
        eventSourceType: reader.u8("eventSourceType"),
        sensorDevice: reader.u8("sensorDevice"),
        sensorNumber: reader.u8("sensorNumber"),
        eventData: reader.bytes(3, "eventData"),
      };
    },
  },
  response: emptyBody,
};
