/**
 * Device-Relative Entity Association Record, type 09h (IPMI v2.0 §43.5), after the header:
 *
 * | byte  | meaning                                                                                         |
 * |-------|-------------------------------------------------------------------------------------------------|
 * | 0:1   | container entity: ID, instance                                                                  |
 * | 2:3   | its controller: 7:1 slave address; 7:4 channel                                                  |
 * | 4     | 7: the contained are ranges; 6: more records for this container; 5: presence may always be read |
 * | 5:20  | four times controller (2 bytes, as above) and entity                                            |
 * | 21:26 | reserved                                                                                        |
 */
import type { ByteReader, ByteWriter, Codec } from "@ruipmi/core/wire";
import {
  decodeAssociationFlags,
  type EntityAssociationFlags,
  encodeAssociationFlags,
  entitiesPerAssociation,
  noEntity,
} from "./entity-association.ts";
import type { SdrHeader } from "./record-header.ts";
import { decodeEntity, type Entity, encodeEntity } from "./sensor-identity.ts";

/** An entity and the controller that its instance number is relative to. */
export interface DeviceRelativeEntity extends Entity {
  /** The controller's slave address, 8 bits with the low one 0; 0 where the instance is the system's. */
  readonly deviceAddress: number;
  /** The channel that leads to it, 0–15. */
  readonly channelNumber: number;
}

/** Which entities of which controllers an entity contains, but who holds the record. */
export interface DeviceRelativeEntityAssociationBody extends EntityAssociationFlags {
  /** The entity that contains the others. */
  readonly container: DeviceRelativeEntity;
  /** Four, or two ranges of two; one with entity ID 0 is none. What is left out is written as none. */
  readonly contained: readonly DeviceRelativeEntity[];
}

/** Which entities of which controllers an entity contains. */
export interface DeviceRelativeEntityAssociationRecord extends SdrHeader, DeviceRelativeEntityAssociationBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "deviceRelativeEntityAssociation";
}

/** The record after its header, both ways. */
export const deviceRelativeEntityAssociationBody: Codec<DeviceRelativeEntityAssociationBody> = {
  encode(value, writer) {
    encodeEntity(value.container, writer);
    encodeController(value.container, writer);
    writer.u8(encodeAssociationFlags(value));
    for (let index = 0; index < entitiesPerAssociation; index++) {
      const entity = value.contained[index] ?? { ...noEntity, deviceAddress: 0, channelNumber: 0 };
      encodeController(entity, writer);
      encodeEntity(entity, writer);
    }
    writer.fill(0, reservedLength);
  },
  decode(reader) {
    const container = { ...decodeEntity(reader), ...decodeController(reader) };
    const flags = decodeAssociationFlags(reader.u8("flags"));
    const contained = Array.from({ length: entitiesPerAssociation }, () => {
      const controller = decodeController(reader);
      return { ...controller, ...decodeEntity(reader) };
    });
    reader.skip(reservedLength, "reserved");
    return { container, ...flags, contained };
  },
};

const reservedLength = 6;

type Controller = Pick<DeviceRelativeEntity, "deviceAddress" | "channelNumber">;

function encodeController({ deviceAddress, channelNumber }: Controller, writer: ByteWriter): void {
  writer.u8(deviceAddress & 0xfe).u8((channelNumber & 0x0f) << 4);
}

function decodeController(reader: ByteReader): Controller {
  return { deviceAddress: reader.u8("deviceAddress") & 0xfe, channelNumber: reader.u8("channelNumber") >>> 4 };
}
