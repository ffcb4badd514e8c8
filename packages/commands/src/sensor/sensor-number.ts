import type { Codec } from "@ruipmi/core/wire";

/** Asks for something of one sensor. */
export interface SensorNumberRequest {
  /** Which, 0–254. */
  readonly sensorNumber: number;
}

/** One byte: the sensor's number. */
export const sensorNumberRequest: Codec<SensorNumberRequest> = {
  encode(value, writer) {
    writer.u8(value.sensorNumber);
  },
  decode(reader) {
    return { sensorNumber: reader.u8("sensorNumber") };
  },
};
