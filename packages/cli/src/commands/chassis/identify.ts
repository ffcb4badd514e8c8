import { type ChassisIdentifyRequest, chassisIdentify } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { literal, object, oneOf, quantity } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** What Chassis Identify takes where no seconds are given (IPMI v2.0 §28.5). */
const defaultSeconds = 15;

/** `chassis identify`: makes the chassis be found among others. */
export const chassisIdentifyCommand: CliCommand = {
  name: "chassis identify",
  usage: "[SECONDS|force]",
  summary: "make it be found among others (Chassis Identify)",
  details: [
    "SECONDS  how long, 0 to 255; 15 when left out, 0 switches it off",
    "force    until it is switched off; not every chassis knows it",
  ],
  scope: "session",
  schema: object({ identify: oneOf([quantity("s"), literal("indefinite")], "how long") }),
  examples: ["chassis identify", "chassis identify 0", "chassis identify force"],
  words: [["0", "force"]],
  prepare(args) {
    const request = parseIdentify(args);
    return inSession(async (session, { output }) => {
      await changing(session.request(chassisIdentify, request));
      const { seconds = defaultSeconds, forceOn = false } = request;
      const identify = forceOn ? "indefinite" : { value: seconds, unit: "s" };
      output.result({ identify }, () => `Chassis identify interval: ${intervalText(request)}\n`);
      return 0;
    });
  },
};

function parseIdentify([given, surplus]: readonly string[]): ChassisIdentifyRequest {
  if (surplus !== undefined)
    throw new UsageError(`chassis identify takes one argument, and ${quote(surplus)} is one too many`);
  if (given === undefined) return {};
  if (given === "force") return { seconds: 0, forceOn: true };
  return { seconds: parseWhole("chassis identify takes force or SECONDS, which", given, 0, 255) };
}

function intervalText({ seconds, forceOn }: ChassisIdentifyRequest): string {
  if (forceOn === true) return "indefinite";
  if (seconds === undefined) return `default (${defaultSeconds} seconds)`;
  return seconds === 0 ? "off" : `${seconds} seconds`;
}
