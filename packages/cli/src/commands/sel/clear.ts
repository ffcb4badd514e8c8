import { clearSelAndWait } from "@ruipmi/commands";
import { boolean, object } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { confirm, declined } from "../confirm.ts";
import { changing, inSession } from "../in-session.ts";

/** `sel clear`: erases the log, and waits until that is done. */
export const selClear: CliCommand = {
  name: "sel clear",
  usage: "",
  summary: "erase the event log (Clear SEL)",
  details: ["Asks on a terminal. Waits until the managed system says that it is done."],
  scope: "session",
  schema: object({ completed: boolean("whether the managed system said that the erasure is over") }),
  examples: ["sel clear"],
  destroys: true,
  prepare(args) {
    requireNoArguments("sel clear", args);
    return inSession(async (session, context) => {
      if (!(await confirm(context, "Clear the event log?"))) return declined(context);
      const { completed } = await changing(session.run(clearSelAndWait(), () => "erasing the event log"));
      context.output.result({ completed }, () => "Clearing SEL.  Please allow a few seconds to erase.\n");
      return 0;
    });
  },
};
