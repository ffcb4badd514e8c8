import {
  type BoardInfo,
  type ChassisInfo,
  type FruField,
  type FruInventory,
  type FruMultiRecord,
  fruInventory,
  type ProductInfo,
} from "@ruipmi/commands";
import { encodeToBytes } from "@ruipmi/core/wire";
import type { FruDeviceState, FruState } from "../../device/fru/fru-state.ts";
import { createFru } from "../../device/fru/index.ts";
import { checked, type DefinedShape, defined, field, list, object, optionalField } from "../compounds.ts";
import { requireDistinct } from "../distinct.ts";
import { byte, flag, hexBytes, text, whole } from "../scalars.ts";
import { DescriptionError, keyAt, type Shape } from "../shape.ts";
import { typeLengthShape } from "./type-length.ts";

/** 1996-01-01 00:00 UTC, in seconds since 1970: where manufacturing times begin. */
const firstMinute = 820_454_400;

const plain = text(63);

/** Text, or where it is stored in another way an object that says which. */
export const fruField: DefinedShape<FruField> = defined("fruField", {
  schema: () => ({ anyOf: [plain.schema(), typeLengthShape.schema()] }),
  read: (value, at) => (typeof value === "object" ? typeLengthShape.read(value, at) : plain.read(value, at)),
  write: (value) => (typeof value === "string" ? value : typeLengthShape.write(value)),
});

const customFields = optionalField<readonly FruField[]>(list(fruField, 64), "The manufacturer's own fields.");
const partNumber = optionalField(fruField, "Part number.");
const serialNumber = optionalField(fruField, "Serial number.");
const manufacturer = optionalField(fruField, "Manufacturer.");
const productName = optionalField(fruField, "What it is called.");
const fruFileId = optionalField(fruField, "Which file it was written from.");
const languageCode = field(byte, "Language of its text; 25 is English.");

const chassisInfo = object<ChassisInfo, keyof ChassisInfo>(
  { chassisType: field(byte, "As in SMBIOS: 23 is a rack mount chassis."), partNumber, serialNumber, customFields },
  () => ({ chassisType: 23 }),
);

const boardInfo = object<BoardInfo, keyof BoardInfo>(
  {
    languageCode,
    manufacturingTime: optionalField(
      whole({ least: firstMinute, most: firstMinute + 0xff_ffff * 60 }),
      "When it was made, in seconds since 1970, whole minutes from 1996 on.",
    ),
    manufacturer,
    productName,
    serialNumber,
    partNumber,
    fruFileId,
    customFields,
  },
  () => ({ languageCode: 25 }),
);

const productInfo = object<ProductInfo, keyof ProductInfo>(
  {
    languageCode,
    manufacturer,
    productName,
    partNumber,
    version: optionalField(fruField, "Version."),
    serialNumber,
    assetTag: optionalField(fruField, "Asset tag."),
    fruFileId,
    customFields,
  },
  () => ({ languageCode: 25 }),
);

const multiRecord = object<FruMultiRecord, keyof FruMultiRecord>(
  {
    recordTypeId: field(byte, "0 power supply information, 1 DC output, 2 DC load, 192 and more the manufacturer's."),
    data: field(hexBytes({ most: 255 }), "What it says."),
  },
  () => ({}),
);

const inventory = object<FruInventory, keyof FruInventory>(
  {
    internalUse: optionalField(hexBytes({ most: 2039 }), "The manufacturer's own bytes."),
    chassis: optionalField(chassisInfo, "The chassis that it is."),
    board: optionalField(boardInfo, "The board that it is."),
    product: optionalField(productInfo, "The product that it is."),
    multiRecords: optionalField<readonly FruMultiRecord[]>(list(multiRecord, 64), "Further records."),
  },
  () => ({}),
);

const device: Shape<FruDeviceState> = checked(
  object<FruDeviceState, Exclude<keyof FruDeviceState, "image">>(
    {
      fruDeviceId: field(whole({ least: 0, most: 254 }), "0 is the FRU that the controller is on."),
      name: field(text(16), "What its locator in the SDR repository calls it."),
      entityId: field(byte, "What it is (IPMI v2.0 table 43-13): 7 system board, 10 power supply, 32 memory device."),
      entityInstance: field(whole({ least: 0, most: 0x7f }), "Which of them."),
      inventory: field(inventory, "What it says of itself."),
      areaSize: field(whole({ least: 8, most: 0xffff }), "Bytes of the device."),
      writeProtected: field(flag, "Whether nothing may be written."),
    },
    () => ({ entityInstance: 1, areaSize: 256, inventory: {}, writeProtected: false, image: undefined }),
  ),
  ({ inventory: content, areaSize }, at) => {
    const { length } = encodeToBytes(fruInventory, content);
    if (length <= areaSize) return;
    throw new DescriptionError(
      keyAt(at, "areaSize"),
      `the inventory has ${length} bytes, and ${areaSize} is too small`,
    );
  },
);

/** The FRU inventory. */
export const fruShape: Shape<FruState> = object<FruState, "devices">(
  {
    devices: field(
      checked(list(device, 255), (all, at) => requireDistinct(all, at, "fruDeviceId", (each) => each.fruDeviceId)),
      "The devices.",
    ),
  },
  createFru,
);
