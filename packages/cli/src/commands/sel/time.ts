import { getSelTime, setSelTime } from "@ruipmi/commands";
import { CommandFailure, UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { ipmiTimestampText } from "../../output/local-time.ts";
import { timestampDocument, timestampSchema } from "../../output/sel/record-document.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { type CliSession, changing, inSession } from "../in-session.ts";
import { askUtcOffset } from "./list.ts";

/** `sel time get`: what the log's clock shows. */
export const selTimeGet: CliCommand = {
  name: "sel time get",
  usage: "",
  summary: "what the event log's clock shows (Get SEL Time)",
  details: ["In the zone of this machine, with -Z in UTC; the clock is taken to show UTC."],
  scope: "session",
  schema: timestampSchema,
  examples: ["sel time get", "-Z sel time get"],
  prepare(args) {
    requireNoArguments("sel time get", args);
    return inSession(showTime);
  },
};

/** `sel time set`: sets the log's clock. */
export const selTimeSet: CliCommand = {
  name: "sel time set",
  usage: 'now | "MM/DD/YY HH:MM:SS"',
  summary: "set the event log's clock (Set SEL Time)",
  details: [
    "now      the time of this machine",
    "A time is in the zone of this machine, with -Z in UTC. Years may have four",
    "digits; with two, 69 to 99 are of the last century.",
  ],
  scope: "session",
  schema: timestampSchema,
  examples: ["sel time set now", '-Z sel time set "11/22/2026 14:18:32"'],
  words: [["now"]],
  prepare(args) {
    const [text, ...more] = args;
    if (text === undefined) throw new UsageError('sel time set needs now or a time: sel time set "11/22/26 14:18:32"');
    if (more.length > 0) throw new UsageError(`sel time set takes one argument: quote the time, "${args.join(" ")}"`);
    const isNow = text.toLowerCase() === "now";
    const fields = isNow ? undefined : parseFields(text);
    return inSession(async (session, context) => {
      const { options, io } = context;
      const moment = fields === undefined ? io.now() : momentOf(fields, options.utc);
      const time = Math.floor(moment.getTime() / 1000);
      if (time < 0) throw new CommandFailure("notDone", `${quote(text)} is before 1970 in UTC, and not set`);
      await changing(session.request(setSelTime, { time }));
      return await showTime(session, context);
    });
  },
};

async function showTime(session: CliSession, { output, options }: CommandContext): Promise<number> {
  const { time } = await session.request(getSelTime);
  const utcOffset = output.format === "json" ? await askUtcOffset(session) : undefined;
  output.result(timestampDocument(time, utcOffset), () => `${ipmiTimestampText(time, options.utc)}\n`);
  return 0;
}

type Fields = readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];

function parseFields(text: string): Fields {
  const match = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\s+(\d{1,2}):(\d{1,2}):(\d{1,2})\s*$/.exec(text);
  if (match === null) throw new UsageError(`a time is "MM/DD/YY HH:MM:SS" or now, not ${quote(text)}`);
  const [month, day, year, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fields: Fields = [fullYear(year), month, day, hour, minute, second];
  // What Date carries over, for example the 31st of April, is no date.
  const moment = momentOf(fields, true).toISOString();
  const said = fields.map((field) => String(field).padStart(2, "0"));
  const isReal = moment.startsWith(`${said.slice(0, 3).join("-")}T${said.slice(3).join(":")}`);
  if (!isReal) throw new UsageError(`there is no such time as ${quote(text)}`);
  // What 32 bits count, in whole years.
  if (fields[0] < 1970 || fields[0] > 2105) throw new UsageError(`${quote(text)} is before 1970 or after 2105`);
  return fields;
}

/** As POSIX reads years of two digits. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

function momentOf([year, month, day, hour, minute, second]: Fields, utc: boolean): Date {
  if (utc) return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return new Date(year, month - 1, day, hour, minute, second);
}
