/**
 * Event-Only Record, type 03h (IPMI v2.0 §43.3), after the header:
 *
 * | byte | meaning                                      |
 * |------|----------------------------------------------|
 * | 0:4  | owner, number and entity: sensor-identity.ts |
 * | 5    | sensor type                                  |
 * | 6    | event/reading type                           |
 * | 7:8  | sharing: sensor-sharing.ts                   |
 * | 9    | reserved                                     |
 * | 10   | OEM                                          |
 * | 11…  | ID string with type/length                   |
 */
import type { Codec } from "@ruipmi/core/wire";
import type { TypeLengthString } from "../../formats/type-length.ts";
import { decodeIdString, encodeIdString } from "./id-string.ts";
import type { SdrHeader } from "./record-header.ts";
import { decodeSensorIdentity, encodeSensorIdentity, type SensorIdentity } from "./sensor-identity.ts";
import { decodeSensorSharing, encodeSensorSharing, type SensorSharing } from "./sensor-sharing.ts";

/** Something that sends events, but who holds the record. */
export interface EventOnlyBody extends SensorIdentity {
  /** What it watches (IPMI v2.0 table 42-3). */
  readonly sensorType: number;
  /** What its events mean (IPMI v2.0 table 42-1). */
  readonly eventReadingType: number;
  /** How the record stands for several alike. */
  readonly sharing: SensorSharing;
  /** An OEM's, 0–255. */
  readonly oem: number;
  /** Its name. */
  readonly idString: TypeLengthString;
}

/** Something that sends events and cannot be read. */
export interface EventOnlyRecord extends SdrHeader, EventOnlyBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "eventOnly";
}

/** The record after its header, both ways. */
export const eventOnlyBody: Codec<EventOnlyBody> = {
  encode(value, writer) {
    encodeSensorIdentity(value, writer);
    writer.u8(value.sensorType).u8(value.eventReadingType);
    encodeSensorSharing(value.sharing, writer);
    writer.u8(0).u8(value.oem);
    encodeIdString(value.idString, writer);
  },
  decode(reader) {
    const identity = decodeSensorIdentity(reader);
    const sensorType = reader.u8("sensorType");
    const eventReadingType = reader.u8("eventReadingType");
    const sharing = decodeSensorSharing(reader);
    reader.skip(1, "reserved");
    return {
      ...identity,
      sensorType,
      eventReadingType,
      sharing,
      oem: reader.u8("oem"),
      idString: decodeIdString(reader),
    };
  },
};
