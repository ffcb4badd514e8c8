/** A promise that was broken, by whichever schedule led to it. */
export class Violation extends Error {
  override readonly name = "Violation";
}

/** Throws where something does not hold. */
export function promise(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Violation(what);
}

/** Does what must not throw (law 3). */
export function withoutThrowing(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Violation(`an engine throws: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A datagram that was sent, and what to call it. */
export interface Sent {
  readonly datagram: Uint8Array;
  readonly label: string;
}

/** One end of the wire under observation: an engine with its clock, its chance and what was noted of it. */
export interface Subject<Input, Facts> {
  /** Gives the engine an input and drains it. Returns what it sent; throws a {@link Violation} for what must not be. */
  feed(input: Input): readonly Sent[];
  /** The state as a digest: with the same one everything that follows is the same. */
  digest(): string;
  /** What the world needs to know of the state; a function of what the digest covers. */
  facts(): Facts;
}

/** What both ends have in common. */
export type CommonInput =
  | { readonly type: "datagram"; readonly datagram: Uint8Array }
  /** So many milliseconds pass, and the engine is told. */
  | { readonly type: "pass"; readonly milliseconds: number };
