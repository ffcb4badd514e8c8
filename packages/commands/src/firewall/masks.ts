/**
 * Sets of numbers as bits, the lowest number in the lowest bit of the first byte (IPMI v2.0 §21.3 to §21.10).
 */
import type { ByteReader, ByteWriter } from "@ruipmi/core/wire";

/** Bytes of a mask of half the commands of a network function. */
const commandMaskLength = 16;

/** Bytes of a mask of 32 sub-functions. */
const subFunctionMaskLength = 4;

/** What a bit of 1 says of its number: that it is in the set, or that it is not. */
export type MaskMeaning = "oneIsIn" | "oneIsOut";

/** Writes which commands of a half are in the set; those of the other half are left out. */
export function writeCommandMask(
  commands: readonly number[],
  half: number,
  meaning: MaskMeaning,
  writer: ByteWriter,
): void {
  writeMask(commands, (half & 1) * commandMaskLength * 8, commandMaskLength, meaning, writer);
}

/** Reads the numbers of the commands of a half that are in the set, in ascending order. */
export function readCommandMask(half: number, meaning: MaskMeaning, reader: ByteReader): readonly number[] {
  return readMask((half & 1) * commandMaskLength * 8, reader.view(commandMaskLength, "commandMask"), meaning);
}

/** Writes which of the sub-functions 0–31, and 32–63 where one of them is there, are in the set. */
export function writeSubFunctionMasks(subFunctions: readonly number[], writer: ByteWriter): void {
  writeMask(subFunctions, 0, subFunctionMaskLength, "oneIsIn", writer);
  if (subFunctions.some((number) => number >= 32))
    writeMask(subFunctions, 32, subFunctionMaskLength, "oneIsIn", writer);
}

/** Reads the numbers of the sub-functions that are in the set, out of one mask or two. */
export function readSubFunctionMasks(reader: ByteReader): readonly number[] {
  const first = readMask(0, reader.view(subFunctionMaskLength, "subFunctionMask1"), "oneIsIn");
  if (reader.remaining === 0) return first;
  return [...first, ...readMask(32, reader.view(subFunctionMaskLength, "subFunctionMask2"), "oneIsIn")];
}

/** Writes which of the sub-functions 0–31 are supported: a bit of 0 says yes. */
export function writeSubFunctionSupport(subFunctions: readonly number[], writer: ByteWriter): void {
  writeMask(subFunctions, 0, subFunctionMaskLength, "oneIsOut", writer);
}

/** Reads the numbers of the sub-functions that are supported. */
export function readSubFunctionSupport(reader: ByteReader): readonly number[] {
  return readMask(0, reader.view(subFunctionMaskLength, "subFunctionSupport"), "oneIsOut");
}

/** Writes the set of the numbers from `from` on, as many as `length` bytes hold. */
export function writeMask(
  numbers: readonly number[],
  from: number,
  length: number,
  meaning: MaskMeaning,
  writer: ByteWriter,
): void {
  const bits = new Uint8Array(length);
  for (const number of numbers) {
    const index = number - from;
    if (index >= 0 && index < length * 8) bits[index >>> 3]! |= 1 << (index & 7);
  }
  writer.bytes(meaning === "oneIsIn" ? bits : bits.map((byte) => ~byte));
}

/** The numbers from `from` on that are in the set. */
export function readMask(from: number, bits: Uint8Array, meaning: MaskMeaning): readonly number[] {
  const wanted = meaning === "oneIsIn" ? 1 : 0;
  const numbers: number[] = [];
  for (let index = 0; index < bits.length * 8; index++)
    if (((bits[index >>> 3]! >>> (index & 7)) & 1) === wanted) numbers.push(from + index);
  return numbers;
}
