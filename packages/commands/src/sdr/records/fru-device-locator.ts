/**
 * FRU Device Locator Record, type 11h (IPMI v2.0 §43.8), after the header:
 *
 * | byte | meaning                                                                             |
 * |------|-------------------------------------------------------------------------------------|
 * | 0    | 7:1 slave address of the controller that has the FRU, 0 for a device on the IPMB    |
 * | 1    | logical: FRU device ID; otherwise the device's slave address                        |
 * | 2    | 7: logical; 4:3 LUN; 2:0 private bus                                                |
 * | 3    | 7:4 channel                                                                         |
 * | 4    | reserved                                                                            |
 * | 5:6  | device type and its modifier: 10h/00h is a logical FRU device                       |
 * | 7:8  | entity                                                                              |
 * | 9    | OEM                                                                                 |
 * | 10…  | ID string with type/length                                                          |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import type { TypeLengthString } from "../../formats/type-length.ts";
import { decodeIdString, encodeIdString } from "./id-string.ts";
import type { SdrHeader } from "./record-header.ts";
import { decodeEntity, type Entity, encodeEntity } from "./sensor-identity.ts";

/** Where FRU inventory data is, but who holds the record. */
export interface FruDeviceLocatorBody {
  /** The controller's slave address, 8 bits with the low one 0; 0 for a device that sits on the IPMB itself. */
  readonly deviceAccessAddress: number;
  /** Where `isLogicalDevice`, what FRU commands name; otherwise the device's slave address. */
  readonly fruDeviceId: number;
  /** Whether FRU commands read it; otherwise it is a memory on a bus, read by Master Write-Read. */
  readonly isLogicalDevice: boolean;
  /** The controller's LUN, 0–3. */
  readonly lun: number;
  /** The bus behind the controller, 0–7. */
  readonly privateBusId: number;
  /** The channel that leads to the controller, 0–15. */
  readonly channelNumber: number;
  /** What kind of device (IPMI v2.0 table 43-12): 10h is FRU inventory behind a controller. */
  readonly deviceType: number;
  /** What is in it: with device type 10h, 0 is IPMI FRU inventory. */
  readonly deviceTypeModifier: number;
  /** What the data describes. */
  readonly entity: Entity;
  /** An OEM's, 0–255. */
  readonly oem: number;
  /** The FRU's name. */
  readonly idString: TypeLengthString;
}

/** Where FRU inventory data is. */
export interface FruDeviceLocatorRecord extends SdrHeader, FruDeviceLocatorBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "fruDeviceLocator";
}

/** The record after its header, both ways. */
export const fruDeviceLocatorBody: Codec<FruDeviceLocatorBody> = {
  encode(value, writer) {
    writer
      .u8(value.deviceAccessAddress & 0xfe)
      .u8(value.fruDeviceId)
      .u8(bit(7, value.isLogicalDevice) | ((value.lun & 3) << 3) | (value.privateBusId & 7))
      .u8((value.channelNumber & 0x0f) << 4)
      .u8(0)
      .u8(value.deviceType)
      .u8(value.deviceTypeModifier);
    encodeEntity(value.entity, writer);
    writer.u8(value.oem);
    encodeIdString(value.idString, writer);
  },
  decode(reader) {
    const deviceAccessAddress = reader.u8("deviceAccessAddress") & 0xfe;
    const fruDeviceId = reader.u8("fruDeviceId");
    const bus = reader.u8("privateBusId");
    const channelNumber = reader.u8("channelNumber") >>> 4;
    reader.skip(1, "reserved");
    return {
      deviceAccessAddress,
      fruDeviceId,
      isLogicalDevice: isSet(bus, 7),
      lun: (bus >>> 3) & 3,
      privateBusId: bus & 7,
      channelNumber,
      deviceType: reader.u8("deviceType"),
      deviceTypeModifier: reader.u8("deviceTypeModifier"),
      entity: decodeEntity(reader),
      oem: reader.u8("oem"),
      idString: decodeIdString(reader),
    };
  },
};
