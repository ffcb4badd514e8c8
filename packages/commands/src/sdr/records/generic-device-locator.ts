/**
 * Generic Device Locator Record, type 10h (IPMI v2.0 §43.7), after the header:
 *
 * | byte | meaning                                                                          |
 * |------|----------------------------------------------------------------------------------|
 * | 0    | 7:1 slave address of the controller that leads to it, 0 for one on the IPMB      |
 * | 1    | 7:1 the device's slave address; 0: channel, high bit                             |
 * | 2    | 7:5 channel, low bits; 4:3 LUN; 2:0 private bus                                  |
 * | 3    | 7:5 address span: how many addresses more than one it takes                      |
 * | 4    | reserved                                                                         |
 * | 5:6  | device type and its modifier                                                     |
 * | 7:8  | entity                                                                           |
 * | 9    | OEM                                                                              |
 * | 10…  | ID string with type/length                                                       |
 */
import type { Codec } from "@ruipmi/core/wire";
import type { TypeLengthString } from "../../formats/type-length.ts";
import { decodeIdString, encodeIdString } from "./id-string.ts";
import type { SdrHeader } from "./record-header.ts";
import { decodeEntity, type Entity, encodeEntity } from "./sensor-identity.ts";

/** A device that is neither FRU nor controller, but who holds the record. */
export interface GenericDeviceLocatorBody {
  /** The slave address of the controller that leads to it, 8 bits with the low one 0; 0 for a device on the IPMB. */
  readonly deviceAccessAddress: number;
  /** The device's own slave address, 8 bits with the low one 0. */
  readonly deviceSlaveAddress: number;
  /** The channel that leads to the controller, 0–15. */
  readonly channelNumber: number;
  /** The controller's LUN for Master Write-Read, 0–3. */
  readonly lun: number;
  /** The bus behind the controller, 0–7. */
  readonly privateBusId: number;
  /** How many addresses it takes beyond its first, 0–7. */
  readonly addressSpan: number;
  /** What kind of device (IPMI v2.0 table 43-12). */
  readonly deviceType: number;
  /** More of that. */
  readonly deviceTypeModifier: number;
  /** What it belongs to. */
  readonly entity: Entity;
  /** An OEM's, 0–255. */
  readonly oem: number;
  /** Its name. */
  readonly idString: TypeLengthString;
}

/** A device that is neither FRU nor controller. */
export interface GenericDeviceLocatorRecord extends SdrHeader, GenericDeviceLocatorBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "genericDeviceLocator";
}

/** The record after its header, both ways. */
export const genericDeviceLocatorBody: Codec<GenericDeviceLocatorBody> = {
  encode(value, writer) {
    const { channelNumber } = value;
    writer
      .u8(value.deviceAccessAddress & 0xfe)
      .u8((value.deviceSlaveAddress & 0xfe) | ((channelNumber >>> 3) & 1))
      .u8(((channelNumber & 7) << 5) | ((value.lun & 3) << 3) | (value.privateBusId & 7))
      .u8((value.addressSpan & 7) << 5)
      .u8(0)
      .u8(value.deviceType)
      .u8(value.deviceTypeModifier);
    encodeEntity(value.entity, writer);
    writer.u8(value.oem);
    encodeIdString(value.idString, writer);
  },
  decode(reader) {
    const deviceAccessAddress = reader.u8("deviceAccessAddress") & 0xfe;
    const slave = reader.u8("deviceSlaveAddress");
    const bus = reader.u8("privateBusId");
    const addressSpan = reader.u8("addressSpan") >>> 5;
    reader.skip(1, "reserved");
    return {
      deviceAccessAddress,
      deviceSlaveAddress: slave & 0xfe,
      channelNumber: ((slave & 1) << 3) | (bus >>> 5),
      lun: (bus >>> 3) & 3,
      privateBusId: bus & 7,
      addressSpan,
      deviceType: reader.u8("deviceType"),
      deviceTypeModifier: reader.u8("deviceTypeModifier"),
      entity: decodeEntity(reader),
      oem: reader.u8("oem"),
      idString: decodeIdString(reader),
    };
  },
};
