import type { FruProgress, GetFruInventoryAreaInfoResponse } from "@ruipmi/commands";

/** How far reading or writing a FRU is. */
export function fruProgressText({ fruDeviceId, done, total }: FruProgress): string {
  return `FRU ${fruDeviceId}: ${done} of ${total} bytes`;
}

/** What ipmitool prints of `fru read` and `fru write` with `-v`. */
export function verboseLines(
  fruDeviceId: number,
  file: string,
  { areaSize, accessedByWords }: GetFruInventoryAreaInfoResponse,
): readonly string[] {
  return [
    `FRU ID           : ${fruDeviceId}`,
    `FRU File         : ${file}`,
    `Fru Size   = ${areaSize} bytes`,
    `Fru Access = ${accessedByWords ? 1 : 0}h`,
  ];
}
