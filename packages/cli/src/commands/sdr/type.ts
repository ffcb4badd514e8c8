import { sensorTypeNames } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { array, byte, object, oneOf, string } from "../../output/json-schema.ts";
import { recordsSchema } from "../../output/sdr/print-records.ts";
import type { CliCommand, RunCommand } from "../cli-command.ts";
import { listMatching } from "./list-matching.ts";

/** 00h is reserved. */
const names = sensorTypeNames.slice(1);

/** `sdr type`: the sensors of one type. */
export const sdrType: CliCommand = {
  name: "sdr type",
  usage: "[TYPE|list]",
  summary: "the sensors of one type, or the types there are",
  details: [
    "TYPE is a name, upper or lower case, or a number in decimal or 0x hex.",
    "Without one, or with list, the types are listed.",
  ],
  scope: "session",
  schema: oneOf([recordsSchema, object({ sensorTypes: array(object({ code: byte(), name: string() })) })]),
  examples: ["sdr type Temperature", "sdr type 0x04", "sdr type list"],
  words: [["list", ...names]],
  prepare(args) {
    const [word, surplus] = args;
    if (surplus !== undefined) throw new UsageError(`sdr type takes one type; quote one with blanks in it`);
    return word === undefined || word === "list" ? listTypes : listSensors(parseType(word));
  },
};

/** Asks nobody. */
const listTypes: RunCommand = async ({ output }) => {
  const sensorTypes = names.map((name, index) => ({ code: index + 1, name }));
  output.result({ sensorTypes }, () => `Sensor Types:\n${typeLines()}`);
  return 0;
};

/** Two columns; the last type of an odd number stands alone. */
function typeLines(): string {
  const cell = (index: number): string => {
    return `${names[index]!.padEnd(25)} (0x${(index + 1).toString(16).padStart(2, "0")})`;
  };
  let lines = "";
  for (let index = 0; index < names.length; index += 2) {
    lines += `\t${cell(index)}${index + 1 < names.length ? `   ${cell(index + 1)}` : ""}\n`;
  }
  return lines;
}

function parseType(word: string): number {
  const index = names.findIndex((name) => name.toLowerCase() === word.toLowerCase());
  if (index >= 0) return index + 1;
  if (/^[0-9]/.test(word)) return parseWhole("a sensor type", word, 0, 0xff);
  throw new UsageError(`there is no sensor type ${quote(word)}${didYouMean(word, names)}; sdr type list names them`);
}

function listSensors(sensorType: number): RunCommand {
  return listMatching((record) => "sensorType" in record && record.sensorType === sensorType, "longLine");
}
