import { type BmcDevice, createDevice } from "../device/device.ts";
import { accountsShape } from "./areas/accounts.ts";
import { bootShape } from "./areas/boot.ts";
import { chassisShape } from "./areas/chassis.ts";
import { dcmiShape } from "./areas/dcmi.ts";
import { deviceIdShape } from "./areas/device-id.ts";
import { fruField, fruShape } from "./areas/fru.ts";
import { identityShape } from "./areas/identity.ts";
import { lanShape } from "./areas/lan.ts";
import { pefShape } from "./areas/pef.ts";
import { satellitesShape } from "./areas/satellites.ts";
import { sdrShape } from "./areas/sdr.ts";
import { selShape } from "./areas/sel.ts";
import { sensorsShape } from "./areas/sensors.ts";
import { solShape } from "./areas/sol.ts";
import { watchdogShape } from "./areas/watchdog.ts";
import { type DefinedShape, field, object } from "./compounds.ts";
import { hexBytes, word } from "./scalars.ts";
import { DescriptionError, keyAt, type Shape } from "./shape.ts";

const plainShape: Shape<BmcDevice> = object<BmcDevice, keyof BmcDevice>(
  {
    guid: field(hexBytes({ least: 16, most: 16 }), "The managed system's GUID, in the byte order of the wire."),
    deviceId: field(deviceIdShape, "What Get Device ID answers."),
    identity: field(identityShape, "Self test, names and power states."),
    chassis: field(chassisShape, "Power and the chassis."),
    boot: field(bootShape, "Boot options, restart cause and power-on hours."),
    watchdog: field(watchdogShape, "The watchdog timer."),
    accounts: field(accountsShape, "Channels, and when users are suspended."),
    lan: field(lanShape, "The LAN configuration."),
    pef: field(pefShape, "Platform event filtering."),
    sol: field(solShape, "Serial over LAN."),
    sensors: field(sensorsShape, "The sensors."),
    sdr: field(sdrShape, "The SDR repository."),
    sel: field(selShape, "The system event log."),
    fru: field(fruShape, "The FRU inventory."),
    dcmi: field(dcmiShape, "DCMI."),
    satellites: field(satellitesShape, "The controllers reached by bridging."),
    bridgeMode: field(word(["separate", "embedded", "beforeAcknowledgement"]), "How answers come over the bridge."),
  },
  createDevice,
);

/** What a description may say of a machine. What it leaves out is as in {@link createDevice}. */
export const deviceShape: Shape<BmcDevice> = {
  ...plainShape,
  read(value, at, base) {
    const device = plainShape.read(value, at, base);
    if (hasPowerSensor(device)) return device;
    const { dcmi } = value as { readonly dcmi?: { readonly power?: object } };
    if (Object.hasOwn(dcmi?.power ?? {}, "sensorNumber"))
      throw new DescriptionError(
        keyAt(keyAt(keyAt(at, "dcmi"), "power"), "sensorNumber"),
        `there is no sensor ${device.dcmi.power.sensorNumber} with thresholds`,
      );
    return withoutPowerSensor(device);
  },
  write: (device, base) => plainShape.write(hasPowerSensor(device) ? device : withoutPowerSensor(device), base),
};

/** What the schema says once. */
export const definedShapes: readonly DefinedShape<never>[] = [fruField as DefinedShape<never>];

/** Whether the sensor that DCMI takes the system's power from is there, or none is meant. */
function hasPowerSensor({ dcmi, sensors }: BmcDevice): boolean {
  const wanted = dcmi.power.sensorNumber;
  return wanted === undefined || sensors.some(({ kind, number }) => kind === "threshold" && number === wanted);
}

/** Without the sensor that is not there, power is what DCMI itself says of it. */
function withoutPowerSensor(device: BmcDevice): BmcDevice {
  return { ...device, dcmi: { ...device.dcmi, power: { ...device.dcmi.power, sensorNumber: undefined } } };
}
