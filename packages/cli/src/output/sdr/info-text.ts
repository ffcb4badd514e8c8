/** `sdr info`: what the repository says of itself. */
import { type GetSdrRepositoryInfoResponse, type Timestamp, timestamp, timestampDate } from "@ruipmi/commands";
import { boolean, dateTime, integer, type JsonSchema, object, optional, words } from "../json-schema.ts";
import { localDateAndTime } from "../local-time.ts";

/** ipmitool's lines. */
export function sdrInfoText(info: GetSdrRepositoryInfoResponse): string {
  const time = (isKept: boolean, raw: number): string => (isKept ? timestampText(timestamp(raw)) : "NA");
  return [
    field("SDR Version", `0x${info.sdrVersion.toString(16)}`),
    field("Record Count", String(info.recordCount)),
    field("Free Space", freeSpaceText(info.freeSpace)),
    field("Most recent Addition", time(info.supportsPartialAdd, info.mostRecentAddition)),
    field("Most recent Erase", time(info.supportsDelete, info.mostRecentErase)),
    field("SDR overflow", yesNo(info.overflow)),
    field("SDR Repository Update Support", updateWords[info.updateMode]),
    field("Delete SDR supported", yesNo(info.supportsDelete)),
    field("Partial Add SDR supported", yesNo(info.supportsPartialAdd)),
    field("Reserve SDR repository supported", yesNo(info.supportsReserve)),
    field("SDR Repository Alloc info supported", yesNo(info.supportsAllocationInfo)),
  ].join("");
}

/** What `--json` prints. */
export function sdrInfoDocument(info: GetSdrRepositoryInfoResponse): Readonly<Record<string, unknown>> {
  const { sdrVersion, freeSpace, mostRecentAddition, mostRecentErase, updateMode, ...rest } = info;
  return {
    ...rest,
    sdrVersion: `${sdrVersion & 0x0f}.${sdrVersion >>> 4}`,
    ...(freeSpace === unspecifiedSpace ? {} : { freeSpace: { value: freeSpace, unit: "bytes" } }),
    freeSpaceIsMore: freeSpace === mostSpace,
    mostRecentAddition: dateOf(mostRecentAddition),
    mostRecentErase: dateOf(mostRecentErase),
    updateMode: updateWords[updateMode],
  };
}

const unspecifiedSpace = 0xffff;
const mostSpace = 0xfffe;

/** By number (IPMI v2.0 §33.9, byte 14). */
const updateWords = ["unspecified", "non-modal", "modal", "modal and non-modal"] as const;

/** What {@link sdrInfoDocument} gives. */
export const sdrInfoSchema: JsonSchema = object({
  sdrVersion: { type: "string", description: "of the records' format" },
  recordCount: integer("how many records there are, as the managed system says", 0),
  freeSpace: optional(object({ value: integer(undefined, 0), unit: { const: "bytes" } })),
  freeSpaceIsMore: boolean("whether there is as much as that, or more"),
  mostRecentAddition: optional(dateTime("when a record was added last; absent where it is not told")),
  mostRecentErase: optional(dateTime("when a record was deleted last; absent where it is not told")),
  overflow: boolean("whether a record was refused for want of space"),
  updateMode: words(updateWords, "how records are added"),
  supportsDelete: boolean("whether there is Delete SDR"),
  supportsPartialAdd: boolean("whether there is Partial Add SDR"),
  supportsReserve: boolean("whether there is Reserve SDR Repository"),
  supportsAllocationInfo: boolean("whether there is Get SDR Repository Allocation Info"),
});

function dateOf(raw: number): string | undefined {
  return timestampDate(timestamp(raw))?.toISOString();
}

function freeSpaceText(bytes: number): string {
  if (bytes === 0) return "none (full)";
  if (bytes === unspecifiedSpace) return "unspecified";
  return bytes === mostSpace ? "> 64Kb - 2 bytes" : `${bytes} bytes`;
}

const secondsADay = 86_400;

/** Date, time, zone; seconds since initialization where the clock had not been set. */
export function timestampText(stamp: Timestamp): string {
  if (stamp.kind === "unspecified") return "Unspecified";
  if (stamp.kind === "sinceInitialization") return `S+ ${sinceStart(stamp.raw)}`;
  return localDateAndTime(timestampDate(stamp)!.getTime());
}

function sinceStart(seconds: number): string {
  const time = new Date((seconds % secondsADay) * 1000).toISOString().slice(11, 19);
  if (seconds < secondsADay) return time;
  const start = new Date(seconds * 1000);
  const day = Math.floor((start.getTime() - Date.UTC(start.getUTCFullYear(), 0, 1)) / (secondsADay * 1000)) + 1;
  return `${String(start.getUTCFullYear() % 100).padStart(2, "0")}/${String(day).padStart(3, "0")} ${time}`;
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

function field(name: string, value: string): string {
  return `${name.padEnd(36)}: ${value}\n`;
}
