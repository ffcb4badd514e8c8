import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes that are in use once all garbage is gone. */
export function heapInUse(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * By how many bytes the heap has grown when something was done so many times, after a first tenth of them in which
 * code is compiled and tables reach their sizes.
 */
export function growthOver(times: number, act: (time: number) => void): number {
  const warmUp = Math.ceil(times / 10);
  for (let time = 0; time < warmUp; time++) act(time);
  const before = heapInUse();
  for (let time = warmUp; time < times; time++) act(time);
  return heapInUse() - before;
}
