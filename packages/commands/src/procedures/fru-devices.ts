import { all, type CallOptions, type Procedure, type Settled } from "@ruipmi/core/wire";
import { typeLengthText } from "../formats/type-length.ts";
import type { FruDeviceLocatorRecord } from "../sdr/records/fru-device-locator.ts";
import type { McDeviceLocatorRecord } from "../sdr/records/mc-device-locator.ts";
import type { SdrRecord } from "../sdr/records/sdr-record.ts";
import { type FruReading, readFru } from "./read-fru.ts";
import { bmcAddress } from "./sensor-address.ts";

/** Where a FRU's inventory is. */
export interface FruPlace {
  /** What names it: `builtIn` every controller's device 0, `controller` that of a controller with a record of its own, `locator` a FRU device locator record. */
  readonly origin: "builtIn" | "controller" | "locator";
  /** What the record calls it; `Builtin FRU Device` for the controller's own. */
  readonly name: string;
  /** 0–254. */
  readonly fruDeviceId: number;
  /** What is in it (IPMI v2.0 table 43-12): only `inventory` has areas; `dimm` is a memory's SPD. */
  readonly content: "inventory" | "dimm" | "unsupported";
  /** How its controller is reached. */
  readonly call: CallOptions;
}

/** A FRU of {@link readFruDevices}. */
export interface FruPlaceReading {
  /** Where it is. */
  readonly place: FruPlace;
  /** What it says, or why that is not known; absent for one that has no areas. */
  readonly reading?: Settled<FruReading>;
}

/** Whose records are looked through. */
export interface FruPlacesOptions {
  /** Slave address of the controller that the records were read from; 20h, the BMC, by default. */
  readonly controllerAddress?: number;
  /** How that controller is reached. */
  readonly call?: CallOptions;
}

/**
 * Where there are FRUs: device 0 of the controller, and what the records of its SDR repository name, device 0 of other
 * controllers included (IPMI v2.0 §43.8, §43.9). A record that names device 0 of the BMC is the first one again.
 *
 * @example
 * ```ts
 * const { entries } = yield* readSdrRepository();
 * const places = fruPlaces(entries.map(({ record }) => record));
 * ```
 */
export function fruPlaces(records: readonly SdrRecord[], options: FruPlacesOptions = {}): readonly FruPlace[] {
  const { call = {} } = options;
  const builtIn: FruPlace = {
    origin: "builtIn",
    name: "Builtin FRU Device",
    fruDeviceId: 0,
    content: "inventory",
    call,
  };
  const found = records.map((record) => {
    if (record.kind === "mcDeviceLocator") return controllerPlace(record, options);
    return record.kind === "fruDeviceLocator" ? locatorPlace(record, options) : undefined;
  });
  return [builtIn, ...found.filter((place) => place !== undefined)];
}

/**
 * Reads the FRUs of these places, some of them side by side. One that cannot be read does not end it.
 *
 * @example
 * ```ts
 * for (const { place, reading } of yield* readFruDevices(places)) {
 *   if (reading?.status === "fulfilled") show(place.name, reading.value.inventory.product?.productName);
 * }
 * ```
 */
export function* readFruDevices(places: readonly FruPlace[]): Procedure<readonly FruPlaceReading[]> {
  const readings: FruPlaceReading[] = [];
  for (let first = 0; first < places.length; first += devicesAtOnce) {
    const batch = places.slice(first, first + devicesAtOnce);
    const readable = batch.filter(({ content }) => content === "inventory");
    const settled = yield* all(readable.map(({ fruDeviceId, call }) => readFru(fruDeviceId, { call })));
    for (const place of batch) {
      const reading = settled[readable.indexOf(place)];
      readings.push(reading === undefined ? { place } : { place, reading });
    }
  }
  return readings;
}

function controllerPlace(record: McDeviceLocatorRecord, options: FruPlacesOptions): FruPlace | undefined {
  const { controllerAddress = bmcAddress } = options;
  const { deviceSlaveAddress, channelNumber, deviceCapabilities, idString } = record;
  if (!deviceCapabilities.fruInventory || deviceSlaveAddress === controllerAddress) return undefined;
  return {
    origin: "controller",
    name: typeLengthText(idString),
    fruDeviceId: 0,
    content: "inventory",
    call: callTo(deviceSlaveAddress, channelNumber, 0, options),
  };
}

function locatorPlace(record: FruDeviceLocatorRecord, options: FruPlacesOptions): FruPlace | undefined {
  const { deviceAccessAddress, fruDeviceId, isLogicalDevice, lun, channelNumber, idString } = record;
  const { deviceType, deviceTypeModifier } = record;
  if (!isLogicalDevice) return undefined;
  // An EEPROM (08h–0Fh) behind a controller counts only where it is said to be a FRU inventory (IPMI v2.0 table 43-12).
  const isEeprom = deviceType >= 0x08 && deviceType <= 0x0f;
  if (deviceType !== logicalFruDevice && !(isEeprom && deviceTypeModifier === fruInventoryModifier)) return undefined;
  if (deviceAccessAddress === bmcAddress && fruDeviceId === 0) return undefined;
  return {
    origin: "locator",
    name: typeLengthText(idString),
    fruDeviceId,
    content: contents[deviceTypeModifier] ?? "unsupported",
    call: callTo(deviceAccessAddress, channelNumber, lun, options),
  };
}

/** The controller whose records they are is reached as it is reached anyhow, any other one over a bridge. */
function callTo(address: number, targetChannel: number, lun: number, options: FruPlacesOptions): CallOptions {
  const { controllerAddress = bmcAddress, call = {} } = options;
  const { bridge, ...direct } = call;
  const isItself = address === controllerAddress || address === 0;
  if (isItself && bridge === undefined) return lun === 0 ? call : { ...call, lun };
  const path = isItself ? bridge! : { targetAddress: address, targetChannel };
  return { ...direct, bridge: lun === 0 ? path : { ...path, targetLun: lun } };
}

const devicesAtOnce = 4;
const logicalFruDevice = 0x10;
const fruInventoryModifier = 2;
/** By the device type modifier (IPMI v2.0 table 43-12). */
const contents: readonly FruPlace["content"][] = ["inventory", "dimm", "inventory"];
