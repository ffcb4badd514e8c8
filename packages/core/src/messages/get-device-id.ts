/**
 * Get Device ID, 06h/01h (IPMI v2.0 §20.1). The request is empty.
 *
 * | byte  | response                                                                                        |
 * |-------|-------------------------------------------------------------------------------------------------|
 * | 0     | device ID                                                                                       |
 * | 1     | 7: provides device SDRs; 3:0: device revision                                                   |
 * | 2     | 7: update or self-initialization in progress; 6:0: major firmware revision                      |
 * | 3     | minor firmware revision, BCD                                                                    |
 * | 4     | IPMI version, BCD: 3:0 major, 7:4 minor                                                         |
 * | 5     | 7: chassis; 6: bridge; 5: IPMB event generator; 4: IPMB event receiver; 3: FRU inventory; 2: SEL; 1: SDR repository; 0: sensor |
 * | 6:8   | manufacturer ID, 20 bits                                                                        |
 * | 9:10  | product ID                                                                                      |
 * | 11:14 | auxiliary firmware revision, optional                                                           |
 */
import { bit, isSet } from "../wire/bits.ts";
import { NetFn } from "../wire/net-fn.ts";
import { type Command, emptyBody } from "./command.ts";

/** What a controller can do besides the mandatory commands. */
export interface AdditionalDeviceSupport {
  /** Chassis device. */
  readonly chassis: boolean;
  /** Bridge. */
  readonly bridge: boolean;
  /** IPMB event generator. */
  readonly ipmbEventGenerator: boolean;
  /** IPMB event receiver. */
  readonly ipmbEventReceiver: boolean;
  /** FRU inventory device. */
  readonly fruInventory: boolean;
  /** System event log. */
  readonly sel: boolean;
  /** SDR repository. */
  readonly sdrRepository: boolean;
  /** Sensor device. */
  readonly sensor: boolean;
}

/** Who a management controller is. */
export interface GetDeviceIdResponse {
  /** 0–255, the manufacturer's choice; 0 is unspecified. */
  readonly deviceId: number;
  /** 0–15. */
  readonly deviceRevision: number;
  /** Whether it has SDRs of its own, not only those of the SDR repository. */
  readonly providesDeviceSdrs: boolean;
  /** Whether it is in normal operation; `false` while firmware or SDRs are updated, or it initializes itself. */
  readonly deviceAvailable: boolean;
  /** 0–127. */
  readonly firmwareMajorRevision: number;
  /** Two decimal digits, 0–99: 8 in version 9.08. Beyond that where the managed system sends no BCD. */
  readonly firmwareMinorRevision: number;
  /** Both as text, for example `9.08`; only read, encoding takes the numbers. See {@link firmwareRevisionText}. */
  readonly firmwareRevision: string;
  /** 0–15: 2 for IPMI v2.0, 1 for v1.5. */
  readonly ipmiMajorVersion: number;
  /** 0–15: 0 for IPMI v2.0, 5 for v1.5. */
  readonly ipmiMinorVersion: number;
  /** What else it can do. */
  readonly additionalDeviceSupport: AdditionalDeviceSupport;
  /** IANA enterprise number, 20 bits; 0 is unspecified. */
  readonly manufacturerId: number;
  /** 16 bits, the manufacturer's choice. */
  readonly productId: number;
  /** Up to 4 bytes, the manufacturer's choice; absent from controllers that send none. */
  readonly auxiliaryFirmwareRevision?: Uint8Array;
}

/** Get Device ID: any user may ask, and every controller answers. */
export const getDeviceId: Command<void, GetDeviceIdResponse> = {
  name: "Get Device ID",
  netFn: NetFn.app,
  cmd: 0x01,
  section: "IPMI v2.0 §20.1",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8(value.deviceId)
        .u8(bit(7, value.providesDeviceSdrs) | (value.deviceRevision & 0x0f))
        .u8(bit(7, !value.deviceAvailable) | (value.firmwareMajorRevision & 0x7f))
        .u8(toBcd(value.firmwareMinorRevision))
        .u8(((value.ipmiMinorVersion & 0x0f) << 4) | (value.ipmiMajorVersion & 0x0f))
        .u8(encodeSupport(value.additionalDeviceSupport))
        .u24(value.manufacturerId & 0xfffff)
        .u16(value.productId);
      if (value.auxiliaryFirmwareRevision !== undefined) writer.bytes(value.auxiliaryFirmwareRevision);
    },
    decode(reader) {
      const deviceId = reader.u8("deviceId");
      const revision = reader.u8("deviceRevision");
      const major = reader.u8("firmwareMajorRevision");
      const minor = reader.u8("firmwareMinorRevision");
      const ipmiVersion = reader.u8("ipmiVersion");
      const support = reader.u8("additionalDeviceSupport");
      const response: GetDeviceIdResponse = {
        deviceId,
        deviceRevision: revision & 0x0f,
        providesDeviceSdrs: isSet(revision, 7),
        deviceAvailable: !isSet(major, 7),
        firmwareMajorRevision: major & 0x7f,
        firmwareMinorRevision: (minor >>> 4) * 10 + (minor & 0x0f),
        firmwareRevision: revisionText(major & 0x7f, minor),
        ipmiMajorVersion: ipmiVersion & 0x0f,
        ipmiMinorVersion: ipmiVersion >>> 4,
        additionalDeviceSupport: decodeSupport(support),
        manufacturerId: reader.u24("manufacturerId") & 0xfffff,
        productId: reader.u16("productId"),
      };
      if (reader.remaining === 0) return response;
      // Optional (IPMI v2.0 §20.1); some controllers send one byte of it.
      const auxiliaryFirmwareRevision = reader.bytes(Math.min(reader.remaining, 4), "auxiliaryFirmwareRevision");
      return { ...response, auxiliaryFirmwareRevision };
    },
  },
};

/**
 * A firmware revision as text: the minor one always has two digits.
 *
 * @example
 * ```ts
 * firmwareRevisionText(9, 8); // "9.08"
 * ```
 */
export function firmwareRevisionText(major: number, minor: number): string {
  return revisionText(major, toBcd(minor));
}

/** Shows the minor revision's nibbles as they are, so that what is no BCD is not taken for another number. */
function revisionText(major: number, minorBcd: number): string {
  return `${major}.${minorBcd.toString(16).padStart(2, "0")}`;
}

function toBcd(value: number): number {
  return (Math.floor(value / 10) << 4) | (value % 10);
}

function encodeSupport(support: AdditionalDeviceSupport): number {
  return supportBits.reduce((bits, name, position) => bits | bit(position, support[name]), 0);
}

function decodeSupport(bits: number): AdditionalDeviceSupport {
  return {
    chassis: isSet(bits, 7),
    bridge: isSet(bits, 6),
    ipmbEventGenerator: isSet(bits, 5),
    ipmbEventReceiver: isSet(bits, 4),
    fruInventory: isSet(bits, 3),
    sel: isSet(bits, 2),
    sdrRepository: isSet(bits, 1),
    sensor: isSet(bits, 0),
  };
}

const supportBits = [
  "sensor",
  "sdrRepository",
  "sel",
  "fruInventory",
  "ipmbEventReceiver",
  "ipmbEventGenerator",
  "bridge",
  "chassis",
] as const;
