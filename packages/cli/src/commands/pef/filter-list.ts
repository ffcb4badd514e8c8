import { readEventFilters } from "@ruipmi/commands";
import { CommandFailure } from "../../errors.ts";
import { array, integer, object } from "../../output/json-schema.ts";
import { filterDocument, filterSchema, filterText } from "../../output/pef/filter-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `pef filter list`: which events are acted on. */
export const pefFilterList: CliCommand = {
  name: "pef filter list",
  usage: "",
  summary: "which events are acted on, and how",
  details: ["-v gives each value a line."],
  scope: "session",
  schema: object({
    eventFilterCount: integer("how many filters there are", 0, 255),
    filters: array(filterSchema),
  }),
  examples: ["pef filter list"],
  prepare(args) {
    requireNoArguments("pef filter list", args);
    return inSession(async (session, { output, options, io }) => {
      const { count, entries, unread } = await session.run(readEventFilters());
      if (count === 0) throw new CommandFailure("notSupported", "the managed system has no event filters");
      for (const { entry, error } of unread) {
        io.stderr.write(`ruipmi: warning: event filter ${entry} is left out: ${error.message}\n`);
      }
      output.result({ eventFilterCount: count, filters: entries.map(filterDocument) }, () =>
        entries.map((filter) => filterText(filter, options.verbosity > 0)).join(""),
      );
      return 0;
    });
  },
};
