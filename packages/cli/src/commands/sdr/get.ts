import { UsageError } from "../../errors.ts";
import { printRecords, recordsSchema } from "../../output/sdr/print-records.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { findNamed, readRepository, readShown } from "./repository.ts";

/** `sdr get`: all of some records, by name. */
export const sdrGet: CliCommand = {
  name: "sdr get",
  usage: "NAME…",
  summary: "all of a sensor or device: record, reading, events",
  details: ["NAME is what sdr list shows first; quote one with blanks in it."],
  scope: "session",
  schema: recordsSchema,
  examples: ['sdr get "Inlet Temp"', "sdr get FAN1 BMC"],
  prepare(args) {
    if (args.length === 0) throw new UsageError('sdr get needs a name, for example sdr get "Inlet Temp"');
    return inSession(async (session, context) => {
      const { entries, problems } = await readRepository(session, context);
      const found = findNamed(entries, args);
      printRecords(await readShown(session, context, found.entries, true), "verbose", problems, context.output);
      if (found.failure !== undefined) throw found.failure;
      return 0;
    });
  },
};
