import type { EndedSession } from "@ruipmi/capture";

/** More sessions than this are not held back for the sake of order. */
const maxHeld = 10_000;

/** Sessions in the order in which they began, as far as they end in time: they are found in the order in which they end. */
export class SessionsInOrder {
  readonly #held = new Map<number, EndedSession>();
  #next = 1;

  /** Takes a session that has ended, and gives those whose turn it is. */
  *add(ended: EndedSession): Generator<EndedSession, void, undefined> {
    this.#held.set(ended.session.number, ended);
    if (this.#held.size > maxHeld) this.#next = Math.min(...this.#held.keys());
    yield* this.#inTurn();
  }

  /** Gives the others: nothing more comes. */
  *end(): Generator<EndedSession, void, undefined> {
    for (const number of [...this.#held.keys()].sort((one, other) => one - other)) {
      yield this.#held.get(number)!;
    }
    this.#held.clear();
  }

  *#inTurn(): Generator<EndedSession, void, undefined> {
    for (let ended = this.#held.get(this.#next); ended !== undefined; ended = this.#held.get(this.#next)) {
      this.#held.delete(this.#next);
      yield ended;
      this.#next += 1;
    }
  }
}
