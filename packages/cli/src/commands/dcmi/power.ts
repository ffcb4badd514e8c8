import { activatePowerLimit, getPowerReading, type RollingAveragePeriod } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { powerReadingText } from "../../output/dcmi/power-text.ts";
import { boolean, integer, object, quantity } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `dcmi power reading`: what the machine takes. */
export const dcmiPowerReading: CliCommand = {
  name: "dcmi power reading",
  usage: "[PERIOD]",
  summary: "what power the machine takes (Get Power Reading)",
  details: [
    "With a period averages over it: 5_sec, 15_sec, 30_sec, 1_min, 3_min, 7_min,",
    "15_min, 30_min or 1_hour; a managed system has some of these.",
  ],
  scope: "session",
  schema: object({
    currentPower: quantity("W"),
    minimumPower: quantity("W", "over the period"),
    maximumPower: quantity("W", "over the period"),
    averagePower: quantity("W", "over the period"),
    timestamp: integer("seconds since 1970 by the managed system's clock"),
    statisticsReportingPeriod: quantity("ms"),
    measurementActive: boolean("whether power is being measured"),
  }),
  examples: ["dcmi power reading", "dcmi power reading 15_min"],
  words: [["5_sec", "15_sec", "30_sec", "1_min", "3_min", "7_min", "15_min", "30_min", "1_hour"]],
  prepare(args) {
    const period = parsePeriod(args);
    return inSession(async (session, { output, options }) => {
      const request = period === undefined ? { mode: 1 } : { mode: 2, rollingAveragePeriod: periods[period]! };
      const power = await session.request(getPowerReading, request);
      const watts = (value: number): object => ({ value, unit: "W" });
      const document = {
        ...power,
        currentPower: watts(power.currentPower),
        minimumPower: watts(power.minimumPower),
        maximumPower: watts(power.maximumPower),
        averagePower: watts(power.averagePower),
        statisticsReportingPeriod: { value: power.statisticsReportingPeriod, unit: "ms" },
      };
      output.result(document, () => powerReadingText(power, period, options.utc));
      return 0;
    });
  },
};

/** `dcmi power activate`: the limit holds from now on. */
export const dcmiPowerActivate: CliCommand = activation("activate", true, "make the power limit hold");

/** `dcmi power deactivate`: the limit holds no longer. */
export const dcmiPowerDeactivate: CliCommand = activation("deactivate", false, "let the power limit rest");

/** By ipmitool's words. */
const periods: Readonly<Record<string, RollingAveragePeriod>> = {
  "5_sec": { duration: 5, unit: "seconds" },
  "15_sec": { duration: 15, unit: "seconds" },
  "30_sec": { duration: 30, unit: "seconds" },
  "1_min": { duration: 1, unit: "minutes" },
  "3_min": { duration: 3, unit: "minutes" },
  "7_min": { duration: 7, unit: "minutes" },
  "15_min": { duration: 15, unit: "minutes" },
  "30_min": { duration: 30, unit: "minutes" },
  "1_hour": { duration: 1, unit: "hours" },
};

function parsePeriod([given, surplus]: readonly string[]): string | undefined {
  if (given === undefined) return undefined;
  if (surplus !== undefined) {
    throw new UsageError(`dcmi power reading takes one period, and ${quote(surplus)} is one too many`);
  }
  const names = Object.keys(periods);
  const period = names.find((name) => name === given.toLowerCase());
  if (period !== undefined) return period;
  throw new UsageError(`the period is one of ${names.join(", ")}, not ${quote(given)}${didYouMean(given, names)}`);
}

function activation(verb: string, activate: boolean, summary: string): CliCommand {
  const name = `dcmi power ${verb}`;
  return {
    name,
    usage: "",
    summary: `${summary} (Activate/Deactivate Power Limit)`,
    details: [],
    scope: "session",
    schema: object({ active: boolean("whether the limit holds now") }),
    examples: [name],
    prepare(args) {
      requireNoArguments(name, args);
      return inSession(async (session, { output }) => {
        await changing(session.request(activatePowerLimit, { activate }));
        output.result({ active: activate }, () => `\n    Power limit successfully ${verb}d\n\n`);
        return 0;
      });
    },
  };
}
