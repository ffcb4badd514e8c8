/** The values that options and arguments take. Each function says what is wrong and what would be right. */
import type { CipherSuiteId } from "@ruipmi/core";
import { PrivilegeLevel as Level, type PrivilegeLevel } from "@ruipmi/core/wire";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";

/** A whole number in decimal or 0x hex. */
export function parseWhole(what: string, text: string, low: number, high: number): number {
  const value = /^(0[xX][0-9a-fA-F]+|[0-9]+)$/.test(text) ? Number(text) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new UsageError(`${what} is a number from ${low} to ${high}, in decimal or 0x hex, not ${quote(text)}`);
}

/** Seconds, fractions allowed, as milliseconds. */
export function parseSeconds(what: string, text: string): number {
  const seconds = /^([0-9]+\.?[0-9]*|\.[0-9]+)$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= 0.001 && seconds <= 3600) return seconds * 1000;
  throw new UsageError(`${what} is a number of seconds from 0.001 to 3600, for example 2 or 0.5, not ${quote(text)}`);
}

/** A slave address on an IPMB: even, since the low bit is not part of it. */
export function parseSlaveAddress(what: string, text: string): number {
  const address = parseWhole(what, text, 0, 0xff);
  if (address % 2 === 0) return address;
  const doubled = address < 0x80 ? `; as a 7-bit address it would be 0x${(address * 2).toString(16)} here` : "";
  throw new UsageError(`${what} is an even 8-bit slave address such as 0x20 or 0x82, not ${quote(text)}${doubled}`);
}

/** Cipher suites in the order of preference, for example `17,3`; with `ranges` also `0-3,17`. */
export function parseCipherSuites(what: string, text: string, ranges: boolean): readonly CipherSuiteId[] {
  const example = ranges ? "for example 0-3,17" : "for example 17 or 17,3";
  const suites: CipherSuiteId[] = [];
  for (const part of text.split(",")) {
    const [first, last = first] = part.split("-");
    const from = suiteNumber(first);
    const to = suiteNumber(last);
    const range = part.includes("-");
    if (from === undefined || to === undefined || from > to || (range && !ranges) || part.split("-").length > 2) {
      throw new UsageError(`${what} takes cipher suites from 0 to 19, ${example}, not ${quote(text)}`);
    }
    for (let id = from; id <= to; id++) {
      if (suites.includes(id as CipherSuiteId)) throw new UsageError(`${what} names cipher suite ${id} twice`);
      suites.push(id as CipherSuiteId);
    }
  }
  return suites;
}

/** The privilege levels of a session, by ipmitool's words. */
const privilegeLevels: Readonly<Record<string, PrivilegeLevel>> = {
  callback: Level.callback,
  user: Level.user,
  operator: Level.operator,
  administrator: Level.administrator,
  oem: Level.oem,
};

/** Their words, lowest first. */
export const levelWords: readonly string[] = Object.keys(privilegeLevels);

/** A privilege level by its word, in any case. */
export function parsePrivilegeLevel(what: string, text: string): PrivilegeLevel {
  const level = findPrivilegeLevel(text);
  if (level !== undefined) return level;
  throw new UsageError(`${what} is one of ${levelWords.join(", ")}, not ${quote(text)}${meantLevel(text)}`);
}

/** An abbreviation is no slip of the finger, but far from its word in letters. */
function meantLevel(text: string): string {
  const begun = levelWords.filter((word) => text !== "" && word.startsWith(text.toLowerCase()));
  return begun.length === 0 ? didYouMean(text, levelWords) : `; did you mean ${begun.join(" or ")}?`;
}

/** The privilege level of a word, in any case; `undefined` for other words. */
export function findPrivilegeLevel(text: string): PrivilegeLevel | undefined {
  const word = levelWords.find((candidate) => candidate === text.toLowerCase());
  return word === undefined ? undefined : privilegeLevels[word];
}

/** The word of a privilege level. */
export function privilegeWord(level: PrivilegeLevel): string {
  return levelWords.find((word) => privilegeLevels[word] === level) ?? String(level);
}

/** Bytes in hex, with or without 0x. The text may be a secret and is never repeated. */
export function parseHexSecret(what: string, text: string): Uint8Array {
  const digits = text.replace(/^0[xX]/, "");
  if (/^([0-9a-fA-F]{2})*$/.test(digits)) return Uint8Array.from(Buffer.from(digits, "hex"));
  throw new UsageError(`${what} takes an even number of hex digits, two for each byte`);
}

/** Text as UTF-8. */
export function utf8(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "utf8"));
}

/** Refuses bytes that the protocol has no room for: nothing is ever cut to fit. */
export function requireLength(what: string, bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length <= most) return bytes;
  throw new UsageError(`${what} has ${bytes.length} bytes; IPMI takes at most ${most}, and nothing is cut to fit`);
}

/** What was typed, made safe for one line of a terminal. */
export function quote(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `"${shown.replace(/[^\x20-\x7e\u00a0-\uffff]/g, "?")}"`;
}

function suiteNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9]{1,2}$/.test(text)) return undefined;
  const id = Number(text);
  return id <= 19 ? id : undefined;
}
