import type { SdrRecord } from "@ruipmi/commands";
import { printRecords } from "../../output/sdr/print-records.ts";
import type { RecordForm } from "../../output/sdr/record-text.ts";
import type { RunCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { readRepository, readShown } from "./repository.ts";

/** Lists some of the records with the readings of their sensors, in full with `-v`. */
export function listMatching(isWanted: (record: SdrRecord) => boolean, form: RecordForm): RunCommand {
  return inSession(async (session, context) => {
    const { entries, problems } = await readRepository(session, context);
    const isVerbose = context.options.verbosity > 0;
    const wanted = entries.filter(({ record }) => isWanted(record));
    const shown = await readShown(session, context, wanted, isVerbose);
    printRecords(shown, isVerbose ? "verbose" : form, problems, context.output);
    return 0;
  });
}
