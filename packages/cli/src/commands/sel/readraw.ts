import { CommandFailure } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { array, object } from "../../output/json-schema.ts";
import { rawFileOf, readRawFile } from "../../output/sel/raw-file.ts";
import { selRecordDocument, selRecordSchema } from "../../output/sel/record-document.ts";
import { recordLine } from "../../output/sel/record-line.ts";
import { recordVerbose } from "../../output/sel/record-verbose.ts";
import type { CliCommand } from "../cli-command.ts";
import { readNamedFile, requireFile } from "../files.ts";

/** `sel readraw`: the records of a file, without a managed system. */
export const selReadraw: CliCommand = {
  name: "sel readraw",
  usage: "FILE",
  summary: "show the records of a file that sel writeraw wrote",
  details: ["Talks to no managed system."],
  scope: "session",
  schema: object({ entries: array(selRecordSchema, "in the file's order") }),
  examples: ["sel readraw log.sel"],
  exampleFiles: () => ({
    "log.sel": rawFileOf([
      {
        kind: "systemEvent",
        recordId: 1,
        timestamp: 1_700_000_000,
        generatorId: 0x20,
        eventMessageRevision: 4,
        sensorType: 1,
        sensorNumber: 1,
        asserted: true,
        eventType: 1,
        eventData: Uint8Array.of(0x57, 39, 38),
      },
    ]),
  }),
  prepare(args) {
    const file = requireFile("sel readraw", args);
    return async ({ io, options, output }) => {
      const { records, isCutOff } = readRawFile(readNamedFile(io, file));
      const style = { utc: options.utc, csv: output.format === "csv" };
      const lines = (): string => {
        return records
          .map((record) => (options.verbosity > 0 ? recordVerbose(record, style) : recordLine(record, style)))
          .join("");
      };
      output.result({ entries: records.map((record) => selRecordDocument(record, {})) }, lines, lines);
      if (isCutOff) throw new CommandFailure("badData", `${quote(file)} ends in the middle of a record`);
      return 0;
    };
  },
};
