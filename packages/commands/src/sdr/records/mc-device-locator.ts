/**
 * Management Controller Device Locator Record, type 12h (IPMI v2.0 §43.9), after the header:
 *
 * | byte | meaning                                                                                           |
 * |------|---------------------------------------------------------------------------------------------------|
 * | 0    | 7:1 slave address                                                                                 |
 * | 1    | 3:0 channel                                                                                       |
 * | 2    | wants to be told of 7: system, 6: device power states; 5: static; 3: logs, 2: logs errors of access; 1:0 event messages at initialization |
 * | 3    | 7: chassis; 6: bridge; 5: IPMB event generator; 4: IPMB event receiver; 3: FRU inventory; 2: SEL; 1: SDR repository; 0: sensor |
 * | 4:6  | reserved                                                                                          |
 * | 7:8  | entity                                                                                            |
 * | 9    | OEM                                                                                               |
 * | 10…  | ID string with type/length                                                                        |
 */
import { type AdditionalDeviceSupport, bit, type Codec, isSet } from "@ruipmi/core/wire";
import type { TypeLengthString } from "../../formats/type-length.ts";
import { decodeIdString, encodeIdString } from "./id-string.ts";
import type { SdrHeader } from "./record-header.ts";
import { decodeEntity, type Entity, encodeEntity } from "./sensor-identity.ts";

/** A management controller, but who holds the record. */
export interface McDeviceLocatorBody {
  /** Its slave address, 8 bits with the low one 0; 20h is the BMC. */
  readonly deviceSlaveAddress: number;
  /** The channel that leads to it, 0–15. */
  readonly channelNumber: number;
  /** Whether it is to be told of ACPI system power states. */
  readonly wantsSystemPowerState: boolean;
  /** Whether it is to be told of ACPI device power states. */
  readonly wantsDevicePowerState: boolean;
  /** Whether it is always there. */
  readonly isStatic: boolean;
  /** Whether the initialization agent logs errors of it. */
  readonly logsInitializationErrors: boolean;
  /** Whether errors of access to it are logged. */
  readonly logsAccessErrors: boolean;
  /** At initialization: 0 event messages are switched on, 1 off, 2 nothing is done; 3 is reserved. */
  readonly eventMessageInitialization: number;
  /** What it can do. */
  readonly deviceCapabilities: AdditionalDeviceSupport;
  /** What it belongs to. */
  readonly entity: Entity;
  /** An OEM's, 0–255. */
  readonly oem: number;
  /** Its name. */
  readonly idString: TypeLengthString;
}

/** A management controller. */
export interface McDeviceLocatorRecord extends SdrHeader, McDeviceLocatorBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "mcDeviceLocator";
}

/** The record after its header, both ways. */
export const mcDeviceLocatorBody: Codec<McDeviceLocatorBody> = {
  encode(value, writer) {
    writer
      .u8(value.deviceSlaveAddress & 0xfe)
      .u8(value.channelNumber & 0x0f)
      .u8(
        bit(7, value.wantsSystemPowerState) |
          bit(6, value.wantsDevicePowerState) |
          bit(5, value.isStatic) |
          bit(3, value.logsInitializationErrors) |
          bit(2, value.logsAccessErrors) |
          (value.eventMessageInitialization & 3),
      )
      .u8(encodeCapabilities(value.deviceCapabilities))
      .fill(0, 3);
    encodeEntity(value.entity, writer);
    writer.u8(value.oem);
    encodeIdString(value.idString, writer);
  },
  decode(reader) {
    const deviceSlaveAddress = reader.u8("deviceSlaveAddress") & 0xfe;
    const channelNumber = reader.u8("channelNumber") & 0x0f;
    const initialization = reader.u8("globalInitialization");
    const deviceCapabilities = decodeCapabilities(reader.u8("deviceCapabilities"));
    reader.skip(3, "reserved");
    return {
      deviceSlaveAddress,
      channelNumber,
      wantsSystemPowerState: isSet(initialization, 7),
      wantsDevicePowerState: isSet(initialization, 6),
      isStatic: isSet(initialization, 5),
      logsInitializationErrors: isSet(initialization, 3),
      logsAccessErrors: isSet(initialization, 2),
      eventMessageInitialization: initialization & 3,
      deviceCapabilities,
      entity: decodeEntity(reader),
      oem: reader.u8("oem"),
      idString: decodeIdString(reader),
    };
  },
};

/** In the order of their bits, the lowest first. */
const capabilityNames = [
  "sensor",
  "sdrRepository",
  "sel",
  "fruInventory",
  "ipmbEventReceiver",
  "ipmbEventGenerator",
  "bridge",
  "chassis",
] as const satisfies readonly (keyof AdditionalDeviceSupport)[];

function encodeCapabilities(value: AdditionalDeviceSupport): number {
  return capabilityNames.reduce((bits, name, position) => bits | bit(position, value[name]), 0);
}

function decodeCapabilities(bits: number): AdditionalDeviceSupport {
  const entries = capabilityNames.map((name, position) => [name, isSet(bits, position)]);
  return Object.fromEntries(entries) as AdditionalDeviceSupport;
}
