/**
 * Get Sensor Reading Factors, 04h/23h (IPMI v2.0 §35.5):
 *
 * | byte | request                             | response                                                      |
 * |------|-------------------------------------|---------------------------------------------------------------|
 * | 0    | sensor number                       | the next raw reading with other factors; this one: no other   |
 * | 1:6  | raw reading (1)                     | factors: reading-factors.ts                                   |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { decodeReadingFactors, encodeReadingFactors, type ReadingFactors } from "./reading-factors.ts";

/** Asks for the factors of one reading. */
export interface GetSensorReadingFactorsRequest {
  /** Which sensor, 0–254. */
  readonly sensorNumber: number;
  /** The raw reading, 0–255. */
  readonly reading: number;
}

/** The factors of that reading. */
export interface GetSensorReadingFactorsResponse {
  /** The next raw reading for which factors are to be asked again; the one asked for where there is none. */
  readonly nextReading: number;
  /** The factors. */
  readonly factors: ReadingFactors;
}

/** Get Sensor Reading Factors: for sensors whose record says that they are not linear (70h). */
export const getSensorReadingFactors: Command<GetSensorReadingFactorsRequest, GetSensorReadingFactorsResponse> = {
  name: "Get Sensor Reading Factors",
  netFn: NetFn.sensorEvent,
  cmd: 0x23,
  section: "IPMI v2.0 §35.5",
  request: {
    encode(value, writer) {
      writer.u8(value.sensorNumber).u8(value.reading);
    },
    decode(reader) {
      return { sensorNumber: reader.u8("sensorNumber"), reading: reader.u8("reading") };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.nextReading);
      encodeReadingFactors(value.factors, writer);
    },
    decode(reader) {
      const nextReading = reader.u8("nextReading");
      return { nextReading, factors: decodeReadingFactors(reader).factors };
    },
  },
};
