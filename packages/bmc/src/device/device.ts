import type { GetDeviceIdResponse } from "@ruipmi/commands";
import { type ChassisState, createChassis } from "./power.ts";
import { type BridgeMode, createSatellites, type SatelliteController } from "./satellite.ts";

/** The machine behind the managed system: plain state that a test reads and sets at any time. */
export interface BmcDevice {
  /** The managed system's GUID, 16 bytes in the order of the wire: GUIDc. */
  guid: Uint8Array;
  /** What Get Device ID answers. */
  deviceId: GetDeviceIdResponse;
  /** Power and all that Get Chassis Status tells. */
  chassis: ChassisState;
  /** The controllers reached by bridging. */
  satellites: SatelliteController[];
  /** How answers come over the bridge. */
  bridgeMode: BridgeMode;
}

/** A sensible machine: IPMI v2.0, firmware 1.05, power on, a few controllers behind the IPMB. */
export function createDevice(options: Partial<BmcDevice> = {}): BmcDevice {
  const deviceId = options.deviceId ?? defaultDeviceId;
  return {
    guid: Uint8Array.from(options.guid ?? defaultGuid),
    deviceId,
    chassis: options.chassis ?? createChassis(),
    satellites: options.satellites ?? createSatellites(deviceId),
    bridgeMode: options.bridgeMode ?? "separate",
  };
}

const defaultDeviceId: GetDeviceIdResponse = {
  deviceId: 0x20,
  deviceRevision: 1,
  providesDeviceSdrs: false,
  deviceAvailable: true,
  firmwareMajorRevision: 1,
  firmwareMinorRevision: 5,
  firmwareRevision: "1.05",
  ipmiMajorVersion: 2,
  ipmiMinorVersion: 0,
  additionalDeviceSupport: {
    chassis: true,
    bridge: true,
    ipmbEventGenerator: false,
    ipmbEventReceiver: false,
    fruInventory: false,
    sel: false,
    sdrRepository: false,
    sensor: false,
  },
  manufacturerId: 7154, // the IPMI forum's own number
  productId: 0x0201,
  auxiliaryFirmwareRevision: Uint8Array.of(0, 0, 0, 0),
};

// A version 4 UUID drawn once, in the byte order of the wire.
const defaultGuid = Uint8Array.of(
  0x5e,
  0x1c,
  0xa8,
  0x3f,
  0x90,
  0x27,
  0x4b,
  0x9d,
  0x84,
  0x46,
  0xd2,
  0x1b,
  0x6f,
  0x75,
  0x30,
  0xe8,
);
