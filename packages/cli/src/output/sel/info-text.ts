/** The lines of `sel info`. */
import { type GetSelAllocationInfoResponse, type GetSelInfoResponse, selRecordLength } from "@ruipmi/commands";
import { ipmiTimestampText } from "../local-time.ts";
import type { TimeStyle } from "./timestamp-text.ts";

/** What there is to say of the log. */
export interface SelInfo {
  /** From Get SEL Info. */
  readonly info: GetSelInfoResponse;
  /** From Get SEL Allocation Info, where it is supported. */
  readonly allocation: GetSelAllocationInfoResponse | undefined;
}

/** The lines, as ipmitool prints them. */
export function selInfoText({ info, allocation }: SelInfo, style: TimeStyle): string {
  const { selVersion, entries, freeSpace } = info;
  const isKnown = selVersion === 0x51 || selVersion === 0x02;
  return [
    "SEL Information\n",
    field("Version", `${selVersion & 0x0f}.${selVersion >>> 4} (${isKnown ? "v1.5, v2 compliant" : "Unknown"})`),
    field("Entries", String(entries)),
    field("Free Space", `${freeSpace} bytes ${freeSpace === 0xffff ? "or more" : ""}`),
    field("Percent Used", percentUsed(info)),
    field("Last Add Time", moment(info.mostRecentAddition, style)),
    field("Last Del Time", moment(info.mostRecentErase, style)),
    field("Overflow", String(info.overflow)),
    field("Supported Cmds", supported(info)),
    ...(allocation === undefined ? [] : allocationLines(allocation)),
  ].join("");
}

/** Percent of the log that is used, rounded down; `undefined` where its size is not told. */
export function selPercentUsed({ entries, freeSpace }: GetSelInfoResponse): number | undefined {
  const used = entries * selRecordLength;
  if (used + freeSpace >= 0xffff) return undefined;
  return used === 0 ? 0 : Math.floor((100 * used) / (used + freeSpace));
}

function percentUsed(info: GetSelInfoResponse): string {
  const percent = selPercentUsed(info);
  return percent === undefined ? "unknown" : `${percent}%`;
}

function moment(raw: number, style: TimeStyle): string {
  return raw === 0 || raw === 0xffffffff ? "Not Available" : ipmiTimestampText(raw, style.utc);
}

function supported(info: GetSelInfoResponse): string {
  const names = [
    info.deleteSupported ? "'Delete' " : "",
    info.partialAddSupported ? "'Partial Add' " : "",
    info.reserveSupported ? "'Reserve' " : "",
    info.getAllocationInfoSupported ? "'Get Alloc Info' " : "",
  ].join("");
  return names === "" ? "None" : names;
}

function allocationLines(allocation: GetSelAllocationInfoResponse): readonly string[] {
  return [
    field("# of Alloc Units", String(allocation.possibleAllocationUnits)),
    field("Alloc Unit Size", String(allocation.allocationUnitSize)),
    field("# Free Units", String(allocation.freeAllocationUnits)),
    field("Largest Free Blk", String(allocation.largestFreeBlock)),
    field("Max Record Size", String(allocation.maximumRecordSize)),
  ];
}

function field(name: string, value: string): string {
  return `${name.padEnd(17)}: ${value}\n`;
}
