import { getSystemRestartCause, SystemRestartCause } from "@ruipmi/commands";
import { integer, nameOrNumber, object } from "../../output/json-schema.ts";
import { keyOf } from "../../output/key-of.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `chassis restart_cause`: why the system started the last time. */
export const chassisRestartCause: CliCommand = {
  name: "chassis restart_cause",
  usage: "",
  summary: "why the system started the last time (Get System Restart Cause)",
  details: [],
  scope: "session",
  schema: object({
    cause: nameOrNumber(SystemRestartCause, "why it started"),
    channelNumber: integer("the channel that the command came over, where it was one", 0, 255),
  }),
  examples: ["chassis restart_cause"],
  prepare(args) {
    requireNoArguments("chassis restart_cause", args);
    return inSession(async (session, { output }) => {
      const { cause, channelNumber } = await session.request(getSystemRestartCause);
      output.result(
        { cause: keyOf(SystemRestartCause, cause), channelNumber },
        () => `System restart cause: ${causeTexts[cause] ?? unknown(cause)}\n`,
      );
      return 0;
    });
  },
};

/** ipmitool's words (IPMI v2.0 table 28-11). */
const causeTexts: Readonly<Record<number, string>> = {
  [SystemRestartCause.unknown]: "unknown",
  [SystemRestartCause.chassisControl]: "chassis power control command",
  [SystemRestartCause.resetButton]: "reset via pushbutton",
  [SystemRestartCause.powerButton]: "power-up via pushbutton",
  [SystemRestartCause.watchdog]: "watchdog expired",
  [SystemRestartCause.oem]: "OEM",
  [SystemRestartCause.alwaysRestore]: "power-up due to always-restore power policy",
  [SystemRestartCause.restorePrevious]: "power-up due to restore-previous power policy",
  [SystemRestartCause.pefReset]: "reset via PEF",
  [SystemRestartCause.pefPowerCycle]: "power-cycle via PEF",
  [SystemRestartCause.softReset]: "soft reset",
  [SystemRestartCause.rtcWakeUp]: "power-up via RTC wakeup",
};

function unknown(cause: number): string {
  return `Unknown (0x${cause.toString(16).toUpperCase().padStart(2, "0")})`;
}
