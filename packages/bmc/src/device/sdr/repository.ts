import { encodeSdrRecord, latin1, type McDeviceLocatorRecord, type SdrContent, sdrVersion15 } from "@ruipmi/commands";
import { BMC_SLAVE_ADDRESS } from "@ruipmi/core/wire";
import type { BmcDevice } from "../device.ts";
import { sensorRecord } from "./sensor-record.ts";

/** A record in its place. */
export interface RepositoryRecord {
  /** 0001h and up, without gaps. */
  readonly recordId: number;
  /** The record after this one; `undefined` after the last. */
  readonly nextRecordId: number | undefined;
  /** Encodes it, header included. */
  bytes(): Uint8Array;
}

/** Most records that a repository has; more sensors and FRU devices than a BMC can number never have one. */
const maxRecords = 1024;

/** The records in their order; each is encoded only when it is read. */
export function repositoryRecords(device: BmcDevice): readonly RepositoryRecord[] {
  const { sdr, sensors, fru } = device;
  const makers: (() => SdrContent)[] = [
    ...(sdr.controllerName === "" ? [] : [() => controllerLocator(device)]),
    ...sensors.map((sensor) => () => sensorRecord(sensor)),
    ...fru.devices
      .filter(({ fruDeviceId }) => fruDeviceId !== 0)
      .map((fruDevice) => (): SdrContent => fruLocator(fruDevice)),
    ...sdr.records.map((record) => () => record),
  ].slice(0, maxRecords);
  return makers.map((make, index) => ({
    recordId: index + 1,
    nextRecordId: index + 1 < makers.length ? index + 2 : undefined,
    bytes: () => encodeSdrRecord({ recordId: index + 1, sdrVersion: sdrVersion15, ...make() }),
  }));
}

function controllerLocator({ deviceId, sdr }: BmcDevice): SdrContent {
  const content: Omit<McDeviceLocatorRecord, "recordId" | "sdrVersion"> = {
    kind: "mcDeviceLocator",
    deviceSlaveAddress: BMC_SLAVE_ADDRESS,
    channelNumber: 0,
    wantsSystemPowerState: false,
    wantsDevicePowerState: false,
    isStatic: true,
    logsInitializationErrors: false,
    logsAccessErrors: false,
    eventMessageInitialization: 0,
    deviceCapabilities: deviceId.additionalDeviceSupport,
    entity: { entityId: 46, entityInstance: 1, isLogical: false },
    oem: 0,
    idString: latin1(sdr.controllerName),
  };
  return content;
}

function fruLocator(fruDevice: BmcDevice["fru"]["devices"][number]): SdrContent {
  const { fruDeviceId, name, entityId, entityInstance } = fruDevice;
  return {
    kind: "fruDeviceLocator",
    deviceAccessAddress: BMC_SLAVE_ADDRESS,
    fruDeviceId,
    isLogicalDevice: true,
    lun: 0,
    privateBusId: 0,
    channelNumber: 0,
    // IPMI v2.0 table 43-12: FRU inventory device behind a management controller.
    deviceType: 0x10,
    deviceTypeModifier: 0,
    entity: { entityId, entityInstance, isLogical: false },
    oem: 0,
    idString: latin1(name),
  };
}
