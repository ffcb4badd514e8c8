import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { call, type GetDeviceIdResponse, getDeviceId, type Procedure, progress } from "@ruipmi/core/wire";
import { type GetSelfTestResultsResponse, getSelfTestResults } from "../app/get-self-test-results.ts";
import { getSystemGuid } from "../app/get-system-guid.ts";
import { type GetChassisStatusResponse, getChassisStatus } from "../chassis/get-chassis-status.ts";
import type { LanParameterValues } from "../lan/lan-parameter-values.ts";
import type { SdrCache } from "../sdr/sdr-cache.ts";
import { type GetSelInfoResponse, getSelInfo } from "../sel/get-sel-info.ts";
import { manufacturerName } from "../vendors/manufacturers.ts";
import { productName } from "../vendors/products.ts";
import { type FruPlaceReading, fruPlaces, readFruDevices } from "./fru-devices.ts";
import { findLanChannel, readLanConfiguration } from "./lan-configuration.ts";
import { readSdrRepository, type SdrRepository } from "./sdr-repository.ts";

/** What {@link readInventory} can find out, in the order in which it does. */
export const inventoryParts = ["guid", "selfTest", "chassis", "lan", "sel", "sdr", "fru"] as const;

/** One of {@link inventoryParts}. */
export type InventoryPart = (typeof inventoryParts)[number];

/** How {@link readInventory} goes about it. */
export interface ReadInventoryOptions {
  /** What to find out, besides who the controller is; everything by default. */
  readonly parts?: readonly InventoryPart[];
  /** A copy of the SDR repository from before: see {@link readSdrRepository}. */
  readonly sdrCache?: SdrCache;
}

/** What {@link readInventory} reports with `progress` before each part; the procedures in it report their own besides. */
export interface InventoryProgress {
  /** What is found out next. */
  readonly part: InventoryPart;
  /** How many parts are done. */
  readonly done: number;
  /** How many there are. */
  readonly total: number;
}

/** The parameters of {@link InventoryLan}. */
export type InventoryLanParameter = "ipAddress" | "subnetMask" | "macAddress" | "defaultGateway";

/** A LAN channel of an {@link Inventory}. */
export interface InventoryLan {
  /** 1–11. */
  readonly channelNumber: number;
  /** What the managed system has of its addresses. */
  readonly parameters: Readonly<Partial<Pick<LanParameterValues, InventoryLanParameter>>>;
}

/** What a repository's records come to. */
export interface InventorySdr {
  /** How many records there are. */
  readonly records: number;
  /** How many of them are sensors that can be read: full and compact ones. */
  readonly sensors: number;
  /** The copy for the next time. */
  readonly cache: SdrCache;
}

/** A part that could not be found out. */
export interface MissingInventoryPart {
  /** Which. */
  readonly part: InventoryPart;
  /** Why: a refusal, or bytes that mean nothing. */
  readonly error: RefusalError | MalformedMessageError;
}

/** What there is to a managed system. What it does not say is absent, and {@link Inventory.missing} says why. */
export interface Inventory {
  /** Who the controller is. */
  readonly device: GetDeviceIdResponse;
  /** Its manufacturer, where this package knows it. */
  readonly manufacturerName?: string;
  /** What product it is, where this package knows it. */
  readonly productName?: string;
  /** The managed system's GUID, 16 bytes in the order of the wire. */
  readonly guid?: Uint8Array;
  /** What the self test found. */
  readonly selfTest?: GetSelfTestResultsResponse;
  /** Power, faults, intrusion. */
  readonly chassis?: GetChassisStatusResponse;
  /** Its first LAN channel. */
  readonly lan?: InventoryLan;
  /** How its event log is. */
  readonly sel?: GetSelInfoResponse;
  /** How many records and sensors it has. */
  readonly sdr?: InventorySdr;
  /** Its FRUs, those that the repository names included where `sdr` was asked for. */
  readonly fru?: readonly FruPlaceReading[];
  /** What could not be found out; empty as a rule. */
  readonly missing: readonly MissingInventoryPart[];
}

/**
 * Finds out what there is to a managed system: who it is, its addresses, log, sensors and FRUs, as one value. A part that is
 * refused or makes no sense does not end it.
 *
 * @throws the refusal of Get Device ID, and whatever ends a session
 *
 * @example
 * ```ts
 * const { device, lan, sdr, missing } = yield* readInventory({ parts: ["lan", "sdr"] });
 * ```
 */
export function* readInventory(options: ReadInventoryOptions = {}): Procedure<Inventory> {
  const { parts = inventoryParts } = options;
  const device = yield* call(getDeviceId, undefined);
  const found: Partial<Record<InventoryPart, unknown>> = {};
  const missing: MissingInventoryPart[] = [];
  let repository: SdrRepository | undefined;
  const wanted = inventoryParts.filter((part) => parts.includes(part));
  for (const [done, part] of wanted.entries()) {
    yield* progress({ part, done, total: wanted.length } satisfies InventoryProgress);
    try {
      if (part === "sdr") repository = yield* readSdrRepository(cacheOptions(options));
      found[part] = yield* readPart(part, repository);
    } catch (error) {
      if (!(error instanceof RefusalError || error instanceof MalformedMessageError)) throw error;
      missing.push({ part, error });
    }
  }
  return { device, ...namesOf(device), ...(found as Partial<Omit<Inventory, "device" | "missing">>), missing };
}

function* readPart(part: InventoryPart, repository: SdrRepository | undefined): Procedure<unknown> {
  switch (part) {
    case "guid":
      return (yield* call(getSystemGuid, undefined)).guid;
    case "selfTest":
      return yield* call(getSelfTestResults, undefined);
    case "chassis":
      return yield* call(getChassisStatus, undefined);
    case "lan":
      return yield* readLan();
    case "sel":
      return yield* call(getSelInfo, undefined);
    case "sdr":
      return summaryOf(repository!);
    case "fru":
      return yield* readFruDevices(fruPlaces((repository?.entries ?? []).map(({ record }) => record)));
  }
}

const lanNames: readonly InventoryLanParameter[] = ["ipAddress", "subnetMask", "macAddress", "defaultGateway"];

function* readLan(): Procedure<InventoryLan | undefined> {
  const channelNumber = yield* findLanChannel();
  if (channelNumber === undefined) return undefined;
  const { parameters } = yield* readLanConfiguration(channelNumber, lanNames);
  return { channelNumber, parameters };
}

function summaryOf({ entries, cache }: SdrRepository): InventorySdr {
  const sensors = entries.filter(({ record }) => record.kind === "fullSensor" || record.kind === "compactSensor");
  return { records: entries.length, sensors: sensors.length, cache };
}

function cacheOptions({ sdrCache }: ReadInventoryOptions): { readonly cache?: SdrCache } {
  return sdrCache === undefined ? {} : { cache: sdrCache };
}

function namesOf({
  manufacturerId,
  productId,
}: GetDeviceIdResponse): Pick<Inventory, "manufacturerName" | "productName"> {
  const maker = manufacturerName(manufacturerId);
  const product = productName(manufacturerId, productId);
  return {
    ...(maker === undefined ? {} : { manufacturerName: maker }),
    ...(product === undefined ? {} : { productName: product }),
  };
}
