/** Dates and times as ipmitool prints them in the C locale: `11/22/26`, `14:18:32`, and the zone as `date` names it. */

/** A moment in words. */
export interface ClockTexts {
  /** `11/22/26`. */
  readonly date: string;
  /** `14:18:32`. */
  readonly time: string;
  /** `UTC`, `CET`; `+0330` where the zone has no letters; `GMT` for Coordinated Universal Time that was asked for. */
  readonly zone: string;
}

/**
 * A moment in the zone of this machine (`TZ`).
 *
 * @param utc - in Coordinated Universal Time instead, which C calls GMT
 */
export function clockTexts(moment: Date, utc: boolean): ClockTexts {
  const local = utc ? moment : new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  const iso = local.toISOString();
  const [year, month, day] = [iso.slice(2, 4), iso.slice(5, 7), iso.slice(8, 10)];
  return { date: `${month}/${day}/${year}`, time: iso.slice(11, 19), zone: utc ? "GMT" : zoneName(moment) };
}

/** Between them they have letters for most zones that have any. */
const locales: readonly string[] = ["en-US", "en-GB", "en-AU", "en-IN", "en-ZA", "en-NZ"];

/** Zones whose letters English speakers do not use. */
const lettersOfZones: Readonly<Record<string, string>> = {
  "Asia/Hong_Kong": "HKT",
  "Asia/Seoul": "KST",
  "Asia/Shanghai": "CST",
  "Asia/Taipei": "CST",
  "Asia/Tokyo": "JST",
};

function zoneName(moment: Date): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const letters = lettersOfZones[timeZone];
  if (letters !== undefined) return letters;
  for (const locale of locales) {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(moment);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    if (/^[A-Z]{3,5}$/.test(name)) return name;
  }
  return offsetText(-moment.getTimezoneOffset());
}

/** What zones without letters are called: `+08`, `-0330`. */
function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => {
    return String(part).padStart(2, "0");
  });
  return `${minutes < 0 ? "-" : "+"}${hours}${rest === "00" ? "" : rest}`;
}
