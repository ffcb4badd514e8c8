import type { SeededRandom } from "@ruipmi/transport-mock";
import { interestingByte, interestingToken, interestingWord } from "./interesting.ts";

/** One change to a byte string; `partner` is another of its kind. */
type ByteMutator = (bytes: Uint8Array, random: SeededRandom, partner: Uint8Array) => Uint8Array;

const flipBit: ByteMutator = (bytes, random) => {
  const bit = random.below(8 * bytes.length);
  return bytes.map((byte, at) => (at === bit >>> 3 ? byte ^ (1 << (bit & 7)) : byte));
};

const setByte: ByteMutator = (bytes, random) =>
  replaced(
    bytes,
    random.below(bytes.length),
    Uint8Array.of(random.chance(0.7) ? interestingByte(random) : random.below(256)),
  );

const nudgeByte: ByteMutator = (bytes, random) => {
  const at = random.below(bytes.length);
  return replaced(bytes, at, Uint8Array.of(bytes[at]! + random.below(17) - 8));
};

const setWord: ByteMutator = (bytes, random) => {
  const word = interestingWord(random);
  const [low, high] = [word & 0xff, word >>> 8];
  return replaced(
    bytes,
    random.below(bytes.length),
    random.chance(0.5) ? Uint8Array.of(low, high) : Uint8Array.of(high, low),
  );
};

/** A byte becomes the number of bytes that follow it, or nearly: what length fields are. */
const tweakLength: ByteMutator = (bytes, random) => {
  const at = random.below(bytes.length);
  const following = bytes.length - at - 1;
  return replaced(
    bytes,
    at,
    Uint8Array.of(following + random.below(5) - 2, ...(random.chance(0.3) ? [following >>> 8] : [])),
  );
};

const insertBytes: ByteMutator = (bytes, random) =>
  inserted(bytes, random.below(bytes.length + 1), random.bytes(1 + random.below(random.chance(0.1) ? 64 : 8)));

const insertToken: ByteMutator = (bytes, random) =>
  inserted(bytes, random.below(bytes.length + 1), interestingToken(random));

const writeToken: ByteMutator = (bytes, random) =>
  replaced(bytes, random.below(bytes.length), interestingToken(random));

const deleteRange: ByteMutator = (bytes, random) => {
  const [from, to] = anyRange(bytes, random);
  return joined(bytes.subarray(0, from), bytes.subarray(to));
};

const duplicateRange: ByteMutator = (bytes, random) => {
  const [from, to] = anyRange(bytes, random);
  return inserted(bytes, random.chance(0.5) ? to : random.below(bytes.length + 1), bytes.subarray(from, to));
};

const fillRange: ByteMutator = (bytes, random) => {
  const [from, to] = anyRange(bytes, random);
  return bytes.slice().fill(interestingByte(random), from, to);
};

const truncate: ByteMutator = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

const extend: ByteMutator = (bytes, random) => {
  const more = new Uint8Array(1 + random.below(random.chance(0.1) ? 300 : 20));
  return joined(bytes, random.chance(0.5) ? more.fill(interestingByte(random)) : random.bytes(more.length));
};

const splice: ByteMutator = (bytes, random, partner) =>
  joined(bytes.subarray(0, random.below(bytes.length + 1)), partner.subarray(random.below(partner.length + 1)));

const borrowRange: ByteMutator = (bytes, random, partner) => {
  const [from, to] = anyRange(partner, random);
  return replaced(bytes, random.below(bytes.length), partner.subarray(from, to));
};

const swapRanges: ByteMutator = (bytes, random) => {
  const [first, second] = [random.below(bytes.length), random.below(bytes.length)];
  const length = Math.min(1 + random.below(8), bytes.length - Math.max(first, second));
  const swapped = bytes.slice();
  swapped.set(bytes.subarray(first, first + length), second);
  swapped.set(bytes.subarray(second, second + length), first);
  return swapped;
};

/** The likelier ones more than once. */
const mutators: readonly ByteMutator[] = [
  flipBit,
  flipBit,
  setByte,
  setByte,
  setByte,
  nudgeByte,
  setWord,
  tweakLength,
  tweakLength,
  insertBytes,
  insertToken,
  writeToken,
  deleteRange,
  duplicateRange,
  fillRange,
  truncate,
  extend,
  splice,
  borrowRange,
  swapRanges,
];

/** One change of any kind. Never changes `bytes` itself. */
export function mutateBytes(bytes: Uint8Array, random: SeededRandom, partner: Uint8Array): Uint8Array {
  if (bytes.length === 0) return random.chance(0.5) ? partner : random.bytes(random.below(24));
  return mutators[random.below(mutators.length)]!(bytes, random, partner);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function inserted(bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array {
  return joined(bytes.subarray(0, at), more, bytes.subarray(at));
}

/** As much of `other` as there is room for. */
function replaced(bytes: Uint8Array, at: number, other: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  changed.set(other.subarray(0, bytes.length - at), at);
  return changed;
}

/** Mostly short, of at least one byte where there is one. */
function anyRange(bytes: Uint8Array, random: SeededRandom): readonly [from: number, to: number] {
  if (bytes.length === 0) return [0, 0];
  const from = random.below(bytes.length);
  const most = bytes.length - from;
  return [from, from + 1 + random.below(random.chance(0.8) ? Math.min(most, 16) : most)];
}
