import { chassisControl, getChassisStatus, PowerControl, type PowerControlName } from "@ruipmi/commands";
import { onOff } from "../../output/chassis/status-text.ts";
import { boolean, object, oneOf, words } from "../../output/json-schema.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand, RunCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `chassis power`: look at it, or switch it. */
export const chassisPower: CliCommand = {
  name: "chassis power",
  usage: "status|on|off|cycle|reset|diag|soft",
  summary: "look at the power, or switch it (Chassis Control)",
  details: [
    "status   whether power is on",
    "on       switch on",
    "off      switch off at once, without a word to the operating system",
    "cycle    off for at least a second, then on",
    "reset    reset without switching off",
    "diag     pulse a diagnostic interrupt (NMI) into the processors",
    "soft     ask the operating system to shut down",
    "up, down and acpi are other words for on, off and soft.",
  ],
  scope: "session",
  schema: oneOf([
    object({ powerIsOn: boolean("whether power is on, for status") }),
    object({ chassisControl: words(Object.keys(PowerControl), "what was asked for") }),
  ]),
  examples: ["chassis power status", "chassis power cycle"],
  words: [["status", "on", "off", "cycle", "reset", "diag", "soft"]],
  prepare(args) {
    const word = requireWord("chassis power", args, ["status", ...controlWords]);
    return word === "status" ? powerStatus : powerControl(controls[word]);
  },
};

/** What ipmitool calls them, as arguments and in what it prints. */
const controls = {
  on: ["powerUp", "Up/On"],
  up: ["powerUp", "Up/On"],
  off: ["powerDown", "Down/Off"],
  down: ["powerDown", "Down/Off"],
  cycle: ["powerCycle", "Cycle"],
  reset: ["hardReset", "Reset"],
  diag: ["diagnosticInterrupt", "Diag"],
  soft: ["softShutdown", "Soft"],
  acpi: ["softShutdown", "Soft"],
} as const satisfies Readonly<Record<string, readonly [PowerControlName, string]>>;

type ControlWord = keyof typeof controls;
const controlWords = Object.keys(controls) as ControlWord[];

const powerStatus: RunCommand = inSession(async (session, { output }) => {
  const { powerIsOn } = await session.request(getChassisStatus, undefined);
  output.result({ powerIsOn }, () => `Chassis Power is ${onOff(powerIsOn)}\n`);
  return 0;
});

function powerControl([control, name]: (typeof controls)[ControlWord]): RunCommand {
  return inSession(async (session, { output }) => {
    await changing(session.request(chassisControl, { control: PowerControl[control] }));
    output.result({ chassisControl: control }, () => `Chassis Power Control: ${name}\n`);
    return 0;
  });
}
