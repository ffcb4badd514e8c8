import type { GetDeviceIdResponse } from "@ruipmi/commands";
import { type AccountsState, createAccounts } from "./accounts/index.ts";
import { type BootState, createBoot } from "./boot/index.ts";
import { createDcmi, type DcmiState } from "./dcmi/index.ts";
import { createFru, type FruState } from "./fru/index.ts";
import { createIdentity, type IdentityState } from "./identity/index.ts";
import { createLan, type LanState } from "./lan/index.ts";
import { createPef, type PefState } from "./pef/index.ts";
import { type ChassisState, createChassis } from "./power.ts";
import { type BridgeMode, createSatellites, type SatelliteController } from "./satellite.ts";
import { createSdr, type SdrState } from "./sdr/index.ts";
import { createSel, type SelState } from "./sel/index.ts";
import { createSensors, type SensorsState } from "./sensors/index.ts";
import { createSol, type SolState } from "./sol/index.ts";
import { createWatchdog, type WatchdogState } from "./watchdog/index.ts";

/** The machine behind the managed system: plain state that a test reads and sets at any time. */
export interface BmcDevice {
  /** The managed system's GUID, 16 bytes in the order of the wire: GUIDc. */
  guid: Uint8Array;
  /** What Get Device ID answers. */
  deviceId: GetDeviceIdResponse;
  /** Power and all that Get Chassis Status tells. */
  chassis: ChassisState;
  /** Boot options, restart cause and power-on hours. */
  boot: BootState;
  /** The watchdog timer. */
  watchdog: WatchdogState;
  /** Self test, GUIDs and power states. */
  identity: IdentityState;
  /** Users and channels as they may be read and set. */
  accounts: AccountsState;
  /** The LAN configuration. */
  lan: LanState;
  /** Platform event filtering. */
  pef: PefState;
  /** The system event log. */
  sel: SelState;
  /** The SDR repository. */
  sdr: SdrState;
  /** The sensors. */
  sensors: SensorsState;
  /** The FRU inventory. */
  fru: FruState;
  /** Serial over LAN. */
  sol: SolState;
  /** DCMI. */
  dcmi: DcmiState;
  /** The controllers reached by bridging. */
  satellites: SatelliteController[];
  /** How answers come over the bridge. */
  bridgeMode: BridgeMode;
}

/** A sensible machine: IPMI v2.0, firmware 1.05, power on, a few controllers behind the IPMB. */
export function createDevice(options: Partial<BmcDevice> = {}): BmcDevice {
  const deviceId = options.deviceId ?? defaultDeviceId();
  return {
    guid: Uint8Array.from(options.guid ?? defaultGuid),
    deviceId,
    chassis: options.chassis ?? createChassis(),
    boot: options.boot ?? createBoot(),
    watchdog: options.watchdog ?? createWatchdog(),
    identity: options.identity ?? createIdentity(),
    accounts: options.accounts ?? createAccounts(),
    lan: options.lan ?? createLan(),
    pef: options.pef ?? createPef(),
    sel: options.sel ?? createSel(),
    sdr: options.sdr ?? createSdr(),
    sensors: options.sensors ?? createSensors(),
    fru: options.fru ?? createFru(),
    sol: options.sol ?? createSol(),
    dcmi: options.dcmi ?? createDcmi(),
    satellites: options.satellites ?? createSatellites(deviceId),
    bridgeMode: options.bridgeMode ?? "separate",
  };
}

function defaultDeviceId(): GetDeviceIdResponse {
  return {
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
      // Send Message it has; a bridge to other chassis, with commands of network function 02h, it has not.
      bridge: false,
      ipmbEventGenerator: false,
      ipmbEventReceiver: true,
      fruInventory: true,
      sel: true,
      sdrRepository: true,
      sensor: true,
    },
    manufacturerId: 7154, // the IPMI forum's own number
    productId: 0x0201,
    auxiliaryFirmwareRevision: Uint8Array.of(0, 0, 0, 0),
  };
}

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
