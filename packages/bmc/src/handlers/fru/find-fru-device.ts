import type { FruDeviceState, FruState } from "../../device/fru/index.ts";

/** The device of this ID. */
export function findFruDevice({ devices }: FruState, fruDeviceId: number): FruDeviceState | undefined {
  return devices.find((device) => device.fruDeviceId === fruDeviceId);
}
