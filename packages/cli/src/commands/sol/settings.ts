/** What `sol set` sets: each parameter with the words that it takes. */
import {
  readSolParameter,
  SolBitRate,
  type SolParameter,
  type SolParameterName,
  type SolParameterOf,
} from "@ruipmi/commands";
import type { Procedure } from "@ruipmi/core/wire";
import { CommandFailure, UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";

/** The parameter with its new value, for a channel; what it shares bytes with stays as it is. */
export type NewParameter = (channelNumber: number) => Procedure<SolParameter>;

/** One parameter as `sol set` calls it. */
export interface SolSetting {
  /** Its word. */
  readonly name: string;
  /** What it takes, as help shows it. */
  readonly usage: string;
  /** The words that it takes; absent for numbers. */
  readonly words?: readonly string[];
  /** Understands a value. Throws `UsageError`. */
  parse(text: string): NewParameter;
}

const bitRates: readonly (readonly [word: string, bitRate: number])[] = [
  ["serial", SolBitRate.serialChannel],
  ["9.6", SolBitRate.rate9600],
  ["19.2", SolBitRate.rate19200],
  ["38.4", SolBitRate.rate38400],
  ["57.6", SolBitRate.rate57600],
  ["115.2", SolBitRate.rate115200],
];

/** All of them, in the order in which help lists them. */
export const solSettings: readonly SolSetting[] = [
  wordSetting("set-in-progress", ["set-complete", "set-in-progress", "commit-write"], (state) => ({
    type: "setInProgress",
    state,
  })),
  wordSetting("enabled", ["true", "false"], (index) => ({ type: "enable", enabled: index === 0 })),
  switchSetting("force-encryption", "forceEncryption"),
  switchSetting("force-authentication", "forceAuthentication"),
  {
    name: "privilege-level",
    ...takes(["user", "operator", "admin", "oem"]),
    parse(text) {
      const privilegeLevel = 2 + indexOf("privilege-level", ["user", "operator", "admin", "oem"], text);
      return changed("authentication", { privilegeLevel });
    },
  },
  numberSetting("character-accumulate-level", "N", 1, 255, "characterAccumulate", (value) => ({ interval: value * 5 })),
  numberSetting("character-send-threshold", "N", 0, 255, "characterAccumulate", (sendThreshold) => ({ sendThreshold })),
  numberSetting("retry-count", "N", 0, 7, "retry", (count) => ({ count })),
  numberSetting("retry-interval", "N", 0, 255, "retry", (value) => ({ interval: value * 10 })),
  bitRateSetting("non-volatile-bit-rate", "nonVolatileBitRate"),
  bitRateSetting("volatile-bit-rate", "volatileBitRate"),
];

/** The setting of a word. Throws `UsageError` with the nearest right one. */
export function findSolSetting(text: string): SolSetting {
  const names = solSettings.map(({ name }) => name);
  const found = solSettings.find(({ name }) => name === text);
  if (found !== undefined) return found;
  throw new UsageError(`sol set sets ${names.join(", ")}, not ${quote(text)}${didYouMean(text, names)}`);
}

function takes(words: readonly string[]): Pick<SolSetting, "usage" | "words"> {
  return { usage: words.join("|"), words };
}

function wordSetting(name: string, words: readonly string[], make: (index: number) => SolParameter): SolSetting {
  return {
    name,
    ...takes(words),
    parse(text) {
      const parameter = make(indexOf(name, words, text));
      return constant(parameter);
    },
  };
}

function switchSetting(name: string, field: "forceEncryption" | "forceAuthentication"): SolSetting {
  const words = ["true", "false"];
  return {
    name,
    ...takes(words),
    parse: (text) => changed("authentication", { [field]: indexOf(name, words, text) === 0 }),
  };
}

function bitRateSetting(name: string, type: "nonVolatileBitRate" | "volatileBitRate"): SolSetting {
  const words = bitRates.map(([word]) => word);
  return wordSetting(name, words, (index) => ({ type, bitRate: bitRates[index]![1] }));
}

function numberSetting<Name extends "characterAccumulate" | "retry">(
  name: string,
  usage: string,
  low: number,
  high: number,
  type: Name,
  make: (value: number) => Partial<SolParameterOf<Name>>,
): SolSetting {
  return {
    name,
    usage: `${usage} (${low}-${high})`,
    parse: (text) => changed(type, make(parseWhole(name, text, low, high))),
  };
}

function indexOf(name: string, words: readonly string[], text: string): number {
  const index = words.indexOf(text);
  if (index >= 0) return index;
  throw new UsageError(`${name} is ${words.join(", ")}, not ${quote(text)}${didYouMean(text, words)}`);
}

function constant(parameter: SolParameter): NewParameter {
  // biome-ignore lint/correctness/useYield: a procedure that needs to ask nothing
  return function* (): Procedure<SolParameter> {
    return parameter;
  };
}

/** A parameter holds several values: what is not set is read, and written back. */
function changed<Name extends SolParameterName>(name: Name, change: Partial<SolParameterOf<Name>>): NewParameter {
  return function* (channelNumber): Procedure<SolParameter> {
    const present = yield* readSolParameter(channelNumber, name);
    if (present === undefined) {
      throw new CommandFailure("notSupported", "this managed system does not have that SOL parameter");
    }
    return { ...present, ...change };
  };
}
