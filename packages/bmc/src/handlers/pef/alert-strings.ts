import type { AlertStringBlock } from "@ruipmi/commands";
import type { AlertStringEntry } from "../../device/pef/index.ts";

/** Blocks are this long, and a string has so many of them. */
const blockLength = 16;
const maxBlocks = 4;

/** A block of a string: 00h behind the last character, nothing behind that (IPMI v2.0 table 30-6, parameter 13). */
export function alertStringBlock(
  { text }: AlertStringEntry,
  string: number,
  block: number,
): AlertStringBlock | undefined {
  if (block < 1 || block > maxBlocks) return undefined;
  const bytes = Uint8Array.from([...text, "\0"], (character) => character.charCodeAt(0));
  return { string, block, data: bytes.slice((block - 1) * blockLength, block * blockLength) };
}

/** Puts a block in its place; false where there is no such block. */
export function setAlertStringBlock(entry: AlertStringEntry, { block, data }: AlertStringBlock): boolean {
  if (block < 1 || block > maxBlocks) return false;
  const start = (block - 1) * blockLength;
  const whole = entry.text.slice(0, start).padEnd(start, " ") + String.fromCharCode(...data);
  const rest = data.includes(0) ? "" : entry.text.slice(start + data.length);
  entry.text = (whole + rest).replace(/\0.*$/s, "");
  return true;
}
