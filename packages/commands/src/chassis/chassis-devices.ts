/**
 * Who answers for a chassis, behind the flags of Get and Set Chassis Capabilities (IPMI v2.0 §28.1, §28.7): four
 * addresses, and a fifth that may be left out.
 */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** Who answers for a chassis: 8-bit IPMB addresses, 0 for none. */
export interface ChassisDevices {
  /** 8-bit IPMB address of the chassis FRU device; 0 for none. */
  readonly fruDeviceAddress: number;
  /** 8-bit IPMB address of the chassis SDR device. */
  readonly sdrDeviceAddress: number;
  /** 8-bit IPMB address of the chassis SEL device. */
  readonly selDeviceAddress: number;
  /** 8-bit IPMB address of the chassis system management device. */
  readonly systemManagementDeviceAddress: number;
  /** 8-bit IPMB address of the chassis bridge device; absent where the managed system does not tell, which means 20h. */
  readonly bridgeDeviceAddress?: number;
}

/** Writes the addresses. */
export function encodeChassisDevices(value: ChassisDevices, writer: ByteWriter): void {
  writer
    .u8(value.fruDeviceAddress)
    .u8(value.sdrDeviceAddress)
    .u8(value.selDeviceAddress)
    .u8(value.systemManagementDeviceAddress);
  if (value.bridgeDeviceAddress !== undefined) writer.u8(value.bridgeDeviceAddress);
}

/** Reads the addresses. */
export function decodeChassisDevices(reader: ByteReader): ChassisDevices {
  return {
    fruDeviceAddress: reader.u8("fruDeviceAddress"),
    sdrDeviceAddress: reader.u8("sdrDeviceAddress"),
    selDeviceAddress: reader.u8("selDeviceAddress"),
    systemManagementDeviceAddress: reader.u8("systemManagementDeviceAddress"),
    ...(reader.remaining === 0 ? undefined : { bridgeDeviceAddress: reader.u8("bridgeDeviceAddress") }),
  };
}
