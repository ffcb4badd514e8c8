import { CommandFailure, UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { integer, object, string } from "../../output/json-schema.ts";
import { encodeDumpFile } from "../../sdr-cache/dump-file.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { readRepository } from "./repository.ts";

/** `sdr dump`: all records as they are, into a file. */
export const sdrDump: CliCommand = {
  name: "sdr dump",
  usage: "FILE",
  summary: "write all records as they are to a file",
  details: ["One after the other, each with its header of five bytes, as ipmitool -S reads them."],
  scope: "session",
  schema: object({
    file: string("where they were written"),
    records: integer("how many", 0),
    bytes: integer("the length of the file", 0),
  }),
  examples: ["sdr dump records.sdr"],
  prepare(args) {
    const [file, surplus] = args;
    if (file === undefined || surplus !== undefined) throw new UsageError("sdr dump takes one file name");
    return inSession(async (session, context) => {
      const { cache, complete } = await readRepository(session, context);
      const bytes = encodeDumpFile(cache);
      try {
        context.io.writeFile(file, bytes);
      } catch (error) {
        throw new CommandFailure("file", `cannot write ${quote(file)}: ${error instanceof Error ? error.message : ""}`);
      }
      const document = { file, records: cache.records.length, bytes: bytes.length };
      context.output.result(document, () => `Dumping Sensor Data Repository to '${file}'\n`);
      if (!complete)
        throw new CommandFailure("badData", "the records could not be read to their end: the file is incomplete");
      return 0;
    });
  },
};
