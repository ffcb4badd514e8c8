/**
 * The header of every SDR, 5 bytes (IPMI v2.0 §43):
 *
 * | byte | meaning                                        |
 * |------|------------------------------------------------|
 * | 0:1  | record ID                                      |
 * | 2    | SDR version, BCD: 3:0 major, 7:4 minor; 51h    |
 * | 3    | record type                                    |
 * | 4    | number of bytes that follow                    |
 */
import type { Codec } from "@ruipmi/core/wire";

/** How many bytes the header of a record has. */
export const sdrHeaderLength = 5;

/** The version of this specification's records, 1.5 (IPMI v2.0 §43). */
export const sdrVersion15 = 0x51;

/** Types of records (IPMI v2.0 §43). */
export const SdrRecordType = {
  /** A sensor with all it may have: thresholds, factors, units. */
  fullSensor: 0x01,
  /** A sensor without thresholds or factors; may stand for several alike. */
  compactSensor: 0x02,
  /** Something that sends events and cannot be read. */
  eventOnly: 0x03,
  /** Which entity contains which. */
  entityAssociation: 0x08,
  /** The same, with entities of other controllers. */
  deviceRelativeEntityAssociation: 0x09,
  /** A device that is neither FRU nor controller. */
  genericDeviceLocator: 0x10,
  /** FRU inventory data. */
  fruDeviceLocator: 0x11,
  /** A management controller. */
  mcDeviceLocator: 0x12,
  /** A management controller and what it said of itself when it was found. */
  mcConfirmation: 0x13,
  /** A channel of the BMC, as v1.0 described it. */
  bmcMessageChannelInfo: 0x14,
  /** An OEM's. */
  oem: 0xc0,
} as const;

/** A type of {@link SdrRecordType}. */
export type SdrRecordType = (typeof SdrRecordType)[keyof typeof SdrRecordType];

/** What every record begins with. */
export interface SdrHeader {
  /** 0001h–FFFEh; the repository's own. */
  readonly recordId: number;
  /** BCD with the major digit low: {@link sdrVersion15}. */
  readonly sdrVersion: number;
}

/** A header as it is on the wire. */
export interface SdrRecordHeader extends SdrHeader {
  /** 0–255, see {@link SdrRecordType}. */
  readonly recordType: number;
  /** How many bytes follow, 0–255. */
  readonly recordLength: number;
}

/** The first five bytes of a record, both ways: enough to ask for the rest. */
export const sdrRecordHeader: Codec<SdrRecordHeader> = {
  encode(value, writer) {
    writer.u16(value.recordId).u8(value.sdrVersion).u8(value.recordType).u8(value.recordLength);
  },
  decode(reader) {
    return {
      recordId: reader.u16("recordId"),
      sdrVersion: reader.u8("sdrVersion"),
      recordType: reader.u8("recordType"),
      recordLength: reader.u8("recordLength"),
    };
  },
};
