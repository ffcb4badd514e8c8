import { type FruInventory, fruInventory } from "@ruipmi/commands";
import { MalformedMessageError } from "@ruipmi/core";
import { decodeFromBytes, encodeToBytes, equalConstantTime } from "@ruipmi/core/wire";

/** One FRU inventory device. */
export interface FruDeviceState {
  /** 0–254; 0 is the FRU that the controller is on. */
  fruDeviceId: number;
  /** What its locator in the SDR repository calls it, at most 16 characters. */
  name: string;
  /** What it is (IPMI v2.0 table 43-13): 7 system board, 10 power supply, 32 memory device. */
  entityId: number;
  /** Which of them, 1–95. */
  entityInstance: number;
  /** What it says of itself. */
  inventory: FruInventory;
  /** Bytes of the device, at most 65535; more than `inventory` needs is FFh. */
  areaSize: number;
  /** Whether Write FRU Data is refused with 80h. */
  writeProtected: boolean;
  /**
   * The device byte by byte, where something was written that `inventory` does not say (a half-written area, for
   * example); it holds then, not `inventory`. Normally `undefined`; set it so for `inventory` to hold again.
   */
  image: Uint8Array | undefined;
}

/** The FRU inventory: plain state, to be read and set at any time. */
export interface FruState {
  /** The devices; their IDs are all different. */
  devices: FruDeviceState[];
}

/** The device byte by byte. */
export function fruImage(device: FruDeviceState): Uint8Array {
  if (device.image !== undefined) return device.image;
  const image = new Uint8Array(device.areaSize).fill(0xff);
  image.set(encodeToBytes(fruInventory, device.inventory).subarray(0, device.areaSize));
  return image;
}

/** Writes bytes that fit into the device. As soon as they are an inventory again, `inventory` is that one. */
export function writeFruImage(device: FruDeviceState, offset: number, bytes: Uint8Array): void {
  const image = fruImage(device).slice();
  image.set(bytes, offset);
  device.image = image;
  const inventory = inventoryOf(image);
  if (inventory === undefined) return;
  device.inventory = inventory;
  device.image = undefined;
  if (!equalConstantTime(fruImage(device), image)) device.image = image;
}

function inventoryOf(image: Uint8Array): FruInventory | undefined {
  try {
    return decodeFromBytes(fruInventory, image, "FRU inventory");
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    return undefined;
  }
}
