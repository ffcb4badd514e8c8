/**
 * Base and extended compatibility, record types 04h and 05h (FRU Information Storage Definition §18.5, §18.6):
 *
 * | byte | meaning                                                             |
 * |------|---------------------------------------------------------------------|
 * | 0:2  | manufacturer ID                                                     |
 * | 3    | entity ID of what it is compatible with (IPMI v2.0 table 43-13)     |
 * | 4    | compatibility base                                                  |
 * | 5    | 6:0: first compatibility code                                       |
 * | 6:   | a bit for each code behind the first one, the lowest first          |
 */
import type { Codec } from "@ruipmi/core/wire";

/** What a FRU may be put into. */
export interface Compatibility {
  /** Discriminates `FruMultiRecordValue`. */
  readonly kind: "baseCompatibility" | "extendedCompatibility";
  /** IANA enterprise number, 24 bits. */
  readonly manufacturerId: number;
  /** What it is compatible with (IPMI v2.0 table 43-13). */
  readonly entityId: number;
  /** The manufacturer's number for the scheme, 0–255. */
  readonly compatibilityBase: number;
  /** The first code, 0–127. */
  readonly codeStart: number;
  /** A bit for each code behind the first one, the lowest first; at most 249 bytes. */
  readonly codeRangeMask: Uint8Array;
}

/** The data of a compatibility record. */
export const compatibilityRecord = (kind: Compatibility["kind"]): Codec<Compatibility> => ({
  encode(value, writer) {
    writer
      .u24(value.manufacturerId)
      .u8(value.entityId)
      .u8(value.compatibilityBase)
      .u8(value.codeStart & 0x7f)
      .bytes(value.codeRangeMask.subarray(0, 0xff - 6));
  },
  decode(reader) {
    return {
      kind,
      manufacturerId: reader.u24("manufacturerId"),
      entityId: reader.u8("entityId"),
      compatibilityBase: reader.u8("compatibilityBase"),
      codeStart: reader.u8("codeStart") & 0x7f,
      codeRangeMask: reader.rest(),
    };
  },
});
