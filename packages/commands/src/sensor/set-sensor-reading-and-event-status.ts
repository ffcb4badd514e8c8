/**
 * Set Sensor Reading And Event Status, 04h/30h (IPMI v2.0 §35.17). The response is empty.
 *
 * | byte | request                                                                                             |
 * |------|-----------------------------------------------------------------------------------------------------|
 * | 0    | sensor number                                                                                       |
 * | 1    | operations: 7:6 event data; 5:4 assertion status; 3:2 deassertion status; 1:0 reading               |
 * | 2    | reading                                                                                             |
 * | 3:4  | assertion status; from here on what is at the end may be left out                                   |
 * | 5:6  | deassertion status                                                                                  |
 * | 7:9  | event data 1 to 3                                                                                   |
 */
import { type ByteReader, type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** What becomes of the bits of an event status (IPMI v2.0 §35.17, byte 2). */
export const EventStatusOperation = {
  /** Nothing. */
  leave: 0,
  /** They are written as given. */
  write: 1,
  /** Those that are given as 1 are set. */
  set: 2,
  /** Those that are given as 0 are cleared. */
  clear: 3,
} as const;

/** One of {@link EventStatusOperation}. */
export type EventStatusOperation = (typeof EventStatusOperation)[keyof typeof EventStatusOperation];

/** Sets a reading, a status, or both. */
export interface SetSensorReadingAndEventStatusRequest {
  /** Which, 0–254. */
  readonly sensorNumber: number;
  /** Whether the reading is written. */
  readonly writeReading: boolean;
  /** What becomes of the assertion status. */
  readonly assertionOperation: EventStatusOperation;
  /** What becomes of the deassertion status. */
  readonly deassertionOperation: EventStatusOperation;
  /** 0: event data stay; 1: they are written, the offset included; 2: without the offset; 3 is reserved. */
  readonly eventDataOperation: number;
  /** The raw reading, 0–255. */
  readonly reading: number;
  /** 15 bits, the lowest for state or threshold event 0; left out together with all behind it. */
  readonly assertion?: number;
  /** 15 bits; left out together with all behind it. */
  readonly deassertion?: number;
  /** Three bytes. */
  readonly eventData?: Uint8Array;
}

/** Set Sensor Reading And Event Status: for sensors that are settable. Needs OPERATOR. */
export const setSensorReadingAndEventStatus: Command<SetSensorReadingAndEventStatusRequest, void> = {
  name: "Set Sensor Reading And Event Status",
  netFn: NetFn.sensorEvent,
  cmd: 0x30,
  section: "IPMI v2.0 §35.17",
  request: {
    encode(value, writer) {
      const { assertionOperation, deassertionOperation, eventDataOperation } = value;
      const operations = (eventDataOperation << 6) | (assertionOperation << 4) | (deassertionOperation << 2);
      writer
        .u8(value.sensorNumber)
        .u8(operations | (value.writeReading ? 1 : 0))
        .u8(value.reading);
      if (value.assertion === undefined) return;
      writer.u16(value.assertion);
      if (value.deassertion === undefined) return;
      writer.u16(value.deassertion);
      if (value.eventData === undefined) return;
      const eventData = value.eventData.subarray(0, 3);
      writer.bytes(eventData).fill(0, 3 - eventData.length);
    },
    decode(reader) {
      const sensorNumber = reader.u8("sensorNumber");
      const operations = reader.u8("operation");
      return {
        sensorNumber,
        writeReading: (operations & 3) === 1,
        assertionOperation: ((operations >>> 4) & 3) as EventStatusOperation,
        deassertionOperation: ((operations >>> 2) & 3) as EventStatusOperation,
        eventDataOperation: operations >>> 6,
        reading: reader.u8("reading"),
        ...optionalFields(reader),
      };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Attempt to change reading or set or clear status bits that are not settable via this command",
    129: "Attempted to set Event Data Bytes, but setting Event Data Bytes is not supported for this sensor",
  },
};

type OptionalFields = Pick<SetSensorReadingAndEventStatusRequest, "assertion" | "deassertion" | "eventData">;

function optionalFields(reader: ByteReader): OptionalFields {
  if (reader.remaining === 0) return {};
  const assertion = reader.u16("assertion");
  if (reader.remaining === 0) return { assertion };
  const deassertion = reader.u16("deassertion");
  if (reader.remaining === 0) return { assertion, deassertion };
  return { assertion, deassertion, eventData: reader.bytes(3, "eventData") };
}
