import type { FuzzInput } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-target.ts";

/** More runs, and more real seconds, are not spent on making an input small. */
const mostRuns = 3000;
const mostSeconds = 20;

/** What an error is told by: its text without numbers, and where it was thrown. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /\n\s+at (?:.*\/)?([^\s(][^\n]*)/.exec(error.stack ?? "")?.[1] ?? "";
  return `${error.name}: ${error.message} (${place.replace(/^.*\/([^/]+)\)?$/, "$1").replace(/\)$/, "")})`
    .replace(/\d+/g, "N")
    .slice(0, 400);
}

/**
 * The smallest input found that breaks the same promise: fewer pieces, fewer bytes, more of them zero.
 *
 * @param clock - real seconds: what is endless may not be run for ever
 */
export async function minimise(
  target: FuzzTarget,
  input: FuzzInput,
  error: unknown,
  clock: () => number,
): Promise<FuzzInput> {
  const problem = problemOf(error);
  const end = clock() + mostSeconds;
  let runs = 0;
  const stillBreaks = async (pieces: readonly Uint8Array[]): Promise<boolean> => {
    if (++runs > mostRuns || clock() > end) return false;
    try {
      await target.run({ subject: input.subject, pieces });
      return false;
    } catch (other) {
      return problemOf(other) === problem;
    }
  };
  let pieces = input.pieces;
  let before: number;
  do {
    before = sizeOf(pieces);
    if (target.order === "sequence") pieces = await withFewerPieces(pieces, stillBreaks);
    for (const at of pieces.keys()) {
      pieces = await withShorterPiece(pieces, at, stillBreaks);
      pieces = await withZeros(pieces, at, stillBreaks);
    }
  } while (sizeOf(pieces) < before && runs < mostRuns && clock() < end);
  return { subject: input.subject, pieces };
}

type Check = (pieces: readonly Uint8Array[]) => Promise<boolean>;
type Pieces = readonly Uint8Array[];

async function withFewerPieces(pieces: Pieces, stillBreaks: Check): Promise<Pieces> {
  let kept = pieces;
  for (let at = pieces.length - 1; at >= 0 && kept.length > 1; at--) {
    const fewer = kept.toSpliced(at, 1);
    if (await stillBreaks(fewer)) kept = fewer;
  }
  return kept;
}

async function withShorterPiece(pieces: Pieces, at: number, stillBreaks: Check): Promise<Pieces> {
  let kept = pieces;
  for (let length = pieces[at]!.length; length >= 1; length = Math.floor(length / 2)) {
    for (let from = kept[at]!.length - length; from >= 0; from -= length) {
      const piece = kept[at]!;
      const shorter = kept.with(at, Uint8Array.from([...piece.subarray(0, from), ...piece.subarray(from + length)]));
      if (await stillBreaks(shorter)) kept = shorter;
    }
  }
  return kept;
}

async function withZeros(pieces: Pieces, at: number, stillBreaks: Check): Promise<Pieces> {
  let kept = pieces;
  for (const index of pieces[at]!.keys()) {
    if (kept[at]![index] === 0) continue;
    const plainer = kept.with(at, kept[at]!.with(index, 0));
    if (await stillBreaks(plainer)) kept = plainer;
  }
  return kept;
}

function sizeOf(pieces: Pieces): number {
  return pieces.reduce((sum, piece) => sum + piece.length, pieces.length);
}
