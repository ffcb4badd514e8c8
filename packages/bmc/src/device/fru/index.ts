import { defaultFruDevices } from "./default-fru.ts";
import type { FruState } from "./fru-state.ts";

export * from "./fru-state.ts";

/** What a device has that nobody described: the system board, two power supplies and four DIMMs. */
export function createFru(): FruState {
  return { devices: defaultFruDevices() };
}
