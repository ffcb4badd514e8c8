import type { SeededRandom } from "@ruipmi/transport-mock";
import type { FuzzInput } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { mutateBytes } from "./mutate-bytes.ts";
import { mutateJson } from "./mutate-json.ts";

/** Another input: a few changes to one, some of them with parts of a second. */
export function mutateInput(target: FuzzTarget, input: FuzzInput, partner: FuzzInput, random: SeededRandom): FuzzInput {
  let pieces = input.pieces;
  for (let changes = 1 + random.below(random.chance(0.7) ? 3 : 8); changes > 0; changes--) {
    pieces =
      target.order === "sequence" && random.chance(0.35)
        ? mutateOrder(pieces, partner.pieces, random)
        : mutatePiece(target, pieces, partner.pieces, random);
  }
  return {
    subject: input.subject,
    pieces: pieces
      .slice(0, Math.max(target.mostPieces, input.pieces.length))
      .map((piece) => piece.slice(0, target.mostBytes)),
  };
}

function mutatePiece(
  { order }: FuzzTarget,
  pieces: readonly Uint8Array[],
  others: readonly Uint8Array[],
  random: SeededRandom,
): readonly Uint8Array[] {
  const at = random.below(pieces.length);
  const partner = others[order === "sequence" ? random.below(others.length) : at] ?? new Uint8Array(0);
  return pieces.map((piece, index) => {
    if (index !== at) return piece;
    const json =
      order === "json" && random.chance(0.85) ? mutateJson(Buffer.from(piece).toString(), random) : undefined;
    return json === undefined ? mutateBytes(piece, random, partner) : Uint8Array.from(Buffer.from(json));
  });
}

function mutateOrder(
  pieces: readonly Uint8Array[],
  others: readonly Uint8Array[],
  random: SeededRandom,
): readonly Uint8Array[] {
  const [at, to] = [random.below(pieces.length + 1), random.below(pieces.length + 1)];
  const piece = pieces[at];
  switch (random.below(4)) {
    case 0:
      return pieces.length > 1 ? pieces.filter((_, index) => index !== at) : pieces;
    case 1:
      return piece === undefined ? pieces : pieces.toSpliced(to, 0, piece);
    case 2:
      return piece === undefined ? pieces : pieces.toSpliced(at, 1).toSpliced(to, 0, piece);
    default:
      return others.length === 0 ? pieces : pieces.toSpliced(at, 0, others[random.below(others.length)]!);
  }
}
