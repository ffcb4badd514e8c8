/**
 * Management Controller Confirmation Record, type 13h (IPMI v2.0 §43.10), after the header:
 *
 * | byte  | meaning                                                   |
 * |-------|-----------------------------------------------------------|
 * | 0     | 7:1 slave address                                         |
 * | 1     | device ID                                                 |
 * | 2     | 7:4 channel; 3:0 device revision                          |
 * | 3:4   | firmware revision: 6:0 major; minor, BCD                  |
 * | 5     | IPMI version, BCD: 3:0 major, 7:4 minor                   |
 * | 6:8   | manufacturer ID                                           |
 * | 9:10  | product ID                                                |
 * | 11:26 | device GUID                                               |
 */
import type { Codec } from "@ruipmi/core/wire";
import type { SdrHeader } from "./record-header.ts";

/** A controller and what it said of itself when it was found, but who holds the record. */
export interface McConfirmationBody {
  /** Its slave address, 8 bits with the low one 0. */
  readonly deviceSlaveAddress: number;
  /** What Get Device ID said, 0–255. */
  readonly deviceId: number;
  /** The channel that led to it, 0–15. */
  readonly channelNumber: number;
  /** 0–15. */
  readonly deviceRevision: number;
  /** The firmware's major revision, 0–127. */
  readonly firmwareMajorRevision: number;
  /** The firmware's minor revision, BCD: 10h is 10. */
  readonly firmwareMinorRevision: number;
  /** BCD with the major digit low: 02h is 2.0. */
  readonly ipmiVersion: number;
  /** The manufacturer's IANA enterprise number, 24 bits; 0 is unspecified. */
  readonly manufacturerId: number;
  /** 16 bits. */
  readonly productId: number;
  /** 16 bytes in the order of the wire; all 0 where it has none. */
  readonly deviceGuid: Uint8Array;
}

/** A controller and what it said of itself when it was found. */
export interface McConfirmationRecord extends SdrHeader, McConfirmationBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "mcConfirmation";
}

/** The record after its header, both ways. */
export const mcConfirmationBody: Codec<McConfirmationBody> = {
  encode(value, writer) {
    const guid = value.deviceGuid.subarray(0, guidLength);
    writer
      .u8(value.deviceSlaveAddress & 0xfe)
      .u8(value.deviceId)
      .u8(((value.channelNumber & 0x0f) << 4) | (value.deviceRevision & 0x0f))
      .u8(value.firmwareMajorRevision & 0x7f)
      .u8(value.firmwareMinorRevision)
      .u8(value.ipmiVersion)
      .u24(value.manufacturerId)
      .u16(value.productId)
      .bytes(guid)
      .fill(0, guidLength - guid.length);
  },
  decode(reader) {
    const deviceSlaveAddress = reader.u8("deviceSlaveAddress") & 0xfe;
    const deviceId = reader.u8("deviceId");
    const revision = reader.u8("deviceRevision");
    return {
      deviceSlaveAddress,
      deviceId,
      channelNumber: revision >>> 4,
      deviceRevision: revision & 0x0f,
      firmwareMajorRevision: reader.u8("firmwareMajorRevision") & 0x7f,
      firmwareMinorRevision: reader.u8("firmwareMinorRevision"),
      ipmiVersion: reader.u8("ipmiVersion"),
      manufacturerId: reader.u24("manufacturerId"),
      productId: reader.u16("productId"),
      deviceGuid: reader.bytes(guidLength, "deviceGuid"),
    };
  },
};

const guidLength = 16;
