import { type ReadSelProgress, readSel, type SelRecord } from "@ruipmi/commands";
import { integer, object, string } from "../../output/json-schema.ts";
import { eventFileLine } from "../../output/sel/event-file.ts";
import { rawFileOf } from "../../output/sel/raw-file.ts";
import { recordLine } from "../../output/sel/record-line.ts";
import { recordVerbose } from "../../output/sel/record-verbose.ts";
import { warnOfLog } from "../../output/sel/tolerated-text.ts";
import type { CliCommand } from "../cli-command.ts";
import { requireFile, writeNamedFile } from "../files.ts";
import { inSession } from "../in-session.ts";

/** `sel save`: the events as text, for `event file` and `sel add`. */
export const selSave: CliCommand = savingCommand(
  "sel save",
  "write the events of the log to a file that event file reads",
  ["A line an event: its seven bytes, and what they mean as a comment. Records that", "are no events become comments."],
  (records) => new TextEncoder().encode(records.map(eventFileLine).join("")),
);

/** `sel writeraw`: the records as they are. */
export const selWriteraw: CliCommand = savingCommand(
  "sel writeraw",
  "write the records of the log to a file that sel readraw reads",
  ["16 bytes a record, as ipmitool reads and writes them."],
  rawFileOf,
);

function savingCommand(
  name: string,
  summary: string,
  about: readonly string[],
  content: (records: readonly SelRecord[]) => Uint8Array,
): CliCommand {
  return {
    name,
    usage: "FILE",
    summary,
    details: [...about, "Prints the records as sel list does."],
    scope: "session",
    schema: object({
      file: string("where they were written"),
      records: integer("how many", 0),
      bytes: integer("the length of the file", 0),
    }),
    examples: [`${name} log.sel`],
    prepare(args) {
      const file = requireFile(name, args);
      return inSession(async (session, { io, options, output }) => {
        const log = await session.run(
          readSel(),
          ({ read, entries }: ReadSelProgress) => `${read} of ${entries} records`,
        );
        const records = log.entries.map(({ record }) => record);
        const bytes = content(records);
        if (log.info.entries === 0) io.stderr.write("SEL has no entries\n");
        else writeNamedFile(io, file, bytes);
        const style = { utc: options.utc, csv: output.format === "csv" };
        const lines = (): string => {
          return records
            .map((record) => (options.verbosity > 0 ? recordVerbose(record, style) : recordLine(record, style)))
            .join("");
        };
        output.result({ file, records: records.length, bytes: bytes.length }, lines, lines);
        warnOfLog(log, io.stderr);
        if (log.ended === "failed") throw log.failure;
        return log.ended === "end" ? 0 : 1;
      });
    },
  };
}
