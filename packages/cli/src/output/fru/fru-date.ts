import { clockTexts } from "../clock-texts.ts";

/**
 * A time as ipmitool prints a board's: `Wed Sep 18 09:00:00 2024 UTC`; `Unspecified` where nothing is said.
 *
 * @param seconds - since 1970
 * @param utc - whether in UTC rather than this machine's time zone
 */
export function fruDateText(seconds: number | undefined, utc: boolean): string {
  if (seconds === undefined) return "Unspecified";
  const moment = new Date(seconds * 1000);
  const { time, zone } = clockTexts(moment, utc);
  const day = (utc ? moment.toUTCString() : moment.toDateString()).replace(",", "").split(" ");
  // One says `Wed, 18 Sep 2024 …`, the other `Wed Sep 18 2024`.
  const [weekday, month, date, year] = utc ? [day[0], day[2], day[1], day[3]] : day;
  return `${weekday} ${month} ${String(Number(date)).padStart(2)} ${time} ${year} ${zone}`;
}
