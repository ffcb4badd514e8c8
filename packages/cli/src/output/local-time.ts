/** Times in one go, as ipmitool prints them in the C locale. */
import { clockTexts } from "./clock-texts.ts";

/**
 * `11/22/26 14:18:32 UTC`.
 *
 * @param time - milliseconds since 1970
 * @param utc - in Coordinated Universal Time (`-Z`) instead of the zone of this machine
 */
export function localDateAndTime(time: number, utc = false): string {
  const { date, time: clock, zone } = clockTexts(new Date(time), utc);
  return `${date} ${clock} ${zone}`;
}

/** From here on an IPMI timestamp counts from 1970; below, from the controller's start (IPMI v2.0 §37.1). */
const sinceStart = 0x20000000;
const day = 86_400;

/**
 * A timestamp of 32 bits as ipmitool prints it in one go: `11/22/26 14:18:32 UTC`, `S+ 00:01:02`, `Unspecified`.
 *
 * @param seconds - unsigned 32 bits
 * @param utc - in Coordinated Universal Time (`-Z`) instead of the zone of this machine
 */
export function ipmiTimestampText(seconds: number, utc = false): string {
  if (seconds === 0xffffffff) return "Unspecified";
  if (seconds > sinceStart) return localDateAndTime(seconds * 1000, utc);
  const time = new Date(seconds * 1000).toISOString();
  const clock = time.slice(11, 19);
  if (seconds < day) return `S+ ${clock}`;
  const dayOfYear = Math.floor((seconds * 1000 - Date.UTC(Number(time.slice(0, 4)), 0, 1)) / (day * 1000)) + 1;
  return `S+ ${time.slice(2, 4)}/${String(dayOfYear).padStart(3, "0")} ${clock}`;
}
