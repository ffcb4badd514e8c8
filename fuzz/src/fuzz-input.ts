/** What a target is given: byte strings, and what they are bytes of. */
export interface FuzzInput {
  /** Which of the target's decoders, commands, suites or lines the bytes are for. */
  readonly subject: string;
  /** A file, a request and its response, or datagrams in their order. */
  readonly pieces: readonly Uint8Array[];
}

/** An input as a finding is kept and printed. */
export interface WrittenInput {
  /** The target's name. */
  readonly target: string;
  readonly subject: string;
  /** In hex. */
  readonly pieces: readonly string[];
}

export function writeInput(target: string, { subject, pieces }: FuzzInput): WrittenInput {
  return { target, subject, pieces: pieces.map((piece) => Buffer.from(piece).toString("hex")) };
}

export function readInput({ subject, pieces }: WrittenInput): FuzzInput {
  return { subject, pieces: pieces.map((piece) => Uint8Array.from(Buffer.from(piece, "hex"))) };
}
