import type { FruInventory } from "@ruipmi/commands";
import type { FruDeviceState } from "./fru-state.ts";

/** The FRUs of the machine that nobody described. */
export function defaultFruDevices(): FruDeviceState[] {
  return [
    fruDevice(0, "System Board", 7, 1, systemBoard(), 1024),
    fruDevice(1, "PSU1", 10, 1, powerSupply("RU24P80A10041")),
    fruDevice(2, "PSU2", 10, 2, powerSupply("RU24P80A10057")),
    fruDevice(3, "DIMM A1", 32, 1, dimm("8E01C0A1")),
    fruDevice(4, "DIMM A2", 32, 2, dimm("8E01C0B7")),
    fruDevice(5, "DIMM B1", 32, 3, dimm("8E01C0C4")),
    fruDevice(6, "DIMM B2", 32, 4, dimm("8E01C0D2")),
  ];
}

function fruDevice(
  fruDeviceId: number,
  name: string,
  entityId: number,
  entityInstance: number,
  inventory: FruInventory,
  areaSize = 256,
): FruDeviceState {
  return { fruDeviceId, name, entityId, entityInstance, inventory, areaSize, writeProtected: false, image: undefined };
}

const english = 25;

function systemBoard(): FruInventory {
  return {
    chassis: { chassisType: 0x17, partNumber: "RUC-2U-12", serialNumber: "RUC2439000172", customFields: ["Bay A"] },
    board: {
      languageCode: english,
      manufacturingTime: 1_726_650_000, // 2024-09-18 09:00 UTC
      manufacturer: "ruipmi",
      productName: "RUB-2S Main Board",
      serialNumber: "RUB2438004711",
      partNumber: "RUB-2S-R3",
      fruFileId: "rub2s.fru 1.2",
    },
    product: {
      languageCode: english,
      manufacturer: "ruipmi",
      productName: "Example Server 2000",
      partNumber: "ES2000-12LFF",
      version: "A02",
      serialNumber: "ES2K24390042",
      assetTag: "RACK7-U21",
      fruFileId: "es2000.fru 1.0",
    },
  };
}

function powerSupply(serialNumber: string): FruInventory {
  return {
    product: {
      languageCode: english,
      manufacturer: "ruipmi",
      productName: "800 W Power Supply, 80 PLUS Platinum",
      partNumber: "RUP-800-P",
      version: "1.3",
      serialNumber,
    },
  };
}

function dimm(serialNumber: string): FruInventory {
  return {
    product: {
      languageCode: english,
      manufacturer: "ruipmi",
      productName: "32 GB DDR5-4800 RDIMM",
      partNumber: "RUM-32G-4800R",
      version: "1.1",
      serialNumber,
    },
  };
}
