import { getPowerLimit, type PowerLimit, setPowerLimit } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { completionCodeName, decodeFromBytes } from "@ruipmi/core/wire";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { powerLimitText } from "../../output/dcmi/power-text.ts";
import { hexByte } from "../../output/hex.ts";
import { boolean, byte, type JsonSchema, object, quantity } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, changing, inSession } from "../in-session.ts";

const schema: JsonSchema = object({
  active: boolean("whether the limit holds"),
  exceptionActions: byte("0 nothing, 1 hard power off and an event, 17 an event"),
  powerLimit: quantity("W"),
  correctionTimeLimit: quantity("ms"),
  statisticsSamplingPeriod: quantity("s"),
});

/** `dcmi power get_limit`: the power limit, whether it holds or not. */
export const dcmiPowerGetLimit: CliCommand = {
  name: "dcmi power get_limit",
  usage: "",
  summary: "the power limit (Get Power Limit)",
  details: [],
  scope: "session",
  schema,
  examples: ["dcmi power get_limit"],
  prepare(args) {
    requireNoArguments("dcmi power get_limit", args);
    return inSession(async (session, { output }) => {
      const { isActive, limit } = await readLimit(session);
      output.result(limitDocument(isActive, limit), () => powerLimitText(isActive, limit));
      return 0;
    });
  },
};

/** `dcmi power set_limit`: another power limit. */
export const dcmiPowerSetLimit: CliCommand = {
  name: "dcmi power set_limit",
  usage: "action|limit|correction|sample VALUE …",
  summary: "change the power limit (Set Power Limit)",
  details: [
    "action      no_action, sel_logging, power_off, or oem_02 to oem_10",
    "limit       watts",
    "correction  milliseconds after which the action is taken",
    "sample      seconds that power is averaged over",
    "",
    "Several may follow on each other; what is not named stays as it is. Whether",
    "the limit holds is another matter: dcmi power activate.",
  ],
  scope: "session",
  schema,
  examples: ["dcmi power set_limit limit 500", "dcmi power set_limit action sel_logging limit 600"],
  words: [["action", "limit", "correction", "sample"]],
  prepare(args) {
    const changes = parseChanges(args);
    return inSession(async (session, { output }) => {
      const { limit } = await readLimit(session);
      await changing(session.request(setPowerLimit, { ...limit, ...changes }));
      // As with ipmitool, what is shown is what the managed system says then.
      const now = await readLimit(session);
      output.result(limitDocument(now.isActive, now.limit), () => powerLimitText(now.isActive, now.limit));
      return 0;
    });
  },
};

/** "No Active Set Power Limit" (DCMI v1.5 §6.6.2). */
const noActiveLimit = 0x80;

/** The limit comes with a refusal, too, where it does not hold. */
async function readLimit(session: CliSession): Promise<{ readonly isActive: boolean; readonly limit: PowerLimit }> {
  const { netFn, cmd, groupExtension = 0, name, completionCodes } = getPowerLimit;
  const { completionCode, data } = await session.raw(netFn, cmd, Uint8Array.of(groupExtension, 0, 0), { lun: 0 });
  const isInactive = completionCode === noActiveLimit && data.length > 1;
  if (completionCode === 0 || isInactive) {
    const limit = decodeFromBytes(getPowerLimit.response, data.subarray(1), name, undefined);
    return { isActive: completionCode === 0, limit };
  }
  const meaning = completionCodeName(completionCode, completionCodes);
  const message = `${name} refused: ${meaning} (completion code 0x${hexByte(completionCode)})`;
  throw new RefusalError("completionCode", message, { completionCode });
}

function limitDocument(active: boolean, limit: PowerLimit): object {
  return {
    active,
    exceptionActions: limit.exceptionActions,
    powerLimit: { value: limit.powerLimit, unit: "W" },
    correctionTimeLimit: { value: limit.correctionTimeLimit, unit: "ms" },
    statisticsSamplingPeriod: { value: limit.statisticsSamplingPeriod, unit: "s" },
  };
}

type Changes = { -readonly [Key in keyof PowerLimit]?: number };

/** By ipmitool's words: what each changes, and how far it goes. */
const parameters = {
  action: ["exceptionActions", 0xff],
  limit: ["powerLimit", 0xffff],
  correction: ["correctionTimeLimit", 0xffff_ffff],
  sample: ["statisticsSamplingPeriod", 0xffff],
} as const;

function parseChanges(args: readonly string[]): Changes {
  const names = Object.keys(parameters) as (keyof typeof parameters)[];
  if (args.length === 0) throw new UsageError(`dcmi power set_limit needs one of ${names.join(", ")}, and its value`);
  const changes: Changes = {};
  for (let index = 0; index < args.length; index += 2) {
    const given = args[index]!;
    const value = args[index + 1];
    const name = names.find((each) => each === given.toLowerCase());
    if (name === undefined) {
      throw new UsageError(
        `dcmi power set_limit takes ${names.join(", ")}, not ${quote(given)}${didYouMean(given, names)}`,
      );
    }
    if (value === undefined) throw new UsageError(`dcmi power set_limit ${name} needs a value`);
    const [key, most] = parameters[name];
    changes[key] = name === "action" ? parseAction(value) : parseWhole(name, value, 0, most);
  }
  return changes;
}

const actions: Readonly<Record<string, number>> = {
  no_action: 0x00,
  power_off: 0x01,
  sel_logging: 0x11,
  ...Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`oem_${hexByte(index + 2)}`, index + 2])),
};

function parseAction(text: string): number {
  const action = actions[text.toLowerCase()];
  if (action !== undefined) return action;
  const names = Object.keys(actions);
  throw new UsageError(
    `action is no_action, sel_logging, power_off, or oem_02 to oem_10, not ${quote(text)}${didYouMean(text, names)}`,
  );
}
