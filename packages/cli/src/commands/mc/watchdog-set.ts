import {
  type SetWatchdogTimerRequest,
  setWatchdogTimer,
  WatchdogAction,
  type WatchdogExpirationFlags,
  WatchdogInterrupt,
  WatchdogTimerUse,
} from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { literal, object } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `mc watchdog set`: sets the watchdog timer, and stops it. */
export const mcWatchdogSet: CliCommand = {
  name: "mc watchdog set",
  usage: "OPTION[=VALUE]…",
  summary: "set the watchdog timer, which stops it (Set Watchdog Timer)",
  details: [
    "timeout=1-6553                     countdown in seconds; 0",
    "pretimeout=1-255                   seconds before it for the interrupt; 0",
    "int=none|smi|nmi|msg               that interrupt; none",
    "use=none|frb2|post|osload|sms|oem  what it watches over; none",
    "clear=frb2|post|osload|sms|oem     expiration flag to clear; repeatable",
    "action=none|reset|poweroff|cycle   what happens when it runs out; none",
    "nolog                              without an entry in the SEL",
    "dontstop                           a running timer goes on",
    "Options may be abbreviated. mc watchdog reset starts it.",
  ],
  scope: "session",
  schema: object({ configured: literal(true) }),
  examples: ["mc watchdog set timeout=300 use=sms action=cycle"],
  words: [["timeout=", "pretimeout=", "int=", "use=", "clear=", "action=", "nolog", "dontstop"]],
  prepare(args) {
    if (args.length === 0) throw new UsageError(`mc watchdog set needs options: ${optionNames.join(", ")}`);
    const request = args.reduce(withOption, unset);
    return inSession(async (session, { output, io }) => {
      await changing(session.request(setWatchdogTimer, request));
      // ipmitool says so on standard error.
      output.result({ configured: true }, () => {
        io.stderr.write("Watchdog Timer was successfully configured\n");
        return "";
      });
      return 0;
    });
  },
};

const unset: SetWatchdogTimerRequest = {
  doNotLog: false,
  doNotStop: false,
  timerUse: 0,
  preTimeoutInterrupt: WatchdogInterrupt.none,
  timeoutAction: WatchdogAction.none,
  preTimeoutInterval: 0,
  clearExpirationFlags: { biosFrb2: false, biosPost: false, osLoad: false, smsOs: false, oem: false },
  initialCountdown: 0,
};

const interrupts = {
  none: WatchdogInterrupt.none,
  smi: WatchdogInterrupt.smi,
  nmi: WatchdogInterrupt.nmi,
  msg: WatchdogInterrupt.messaging,
};
const flags: Readonly<Record<string, keyof WatchdogExpirationFlags>> = {
  frb2: "biosFrb2",
  post: "biosPost",
  osload: "osLoad",
  sms: "smsOs",
  oem: "oem",
};
const uses: Readonly<Record<string, number>> = {
  none: 0,
  ...Object.fromEntries(Object.entries(flags).map(([word, key]) => [word, WatchdogTimerUse[key]])),
};
const actions = {
  none: WatchdogAction.none,
  reset: WatchdogAction.hardReset,
  poweroff: WatchdogAction.powerDown,
  cycle: WatchdogAction.powerCycle,
};

type SetOption = (request: SetWatchdogTimerRequest, value: string) => SetWatchdogTimerRequest;

const options: Readonly<Record<string, SetOption>> = {
  timeout: (request, value) => ({ ...request, initialCountdown: parseWhole("timeout", value, 1, 6553) * 10 }),
  pretimeout: (request, value) => ({ ...request, preTimeoutInterval: parseWhole("pretimeout", value, 1, 255) }),
  int: (request, value) => ({ ...request, preTimeoutInterrupt: oneOf("int", value, interrupts) }),
  use: (request, value) => ({ ...request, timerUse: oneOf("use", value, uses) }),
  clear: (request, value) => ({
    ...request,
    clearExpirationFlags: { ...request.clearExpirationFlags, [oneOf("clear", value, flags)]: true },
  }),
  action: (request, value) => ({ ...request, timeoutAction: oneOf("action", value, actions) }),
  nolog: (request) => ({ ...request, doNotLog: true }),
  dontstop: (request) => ({ ...request, doNotStop: true }),
};
const optionNames = Object.keys(options);
const withoutValue: readonly string[] = ["nolog", "dontstop"];

function withOption(request: SetWatchdogTimerRequest, argument: string): SetWatchdogTimerRequest {
  const equals = argument.indexOf("=");
  const given = equals === -1 ? argument : argument.slice(0, equals);
  // No two begin with the same letter.
  const name = given === "" ? undefined : optionNames.find((option) => option.startsWith(given));
  if (name === undefined)
    throw new UsageError(`mc watchdog set knows no ${quote(given)}${didYouMean(given, optionNames)}`);
  if (withoutValue.includes(name) !== (equals === -1))
    throw new UsageError(`mc watchdog set: ${name} takes ${equals === -1 ? `a value: ${name}=VALUE` : "no value"}`);
  return options[name]!(request, argument.slice(equals + 1));
}

function oneOf<Value>(name: string, word: string, values: Readonly<Record<string, Value>>): Value {
  const found = Object.entries(values).find(([known]) => known === word);
  if (found !== undefined) return found[1];
  const words = Object.keys(values);
  throw new UsageError(`${name} takes ${words.join(", ")}, not ${quote(word)}${didYouMean(word, words)}`);
}
