import { setWatchdogTimer, WatchdogAction, WatchdogInterrupt, WatchdogTimerUse } from "@ruipmi/commands";
import { literal, object } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `mc watchdog off`: stops the watchdog timer. */
export const mcWatchdogOff: CliCommand = {
  name: "mc watchdog off",
  usage: "",
  summary: "stop the watchdog timer (Set Watchdog Timer)",
  details: ["Sets it to SMS/OS without an action, 5 minutes, as ipmitool does: setting stops it."],
  scope: "session",
  schema: object({ isRunning: literal(false) }),
  examples: ["mc watchdog off"],
  prepare(args) {
    requireNoArguments("mc watchdog off", args);
    return inSession(async (session, { output }) => {
      await changing(session.request(setWatchdogTimer, stopped));
      output.result({ isRunning: false }, () => "Watchdog Timer Shutoff successful -- timer stopped\n");
      return 0;
    });
  },
};

const stopped = {
  doNotLog: false,
  doNotStop: false,
  timerUse: WatchdogTimerUse.smsOs,
  preTimeoutInterrupt: WatchdogInterrupt.none,
  timeoutAction: WatchdogAction.none,
  preTimeoutInterval: 0,
  clearExpirationFlags: { biosFrb2: false, biosPost: false, osLoad: false, smsOs: true, oem: false },
  initialCountdown: 3000,
} as const;
