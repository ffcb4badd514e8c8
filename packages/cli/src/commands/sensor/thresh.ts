import {
  isThresholdSensor,
  type SensorRecord,
  sensorUnitText,
  setSensorThresholds,
  type ThresholdName,
  thresholdNames,
  thresholdWords,
} from "@ruipmi/commands";
import { CommandFailure, UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { fixed } from "../../output/fixed.ts";
import * as schema from "../../output/json-schema.ts";
import type { CliCommand, CommandContext, RunCommand } from "../cli-command.ts";
import { type CliSession, changing, inSession } from "../in-session.ts";
import { findNamed, readAll, readRepository, sensorPath } from "../sdr/repository.ts";
import { misplaced, type NamedValue, rawThresholds } from "./threshold-values.ts";

/** `sensor thresh`: sets thresholds. */
export const sensorThresh: CliCommand = {
  name: "sensor thresh",
  usage: "NAME unr|ucr|unc|lnc|lcr|lnr VALUE | NAME upper UNC UCR UNR | NAME lower LNR LCR LNC",
  summary: "set thresholds of a sensor (Set Sensor Thresholds)",
  details: [
    "unr  upper non-recoverable      lnc  lower non-critical",
    "ucr  upper critical             lcr  lower critical",
    "unc  upper non-critical         lnr  lower non-recoverable",
    "upper and lower set three at once, in the order given.",
    "",
    "VALUE is in the sensor's unit; the nearest that it can compare with is set.",
    "Values that would be out of order with the other thresholds are refused.",
  ],
  scope: "session",
  schema: schema.object({
    name: schema.string(),
    thresholds: schema.object(
      Object.fromEntries(
        thresholdNames.map((name) => {
          const fields = { value: schema.number(), unit: schema.string(), raw: schema.byte("what was set") };
          return [name, schema.optional(schema.object(fields))];
        }),
      ),
      "what was set; value as it was given",
    ),
  }),
  examples: ['sensor thresh "Inlet Temp" ucr 45', 'sensor thresh "Inlet Temp" upper 40 45 50'],
  words: [[], ["unr", "ucr", "unc", "lnc", "lcr", "lnr", "upper", "lower"]],
  prepare(args) {
    const [name, word, ...values] = args;
    if (name === undefined || word === undefined) throw new UsageError(`sensor thresh takes ${sensorThresh.usage}`);
    return setThresholds(name, namedValues(word, values));
  },
};

const threeAtOnce: Readonly<Record<string, readonly ThresholdName[]>> = {
  upper: ["upperNonCritical", "upperCritical", "upperNonRecoverable"],
  lower: ["lowerNonRecoverable", "lowerCritical", "lowerNonCritical"],
};

function namedValues(word: string, values: readonly string[]): readonly NamedValue[] {
  const single = thresholdNames.find((name) => thresholdWords[name].short === word);
  const names = single === undefined ? threeAtOnce[word] : [single];
  if (names === undefined) {
    const words = [...Object.values(thresholdWords).map(({ short }) => short), ...Object.keys(threeAtOnce)];
    throw new UsageError(
      `there is no threshold ${quote(word)}${didYouMean(word, words)}; there are ${words.join(", ")}`,
    );
  }
  if (values.length !== names.length) {
    const wanted = names.map((name) => thresholdWords[name].short.toUpperCase()).join(" ");
    throw new UsageError(
      `sensor thresh NAME ${word} takes ${wanted}: ${names.length} and not ${values.length} numbers`,
    );
  }
  return names.map((name, index) => ({ name, value: parseNumber(values[index]!) }));
}

function parseNumber(text: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw new UsageError(`a threshold is a number in the sensor's unit, for example 48 or -3.5, not ${quote(text)}`);
}

function setThresholds(name: string, values: readonly NamedValue[]): RunCommand {
  return inSession(async (session, context) => {
    const { entries } = await readRepository(session, context);
    const { entries: found, failure } = findNamed(entries, [name]);
    const record = found[0]?.record;
    if (record === undefined) throw failure!;
    if (record.kind !== "fullSensor" || !isThresholdSensor(record)) {
      throw new CommandFailure("notSupported", `${quote(name)} has no thresholds`);
    }
    await refuseMisplaced(session, context, record, values);
    const thresholds = rawThresholds(record, values);
    const request = { sensorNumber: record.sensorNumber, thresholds };
    await changing(session.request(setSensorThresholds, request, sensorPath(record, context.options)));
    const unit = sensorUnitText(record.units);
    const set = Object.fromEntries(values.map(({ name, value }) => [name, { value, unit, raw: thresholds[name] }]));
    context.output.result(
      { name, thresholds: set },
      () => `Locating sensor record '${name}'...\n${settingText(name, values)}`,
    );
    return 0;
  });
}

function settingText(sensor: string, values: readonly NamedValue[]): string {
  const lines = values.map(({ name, value }) => {
    return `Setting sensor "${sensor}" ${thresholdWords[name].long} threshold to ${fixed(value, 3)}\n`;
  });
  return lines.join("");
}

/** Managed systems take thresholds in any order (IPMI v2.0 §35.8), and then raise events that mean nothing. */
async function refuseMisplaced(
  session: CliSession,
  context: CommandContext,
  record: SensorRecord,
  values: readonly NamedValue[],
): Promise<void> {
  const [reading] = await readAll(session, context, [record], { thresholds: true });
  const problem = misplaced(reading?.thresholds ?? {}, values);
  if (problem !== undefined) throw new CommandFailure("notDone", `${problem}: nothing was set`);
}
