import type { CommandStatisticsRow } from "@ruipmi/capture";
import { completionCodeName } from "@ruipmi/core/wire";
import { hexByte } from "../hex.ts";
import { array, byte, integer, type JsonSchema, nullable, object, optional, quantity, string } from "../json-schema.ts";
import { milliseconds } from "./time-text.ts";

/** A command as `capture stats --json` prints it. */
export interface StatisticsDocument
  extends Pick<
    CommandStatisticsRow,
    "name" | "netFn" | "cmd" | "definingBody" | "requests" | "retries" | "answered" | "unanswered"
  > {
  readonly medianRoundTrip: ReturnType<typeof milliseconds> | null;
  readonly p99RoundTrip: ReturnType<typeof milliseconds> | null;
  readonly errors: number;
  readonly completionCodes: readonly { readonly code: number; readonly name: string; readonly count: number }[];
}

/** What became of a command's requests, for JSON. */
export function statisticsDocument(row: CommandStatisticsRow): StatisticsDocument {
  const { name, netFn, cmd, definingBody, requests, retries, answered, unanswered } = row;
  const codes = [...row.completionCodes].sort(([one], [other]) => one - other);
  return {
    name,
    netFn,
    cmd,
    ...(definingBody === undefined ? {} : { definingBody }),
    requests,
    retries,
    answered,
    unanswered,
    medianRoundTrip: row.medianRoundTrip === undefined ? null : milliseconds(row.medianRoundTrip),
    p99RoundTrip: row.p99RoundTrip === undefined ? null : milliseconds(row.p99RoundTrip),
    errors: codes.reduce((sum, [code, count]) => sum + (code === 0 ? 0 : count), 0),
    completionCodes: codes.map(([code, count]) => ({ code, name: completionCodeName(code), count })),
  };
}

const count = (description: string): JsonSchema => integer(description, 0);

/** The schema of {@link StatisticsDocument}. */
export const statisticsSchema: JsonSchema = object({
  name: string("the command's name in the specification"),
  netFn: integer("network function of the request", 0, 63),
  cmd: byte("command number"),
  definingBody: optional(integer("the group's number, or the OEM's enterprise number", 0, 0xff_ffff)),
  requests: count("those sent again counted once"),
  retries: count("how often requests were sent again"),
  answered: count("requests that were answered"),
  unanswered: count("requests that nothing answered"),
  medianRoundTrip: nullable(quantity("ms", "from the last sending of a request; right to 0.5 %")),
  p99RoundTrip: nullable(quantity("ms", "99 of 100 took no longer")),
  errors: count("answers with a completion code other than 00h"),
  completionCodes: array(object({ code: byte(), name: string(), count: count("answers with it") })),
});

/** All commands as a table; lines that end with `\n`. */
export function statisticsText(documents: readonly StatisticsDocument[]): string {
  const rows = documents.map((document) => [
    document.name,
    `${hexByte(document.netFn)}h/${hexByte(document.cmd)}h`.toUpperCase().replaceAll("H", "h"),
    String(document.requests),
    String(document.retries),
    String(document.unanswered),
    durationCell(document.medianRoundTrip),
    durationCell(document.p99RoundTrip),
    errorsCell(document),
  ]);
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => aligned(cell, column, widths[column]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

const heading: readonly string[] = [
  "command",
  "netFn/cmd",
  "requests",
  "sent again",
  "unanswered",
  "median ms",
  "99th ms",
  "errors",
];

/** Words to the left, numbers to the right. */
function aligned(cell: string, column: number, width: number): string {
  return column < 2 || column === heading.length - 1 ? cell.padEnd(width) : cell.padStart(width);
}

function durationCell(duration: StatisticsDocument["medianRoundTrip"]): string {
  return duration === null ? "-" : duration.value.toFixed(3);
}

function errorsCell({ completionCodes }: StatisticsDocument): string {
  return completionCodes
    .filter(({ code }) => code !== 0)
    .map(({ code, name, count: times }) => `${times} x ${hexByte(code).toUpperCase()}h ${name}`)
    .join(", ");
}
