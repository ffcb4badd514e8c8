import { getWatchdogTimer } from "@ruipmi/commands";
import { watchdogDocument, watchdogSchema, watchdogText } from "../../output/mc/watchdog-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `mc watchdog get`: the watchdog timer as it is. */
export const mcWatchdogGet: CliCommand = {
  name: "mc watchdog get",
  usage: "",
  summary: "the watchdog timer as it is (Get Watchdog Timer)",
  details: [],
  scope: "session",
  schema: watchdogSchema,
  examples: ["mc watchdog get"],
  prepare(args) {
    requireNoArguments("mc watchdog get", args);
    return inSession(async (session, { output }) => {
      const timer = await session.request(getWatchdogTimer);
      output.result(watchdogDocument(timer), () => watchdogText(timer));
      return 0;
    });
  },
};
