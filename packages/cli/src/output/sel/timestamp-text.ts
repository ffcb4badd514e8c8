import { TimestampKind, timestamp, timestampDate } from "@ruipmi/commands";
import { clockTexts } from "../clock-texts.ts";

/** How times are shown. */
export interface TimeStyle {
  /** In Coordinated Universal Time (`-Z`) instead of the zone of this machine. */
  readonly utc: boolean;
}

/** The two columns of `sel list` for a timestamp. Before its clock was set, a machine counts seconds. */
export function timestampColumns(raw: number, style: TimeStyle): readonly [date: string, time: string] {
  const stamp = timestamp(raw);
  const moment = timestampDate(stamp);
  if (moment === undefined) {
    if (stamp.kind === TimestampKind.unspecified) return ["Unspecified", "Unspecified"];
    return [" Pre-Init ", String(raw).padStart(10, "0")];
  }
  const { date, time, zone } = clockTexts(moment, style.utc);
  return [date, `${time} ${zone}`];
}
