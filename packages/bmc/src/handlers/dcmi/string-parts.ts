import type {
  GetStringPartRequest,
  GetStringPartResponse,
  SetStringPartRequest,
  SetStringPartResponse,
} from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { type CommandRefusal, refuse } from "../handler.ts";

/** Longest part of a string in one request (DCMI v1.5 §6.4.2). */
const longestPart = 16;

/** A part of a string, as bytes of Latin 1, or of UTF-8 where its writer sent that. */
export function readPart(
  whole: Uint8Array,
  { offset, bytesToRead }: GetStringPartRequest,
): GetStringPartResponse | CommandRefusal {
  if (bytesToRead > longestPart || offset > whole.length) return refuse(CompletionCode.parameterOutOfRange);
  return { totalLength: whole.length, data: whole.slice(offset, offset + bytesToRead) };
}

/**
 * Writes a part of a string, which ends with it (DCMI v1.5 §6.4.3).
 *
 * @param write - takes the new string
 */
export function writePart(
  whole: Uint8Array,
  { offset, data }: SetStringPartRequest,
  longest: number,
  write: (bytes: Uint8Array) => void,
): SetStringPartResponse | CommandRefusal {
  if (data.length > longestPart || offset > whole.length || offset + data.length > longest) {
    return refuse(CompletionCode.parameterOutOfRange);
  }
  const bytes = new Uint8Array(offset + data.length);
  bytes.set(whole.subarray(0, offset));
  bytes.set(data, offset);
  write(bytes);
  return { totalLength: bytes.length };
}

/** The bytes of a text of Latin 1. */
export function textBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The text that bytes are in Latin 1, up to the first zero. */
export function bytesText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
}
