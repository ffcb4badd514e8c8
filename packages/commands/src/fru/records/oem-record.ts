/**
 * OEM, record types C0h–FFh (FRU Information Storage Definition §18.7); PICMG's e-keying records are among them:
 *
 * | byte | meaning         |
 * |------|-----------------|
 * | 0:2  | manufacturer ID |
 * | 3:   | the OEM's       |
 */
import type { Codec } from "@ruipmi/core/wire";

/** The IANA enterprise number of PICMG, whose records every AdvancedTCA board has. */
export const picmgManufacturerId = 12_634;

/** A record that an OEM has defined. */
export interface OemMultiRecord {
  /** Discriminates `FruMultiRecordValue`. */
  readonly kind: "oem";
  /** C0h–FFh: the OEM's own. */
  readonly recordTypeId: number;
  /** IANA enterprise number, 24 bits. */
  readonly manufacturerId: number;
  /** What it says, at most 252 bytes. */
  readonly data: Uint8Array;
}

/** The data of an OEM's record of this type. */
export const oemRecord = (recordTypeId: number): Codec<OemMultiRecord> => ({
  encode(value, writer) {
    writer.u24(value.manufacturerId).bytes(value.data.subarray(0, 0xff - 3));
  },
  decode(reader) {
    return { kind: "oem", recordTypeId, manufacturerId: reader.u24("manufacturerId"), data: reader.rest() };
  },
});
