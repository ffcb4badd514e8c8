import { MalformedMessageError } from "@ruipmi/core";
import type { Tolerated } from "../formats/tolerated.ts";

/** Collects what a FRU's bytes say against the definition, while they are read all the same. */
export class FruNotes {
  readonly #tolerated: Tolerated[] = [];

  /** What was met, in the order in which it was met. */
  get tolerated(): readonly Tolerated[] {
    return this.#tolerated;
  }

  /**
   * Takes note of something.
   *
   * @param field - where, for example `board info area checksum`
   * @param offset - of the field in the device
   * @param problem - what is wrong and how it was read, in one sentence
   */
  add(field: string, offset: number, problem: string): void {
    this.#tolerated.push({ field, offset, problem });
  }

  /** @throws `MalformedMessageError` for the first of what was met, where there is any */
  requireNone(): void {
    const [first] = this.#tolerated;
    if (first !== undefined) throw new MalformedMessageError(`FRU: ${first.field}`, first.offset, first.problem);
  }
}
