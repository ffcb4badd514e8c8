import {
  asSystemEvent,
  type EventSensor,
  getSelTimeUtcOffset,
  type ReadSelProgress,
  type ReadSelResult,
  readSel,
  type SelEntry,
} from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { array, boolean, integer, object, tolerated } from "../../output/json-schema.ts";
import { selRecordDocument, selRecordSchema } from "../../output/sel/record-document.ts";
import { recordLine } from "../../output/sel/record-line.ts";
import { recordVerbose } from "../../output/sel/record-verbose.ts";
import { warnOfLog } from "../../output/sel/tolerated-text.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";
import { type EventSensors, readEventSensors } from "./event-sensors.ts";

/** `sel list`: the records, a line each. */
export const selList: CliCommand = listCommand("sel list", "the event log, a line a record (Get SEL Entry)", []);

/** `sel elist`: the records, with the sensors' names and values. */
export const selElist: CliCommand = listCommand("sel elist", "the event log with sensor names and readings", [
  "As sel list, with each sensor's name in place of its number, and of thresholds",
  "the reading and the value that it crossed.",
]);

function listCommand(name: "sel list" | "sel elist", summary: string, about: readonly string[]): CliCommand {
  return {
    name,
    usage: "[[first] COUNT | last COUNT]",
    summary,
    details: [
      ...about,
      "first N  the N oldest records",
      "last N   the N newest records",
      "-v       every field of each record, a line each",
    ],
    scope: "session",
    schema: object({
      entries: array(selRecordSchema, "in the log's order"),
      count: integer("how many records the log says it has", 0),
      complete: boolean("whether all that was asked for was read"),
      tolerated,
    }),
    examples: [name, `${name} last 3`, `-Z ${name} first 2`],
    words: [["first", "last"]],
    prepare(args) {
      const range = parseRange(name, args);
      return inSession((session, context) => list(session, context, range, name === "sel elist"));
    },
  };
}

/** Which records: the oldest or the newest so many. */
interface Range {
  readonly end: "first" | "last";
  readonly count: number;
}

function parseRange(name: string, args: readonly string[]): Range | undefined {
  const [first, second, surplus] = args;
  if (first === undefined) return undefined;
  if (surplus !== undefined) throw new UsageError(`${name} takes first or last and a count, not ${quote(surplus)} too`);
  if (second === undefined) {
    if (first === "first" || first === "last") throw new UsageError(`${name} ${first} needs a count`);
    return { end: "first", count: parseCount(first) };
  }
  if (first === "first" || first === "last") return { end: first, count: parseCount(second) };
  throw new UsageError(`${name} takes first or last, not ${quote(first)}${didYouMean(first, ["first", "last"])}`);
}

function parseCount(text: string): number {
  return parseWhole("COUNT", text, 1, 65_535);
}

async function list(
  session: CliSession,
  context: CommandContext,
  range: Range | undefined,
  extended: boolean,
): Promise<number> {
  const { options, output, io } = context;
  const limit = range?.end === "first" ? { limit: range.count } : {};
  const log = await session.run(
    readSel(limit),
    ({ read, entries }: ReadSelProgress) => `${read} of ${entries} records`,
  );
  const shown = range?.end === "last" ? log.entries.slice(-range.count) : log.entries;
  const sensors =
    extended && options.verbosity === 0 && shown.length > 0 ? await readEventSensors(session, context) : undefined;
  const utcOffset = output.format === "json" ? await askUtcOffset(session) : undefined;
  const style = { utc: options.utc, csv: output.format === "csv" };
  const lines = (): string => {
    if (options.verbosity > 0) return shown.map(({ record }) => recordVerbose(record, style)).join("");
    return shown.map(({ record }) => recordLine(record, style, sensorOf(record, sensors))).join("");
  };
  output.result(listDocument(log, shown, sensors, utcOffset), lines, lines);
  if (log.info.entries === 0) io.stderr.write("SEL has no entries\n");
  warnOfLog(log, io.stderr);
  if (log.ended === "failed") throw log.failure;
  return log.ended === "loop" ? 1 : 0;
}

function listDocument(
  log: ReadSelResult,
  shown: readonly SelEntry[],
  sensors: EventSensors | undefined,
  utcOffset: number | undefined,
): Readonly<Record<string, unknown>> {
  return {
    entries: shown.map(({ record, tolerated }) =>
      selRecordDocument(record, { sensor: sensorOf(record, sensors), utcOffset, tolerated }),
    ),
    count: log.info.entries,
    complete: log.ended === "end" || log.ended === "limit",
    tolerated: log.tolerated,
  };
}

function sensorOf(record: SelEntry["record"], sensors: EventSensors | undefined): EventSensor | undefined {
  const event = asSystemEvent(record);
  return event === undefined ? undefined : sensors?.find(event);
}

/** Minutes from UTC to the log's clock, where the managed system says it: most do not. */
export async function askUtcOffset(session: CliSession): Promise<number | undefined> {
  try {
    return (await session.request(getSelTimeUtcOffset)).offset;
  } catch (error) {
    if (error instanceof RefusalError) return undefined;
    throw error;
  }
}
