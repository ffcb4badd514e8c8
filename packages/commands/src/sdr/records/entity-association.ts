/**
 * Entity Association Record, type 08h (IPMI v2.0 §43.4), after the header:
 *
 * | byte | meaning                                                                                         |
 * |------|-------------------------------------------------------------------------------------------------|
 * | 0:1  | container entity: ID, instance                                                                  |
 * | 2    | 7: the contained are ranges; 6: more records for this container; 5: presence may always be read |
 * | 3:10 | four contained entities, or two ranges from one to another; 0 is none                           |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import type { SdrHeader } from "./record-header.ts";
import { decodeEntity, type Entity, encodeEntity } from "./sensor-identity.ts";

/** What an association says of its list. */
export interface EntityAssociationFlags {
  /** Whether the contained entities are two ranges, each from one to another, rather than four. */
  readonly isRange: boolean;
  /** Whether there are more records for the same container. */
  readonly isLinked: boolean;
  /** Whether the sensor for the container's presence may be read at any time. */
  readonly presenceSensorAlwaysAccessible: boolean;
}

/** Which entities an entity contains, but who holds the record. */
export interface EntityAssociationBody extends EntityAssociationFlags {
  /** The entity that contains the others. */
  readonly container: Entity;
  /** Four, or two ranges of two; one with entity ID 0 is none. What is left out is written as none. */
  readonly contained: readonly Entity[];
}

/** Which entities an entity contains. */
export interface EntityAssociationRecord extends SdrHeader, EntityAssociationBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "entityAssociation";
}

/** Entities an association has room for. */
export const entitiesPerAssociation = 4;

/** Stands where an association has room and no entity. */
export const noEntity: Entity = { entityId: 0, entityInstance: 0, isLogical: false };

/** The record after its header, both ways. */
export const entityAssociationBody: Codec<EntityAssociationBody> = {
  encode(value, writer) {
    encodeEntity(value.container, writer);
    writer.u8(encodeAssociationFlags(value));
    for (let index = 0; index < entitiesPerAssociation; index++) {
      encodeEntity(value.contained[index] ?? noEntity, writer);
    }
  },
  decode(reader) {
    const container = decodeEntity(reader);
    const flags = decodeAssociationFlags(reader.u8("flags"));
    const contained = Array.from({ length: entitiesPerAssociation }, () => decodeEntity(reader));
    return { container, ...flags, contained };
  },
};

/** The flags' byte. */
export function encodeAssociationFlags(value: EntityAssociationFlags): number {
  return bit(7, value.isRange) | bit(6, value.isLinked) | bit(5, value.presenceSensorAlwaysAccessible);
}

/** What the flags' byte says. */
export function decodeAssociationFlags(bits: number): EntityAssociationFlags {
  return { isRange: isSet(bits, 7), isLinked: isSet(bits, 6), presenceSensorAlwaysAccessible: isSet(bits, 5) };
}
