/**
 * Full Sensor Record, type 01h (IPMI v2.0 §43.1), after the header:
 *
 * | byte  | meaning                                                              |
 * |-------|----------------------------------------------------------------------|
 * | 0:4   | owner, number and entity: sensor-identity.ts                         |
 * | 5:17  | what it is and can do, masks, units: sensor-description.ts           |
 * | 18    | 6:0 linearization                                                    |
 * | 19:24 | factors: reading-factors.ts; bits 1:0 of byte 23: direction          |
 * | 25    | which of the next three are there: 0 nominal; 1 normal maximum; 2 normal minimum |
 * | 26:28 | nominal reading, normal maximum, normal minimum                      |
 * | 29:30 | sensor maximum, sensor minimum                                       |
 * | 31:36 | upper non-recoverable, critical, non-critical, lower non-recoverable, critical, non-critical |
 * | 37:38 | positive-going and negative-going hysteresis                         |
 * | 39:40 | reserved                                                             |
 * | 41    | OEM                                                                  |
 * | 42…   | ID string with type/length                                           |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import type { TypeLengthString } from "../../formats/type-length.ts";
import { decodeReadingFactors, encodeReadingFactors, type ReadingFactors } from "../../sensor/reading-factors.ts";
import { decodeIdString, encodeIdString } from "./id-string.ts";
import type { SdrHeader } from "./record-header.ts";
import { decodeSensorDescription, encodeSensorDescription, type SensorDescription } from "./sensor-description.ts";
import { decodeSensorIdentity, encodeSensorIdentity, type SensorIdentity } from "./sensor-identity.ts";

/** All that there is to say of a sensor, but who holds the record. Readings are raw, 0–255. */
export interface FullSensorBody extends SensorIdentity, SensorDescription {
  /** L: 0–0Bh see `Linearization`, 70h not linear, 71h–7Fh an OEM's. */
  readonly linearization: number;
  /** What makes a number of a raw reading. Where it is not linear, Get Sensor Reading Factors knows better. */
  readonly factors: ReadingFactors;
  /** 0 unspecified, 1 input, 2 output; 3 is reserved. */
  readonly direction: number;
  /** What is expected; `undefined` where it is not said. */
  readonly nominalReading: number | undefined;
  /** The highest in normal operation; `undefined` where it is not said. */
  readonly normalMaximum: number | undefined;
  /** The lowest in normal operation; `undefined` where it is not said. */
  readonly normalMinimum: number | undefined;
  /** The highest the sensor can give. */
  readonly sensorMaximum: number;
  /** The lowest the sensor can give. */
  readonly sensorMinimum: number;
  /** The threshold; counts only where the reading mask says that it is there. */
  readonly upperNonRecoverable: number;
  /** As before. */
  readonly upperCritical: number;
  /** As before. */
  readonly upperNonCritical: number;
  /** As before. */
  readonly lowerNonRecoverable: number;
  /** As before. */
  readonly lowerCritical: number;
  /** As before. */
  readonly lowerNonCritical: number;
  /** Of the upper thresholds, in raw counts. */
  readonly positiveHysteresis: number;
  /** Of the lower thresholds, in raw counts. */
  readonly negativeHysteresis: number;
  /** An OEM's, 0–255. */
  readonly oem: number;
  /** The sensor's name. */
  readonly idString: TypeLengthString;
}

/** A sensor with thresholds, factors, units. */
export interface FullSensorRecord extends SdrHeader, FullSensorBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "fullSensor";
}

/** The record after its header, both ways. */
export const fullSensorBody: Codec<FullSensorBody> = {
  encode(value, writer) {
    encodeSensorIdentity(value, writer);
    encodeSensorDescription(value, writer);
    writer.u8(value.linearization & 0x7f);
    encodeReadingFactors(value.factors, writer, value.direction);
    const { nominalReading, normalMaximum, normalMinimum } = value;
    writer
      .u8(
        bit(2, normalMinimum !== undefined) |
          bit(1, normalMaximum !== undefined) |
          bit(0, nominalReading !== undefined),
      )
      .u8(nominalReading ?? 0)
      .u8(normalMaximum ?? 0)
      .u8(normalMinimum ?? 0)
      .u8(value.sensorMaximum)
      .u8(value.sensorMinimum)
      .u8(value.upperNonRecoverable)
      .u8(value.upperCritical)
      .u8(value.upperNonCritical)
      .u8(value.lowerNonRecoverable)
      .u8(value.lowerCritical)
      .u8(value.lowerNonCritical)
      .u8(value.positiveHysteresis)
      .u8(value.negativeHysteresis)
      .fill(0, 2)
      .u8(value.oem);
    encodeIdString(value.idString, writer);
  },
  decode(reader) {
    const identity = decodeSensorIdentity(reader);
    const description = decodeSensorDescription(reader);
    const linearization = reader.u8("linearization") & 0x7f;
    const { factors, lowBits } = decodeReadingFactors(reader);
    const flags = reader.u8("analogCharacteristicFlags");
    const ifSaid = (position: number, field: string): number | undefined => {
      const value = reader.u8(field);
      return isSet(flags, position) ? value : undefined;
    };
    const nominalReading = ifSaid(0, "nominalReading");
    const normalMaximum = ifSaid(1, "normalMaximum");
    const normalMinimum = ifSaid(2, "normalMinimum");
    return {
      ...identity,
      ...description,
      linearization,
      factors,
      direction: lowBits,
      nominalReading,
      normalMaximum,
      normalMinimum,
      sensorMaximum: reader.u8("sensorMaximum"),
      sensorMinimum: reader.u8("sensorMinimum"),
      upperNonRecoverable: reader.u8("upperNonRecoverable"),
      upperCritical: reader.u8("upperCritical"),
      upperNonCritical: reader.u8("upperNonCritical"),
      lowerNonRecoverable: reader.u8("lowerNonRecoverable"),
      lowerCritical: reader.u8("lowerCritical"),
      lowerNonCritical: reader.u8("lowerNonCritical"),
      positiveHysteresis: reader.u8("positiveHysteresis"),
      negativeHysteresis: reader.u8("negativeHysteresis"),
      oem: oemAfterReserved(reader.u24("oem")),
      idString: decodeIdString(reader),
    };
  },
};

/** Two reserved bytes come before the OEM's. */
function oemAfterReserved(bytes: number): number {
  return bytes >>> 16;
}
