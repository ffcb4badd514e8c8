import type { FuzzInput } from "./fuzz-input.ts";

/** How the pieces of an input belong together, and so what may be done to them. */
export type PieceOrder =
  /** Each has its place: only its bytes change. */
  | "fixed"
  /** Any number in any order: pieces are dropped, doubled, moved, and taken from other inputs as well. */
  | "sequence"
  /** The text of JSON documents: values are changed as values, and the text as bytes. */
  | "json";

/** Something that takes bytes from strangers. */
export interface FuzzTarget {
  readonly name: string;
  /** One line: what it runs. */
  readonly about: string;
  readonly order: PieceOrder;
  /** A piece is cut to so many bytes after it was changed. */
  readonly mostBytes: number;
  /** A sequence is cut to so many pieces; 1 is enough for the others. */
  readonly mostPieces: number;
  /** Real inputs. Made when first asked for. */
  seeds(): readonly FuzzInput[];
  /**
   * Runs one input and holds it to what is promised.
   *
   * @returns what kind of outcome it had: an input with a new one is changed further
   * @throws any error where a promise is broken
   */
  run(input: FuzzInput): string | Promise<string>;
}
