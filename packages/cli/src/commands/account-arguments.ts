/** Arguments that name channels, users and privilege levels, for the groups that have them. */
import { noAccess } from "@ruipmi/commands";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { findPrivilegeLevel, levelWords, parseWhole, quote } from "../options/values.ts";

/** Refuses too few and too many arguments. */
export function requireCount(
  command: string,
  usage: string,
  args: readonly string[],
  least: number,
  most: number,
): void {
  if (args.length < least) throw new UsageError(`${command} needs more arguments: ${command} ${usage}`);
  if (args.length <= most) return;
  throw new UsageError(`${quote(args[most]!)} is one argument too many: ${command} ${usage}`);
}

/** The channel that a session is on, where none is named (IPMI v2.0 §6.3). */
export const presentChannel = 0x0e;

/** A channel: 0 to 11, 14 for the one the session is on, 15 for the system interface (IPMI v2.0 §6.3). */
export function parseChannel(text: string): number {
  const channel = parseWhole("the channel", text, 0, 15);
  if (channel !== 12 && channel !== 13) return channel;
  throw new UsageError(
    `channels 12 and 13 are reserved: 0 to 11, 14 for the session's own, 15 for the system interface`,
  );
}

/** A user ID. */
export function parseUserId(text: string): number {
  return parseWhole("the user ID", text, 1, 63);
}

/** The level words, and what ipmitool calls having none. */
const limitWords: readonly string[] = [...levelWords, "no_access"];

/** What {@link parsePrivilegeLimit} takes, for help. */
export const limitDetails: readonly string[] = [
  "LEVEL is callback (1), user (2), operator (3), administrator (4), oem (5) or",
  "no_access (15), by word or number.",
];

/** The words of {@link parsePrivilegeLimit}, for completion. */
export const limitCompletions: readonly string[] = limitWords;

/** The highest privilege level of a user: 1 to 5, 15 for no access, or a word. */
export function parsePrivilegeLimit(text: string): number {
  const level = findPrivilegeLevel(text);
  if (level !== undefined) return level;
  if (/^no[ _-]?access$/i.test(text)) return noAccess;
  if (!/^[0-9]/.test(text)) {
    throw new UsageError(`LEVEL is one of ${limitWords.join(", ")}, not ${quote(text)}${didYouMean(text, limitWords)}`);
  }
  const number = parseWhole("LEVEL", text, 1, 15);
  if (number <= 5 || number === noAccess) return number;
  throw new UsageError(`LEVEL is 1 to 5, or 15 for no access, not ${quote(text)}`);
}
