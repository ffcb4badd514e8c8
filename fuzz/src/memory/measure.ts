import { growthOver } from "../../../packages/core/test/support/heap.ts";
import type { MemoryScenario } from "./scenario.ts";

/** What a heap grows by without any reason: far below one byte a packet of a million. */
const mostGrowth = 400_000;

export interface MemoryResult {
  readonly scenario: string;
  readonly packets: number;
  /** Bytes in use after all of them that were not after the first tenth. */
  readonly growth: number;
  readonly seconds: number;
  readonly isBounded: boolean;
}

/** Sends a scenario so many packets. */
export function measure(
  { name, tables = 0, prepare }: MemoryScenario,
  packets: number,
  clock: () => number,
): MemoryResult {
  const take = prepare();
  const begun = clock();
  const growth = growthOver(packets, take);
  return { scenario: name, packets, growth, seconds: clock() - begun, isBounded: growth <= mostGrowth + tables };
}
