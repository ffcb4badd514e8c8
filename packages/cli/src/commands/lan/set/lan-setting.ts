/** One word of `lan set CHANNEL WORD …`: what it takes and what it does. */
import { type LanParameterName, type LanParameterValues, readLanParameter, setLanParameter } from "@ruipmi/commands";
import { CommandFailure, UsageError } from "../../../errors.ts";
import type { Io } from "../../../io.ts";
import { didYouMean } from "../../../nearest.ts";
import { quote } from "../../../options/values.ts";
import { type CliSession, changing } from "../../in-session.ts";

/** What a setting works with. */
export interface LanSetContext {
  /** The session. */
  readonly session: CliSession;
  /** The channel, which is LAN. */
  readonly channelNumber: number;
  /** Prints a line of ipmitool's; with `--json` nothing. */
  readonly say: (line: string) => void;
}

/** Does it, and returns what `--json` prints as `value`. */
export type ApplyLanSetting = (context: LanSetContext) => Promise<unknown>;

/** One word. */
export interface LanSetting {
  /** The words, for example `defgw ipaddr`. */
  readonly name: string;
  /** What follows. */
  readonly usage: string;
  /** For help. */
  readonly summary: string;
  /** How many values it takes, least and most. */
  readonly count: readonly [least: number, most: number];
  /** The words that its first value may be; any where left out. */
  readonly words?: readonly string[];
  /** Understands the values: throws `UsageError`. */
  parse(values: readonly string[]): ApplyLanSetting;
  /** Asks for what was left out, before a session is opened. */
  ask?(io: Io): Promise<ApplyLanSetting>;
}

/** Sets a parameter and looks whether it holds. */
export async function setParameter<Name extends LanParameterName>(
  { session, channelNumber }: LanSetContext,
  name: Name,
  value: LanParameterValues[Name],
): Promise<LanParameterValues[Name]> {
  const { verified } = await changing(session.run(setLanParameter(channelNumber, name, value)));
  if (verified !== false) return value;
  throw new CommandFailure("notDone", `${name} was set, and the managed system still says something else`);
}

/** The parameter as it is. */
export async function presentParameter<Name extends LanParameterName>(
  { session, channelNumber }: LanSetContext,
  name: Name,
): Promise<LanParameterValues[Name]> {
  const value = await session.run(readLanParameter(channelNumber, name));
  if (value !== undefined) return value;
  throw new CommandFailure("notSupported", `channel ${channelNumber} has no ${name}`);
}

/** One of a few words, in any case. */
export function parseWord<Word extends string>(what: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text.toLowerCase());
  if (word !== undefined) return word;
  throw new UsageError(`${what} is one of ${words.join(", ")}, not ${quote(text)}${didYouMean(text, words)}`);
}

/** `on` or `off`, and what ipmitool takes for them. */
export function parseOnOff(what: string, text: string): boolean {
  const word = parseWord(what, text, ["on", "off", "enable", "disable"]);
  return word === "on" || word === "enable";
}
