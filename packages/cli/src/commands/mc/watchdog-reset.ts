import { resetWatchdogTimer } from "@ruipmi/commands";
import { literal, object } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `mc watchdog reset`: starts the watchdog timer, or starts it over. */
export const mcWatchdogReset: CliCommand = {
  name: "mc watchdog reset",
  usage: "",
  summary: "start the watchdog timer, or start it over (Reset Watchdog Timer)",
  details: ["It counts down from what was set last; where nothing was set it is refused."],
  scope: "session",
  schema: object({ isRunning: literal(true) }),
  examples: ["mc watchdog reset"],
  exampleSteps: ["mc watchdog set timeout=300 use=sms action=cycle"],
  prepare(args) {
    requireNoArguments("mc watchdog reset", args);
    return inSession(async (session, { output }) => {
      await changing(session.request(resetWatchdogTimer));
      output.result({ isRunning: true }, () => "IPMI Watchdog Timer Reset -  countdown restarted!\n");
      return 0;
    });
  },
};
