/** Reset Watchdog Timer, 06h/22h (IPMI v2.0 §27.5): both bodies are empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Reset Watchdog Timer: starts it, or starts it over, from the countdown that was set. Needs OPERATOR. */
export const resetWatchdogTimer: Command<void, void> = {
  name: "Reset Watchdog Timer",
  netFn: NetFn.app,
  cmd: 0x22,
  section: "IPMI v2.0 §27.5",
  request: emptyBody,
  response: emptyBody,
  completionCodes: {
    128: "Attempt to start un-initialized watchdog",
  },
};
