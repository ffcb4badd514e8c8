/** What a request came to: an answer with this mark, or an error of this code. */
export type Outcome = { readonly answer: number } | { readonly error: string };

/** How the model is set up; what is not here it does not know. */
export interface ModelRules {
  readonly maxInFlight: number;
  /** Milliseconds that each sending waits, the last one included. */
  readonly waits: readonly number[];
  /** So many requests in a row without an answer, and a session may count as lost. */
  readonly lostAfter: number;
}

interface InFlight {
  readonly id: number;
  readonly firstSentAt: number;
  attempts: number;
  deadline: number;
}

/**
 * The reference for an engine's requests: which wait, which are outstanding, which may still be answered, and what each
 * came to. It knows no bytes, no keys and no rqSeq: a request is a number, and an answer is to one request or to none.
 */
export class RequestModel {
  phase: "before" | "open" | "over" = "before";
  now = 0;
  readonly outcomes = new Map<number, Outcome>();
  /** How often each request was sent. */
  readonly sent = new Map<number, number>();
  readonly #rules: ModelRules;
  #waiting: number[] = [];
  #inFlight: InFlight[] = [];
  #lastHeard = 0;
  #unanswered = 0;

  constructor(rules: ModelRules) {
    this.#rules = rules;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get inFlight(): number {
    return this.#inFlight.length;
  }

  /** The session is open: what waits may go. */
  opened(): void {
    this.phase = "open";
    this.#lastHeard = this.now;
    this.#sendWaiting();
  }

  ask(id: number): void {
    this.#waiting.push(id);
    this.#sendWaiting();
  }

  /** An authentic packet that answers this request; `undefined` for one that answers nothing. */
  heard(id: number | undefined, mark: number): void {
    if (this.phase !== "open") return;
    this.#lastHeard = this.now;
    this.#unanswered = 0;
    const isOutstanding = this.#inFlight.some((each) => each.id === id);
    if (id === undefined || !isOutstanding) return;
    this.#settle(id, { answer: mark });
    this.#sendWaiting();
  }

  cancel(id: number): void {
    if (this.outcomes.has(id) || !(this.#waiting.includes(id) || this.#inFlight.some((each) => each.id === id))) return;
    this.#settle(id, { error: "cancelled" });
    this.#sendWaiting();
  }

  /** Nothing arrives for a while. */
  wait(milliseconds: number): void {
    const end = this.now + milliseconds;
    for (;;) {
      const due = Math.min(...this.#inFlight.map(({ deadline }) => deadline));
      if (due > end) break;
      this.now = due;
      for (const each of this.#inFlight.filter(({ deadline }) => deadline === due)) {
        if (this.phase === "open") this.#repeatOrGiveUp(each);
      }
      this.#sendWaiting();
    }
    this.now = end;
  }

  /** It is over: all that has no outcome gets this one. */
  end(error: string): void {
    this.phase = "over";
    for (const id of [...this.#inFlight.map((each) => each.id), ...this.#waiting]) this.#settle(id, { error });
  }

  #repeatOrGiveUp(each: InFlight): void {
    if (each.attempts < this.#rules.waits.length) return this.#send(each);
    this.#settle(each.id, { error: "timeout" });
    if (this.#lastHeard <= each.firstSentAt) this.#unanswered += 1;
    const allWaits = this.#rules.waits.reduce((sum, wait) => sum + wait, 0);
    if (this.#unanswered >= this.#rules.lostAfter && this.now - this.#lastHeard >= allWaits) this.end("sessionLost");
  }

  #sendWaiting(): void {
    while (this.phase === "open" && this.#waiting.length > 0 && this.#inFlight.length < this.#rules.maxInFlight) {
      const each = { id: this.#waiting.shift()!, firstSentAt: this.now, attempts: 0, deadline: 0 };
      this.#inFlight.push(each);
      this.#send(each);
    }
  }

  #send(each: InFlight): void {
    each.deadline = this.now + this.#rules.waits[each.attempts]!;
    each.attempts += 1;
    this.sent.set(each.id, each.attempts);
  }

  #settle(id: number, outcome: Outcome): void {
    this.outcomes.set(id, outcome);
    this.#waiting = this.#waiting.filter((each) => each !== id);
    this.#inFlight = this.#inFlight.filter((each) => each.id !== id);
  }
}
