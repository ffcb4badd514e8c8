/**
 * Get Sensor Reading, 04h/2Dh (IPMI v2.0 §35.14). The request is the sensor number.
 *
 * | byte | response                                                                                       |
 * |------|------------------------------------------------------------------------------------------------|
 * | 0    | raw reading; 0 and to be ignored where there is none                                           |
 * | 1    | 7: event messages enabled; 6: scanning enabled; 5: reading or state unavailable                |
 * | 2    | thresholds: 5:0 comparisons, at or beyond; discrete: states 7:0                                |
 * | 3    | optional; discrete: states 14:8; 7 is reserved, 1                                              |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";
import { type SensorNumberRequest, sensorNumberRequest } from "./sensor-number.ts";

/** What a sensor gives right now. */
export interface GetSensorReadingResponse {
  /** The raw reading, 0–255; without meaning for a sensor that has states only. */
  readonly reading: number;
  /** Whether the sensor sends events. */
  readonly eventMessagesEnabled: boolean;
  /** Whether it measures. */
  readonly scanningEnabled: boolean;
  /** Whether reading and states mean nothing now: the thing is absent or off. */
  readonly unavailable: boolean;
  /**
   * A bit each, 15 bits. Threshold sensors: which thresholds the reading is at or beyond, as `thresholdBits`. Others:
   * which states hold. `undefined` where the machine says nothing of states.
   */
  readonly states: number | undefined;
  /** Present where the reserved bit above the states is not 1, as it should be, or is not there. */
  readonly reservedBitIsClear?: true;
}

/** Get Sensor Reading: any user may ask. */
export const getSensorReading: Command<SensorNumberRequest, GetSensorReadingResponse> = {
  name: "Get Sensor Reading",
  netFn: NetFn.sensorEvent,
  cmd: 0x2d,
  section: "IPMI v2.0 §35.14",
  request: sensorNumberRequest,
  response: {
    encode(value, writer) {
      const { states } = value;
      writer
        .u8(value.reading)
        .u8(bit(7, value.eventMessagesEnabled) | bit(6, value.scanningEnabled) | bit(5, value.unavailable));
      // The bit above the states is returned as 1 (IPMI v2.0 §35.14).
      if (states !== undefined) writer.u16(states | (value.reservedBitIsClear === true ? 0 : 0x8000));
    },
    decode(reader) {
      const reading = reader.u8("reading");
      const flags = reader.u8("flags");
      const low = reader.remaining > 0 ? reader.u8("states") : undefined;
      const high = reader.remaining > 0 ? reader.u8("states") : 0;
      return {
        reading,
        eventMessagesEnabled: isSet(flags, 7),
        scanningEnabled: isSet(flags, 6),
        unavailable: isSet(flags, 5),
        states: low === undefined ? undefined : low | ((high & 0x7f) << 8),
        ...(low === undefined || isSet(high, 7) ? {} : { reservedBitIsClear: true }),
      };
    },
  },
};
