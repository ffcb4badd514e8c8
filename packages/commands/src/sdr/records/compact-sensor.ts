/**
 * Compact Sensor Record, type 02h (IPMI v2.0 §43.2), after the header:
 *
 * | byte  | meaning                                                    |
 * |-------|------------------------------------------------------------|
 * | 0:4   | owner, number and entity: sensor-identity.ts               |
 * | 5:17  | what it is and can do, masks, units: sensor-description.ts |
 * | 18:19 | sharing: sensor-sharing.ts                                 |
 * | 20:21 | positive-going and negative-going hysteresis               |
 * | 22:24 | reserved                                                   |
 * | 25    | OEM                                                        |
 * | 26…   | ID string with type/length                                 |
 */
import type { Codec } from "@ruipmi/core/wire";
import type { TypeLengthString } from "../../formats/type-length.ts";
import { decodeIdString, encodeIdString } from "./id-string.ts";
import type { SdrHeader } from "./record-header.ts";
import { decodeSensorDescription, encodeSensorDescription, type SensorDescription } from "./sensor-description.ts";
import { decodeSensorIdentity, encodeSensorIdentity, type SensorIdentity } from "./sensor-identity.ts";
import { decodeSensorSharing, encodeSensorSharing, type SensorSharing } from "./sensor-sharing.ts";

/** A sensor without factors, but who holds the record. */
export interface CompactSensorBody extends SensorIdentity, SensorDescription {
  /** How the record stands for several sensors alike. */
  readonly sharing: SensorSharing;
  /** Of the upper thresholds, in raw counts. */
  readonly positiveHysteresis: number;
  /** Of the lower thresholds, in raw counts. */
  readonly negativeHysteresis: number;
  /** An OEM's, 0–255. */
  readonly oem: number;
  /** The sensor's name, or what the names of several have in common. */
  readonly idString: TypeLengthString;
}

/** A sensor, or several alike, without thresholds in the record and without factors. */
export interface CompactSensorRecord extends SdrHeader, CompactSensorBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "compactSensor";
}

/** The record after its header, both ways. */
export const compactSensorBody: Codec<CompactSensorBody> = {
  encode(value, writer) {
    encodeSensorIdentity(value, writer);
    encodeSensorDescription(value, writer);
    encodeSensorSharing(value.sharing, writer);
    writer.u8(value.positiveHysteresis).u8(value.negativeHysteresis).fill(0, 3).u8(value.oem);
    encodeIdString(value.idString, writer);
  },
  decode(reader) {
    const identity = decodeSensorIdentity(reader);
    const description = decodeSensorDescription(reader);
    const sharing = decodeSensorSharing(reader);
    const positiveHysteresis = reader.u8("positiveHysteresis");
    const negativeHysteresis = reader.u8("negativeHysteresis");
    reader.skip(3, "reserved");
    return {
      ...identity,
      ...description,
      sharing,
      positiveHysteresis,
      negativeHysteresis,
      oem: reader.u8("oem"),
      idString: decodeIdString(reader),
    };
  },
};
