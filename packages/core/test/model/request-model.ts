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

interface Waiting {
  readonly id: number;
  /** Its own waits, one for each try. */
  readonly waits: readonly number[];
}

interface InFlight extends Waiting {
  readonly inSession: boolean;
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
  #waiting: Waiting[] = [];
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
    return this.#inFlight.filter(({ inSession }) => inSession).length;
  }

  get outside(): number {
    return this.#inFlight.length - this.inFlight;
  }

  /** The session is open: what waits may go. */
  opened(): void {
    this.phase = "open";
    this.#lastHeard = this.now;
    this.#sendWaiting();
  }

  /** Asked in the session, with so many tries. */
  ask(id: number, tries: number = this.#rules.waits.length): void {
    this.#waiting.push({ id, waits: this.#rules.waits.slice(0, tries) });
    this.#sendWaiting();
  }

  /** Asked outside the session: needs none, and nobody waits for it. */
  askOutside(id: number): void {
    this.#start({ id, waits: this.#rules.waits }, false);
  }

  /** An authentic packet that answers this request; `undefined` for one that answers nothing. */
  heard(id: number | undefined, mark: number): void {
    if (this.phase !== "open") return;
    this.#heardOf();
    if (id === undefined || this.#find(id)?.inSession !== true) return;
    this.#settle(id, { answer: mark });
    this.#sendWaiting();
  }

  /** A controller on the way has passed this request on: its wait begins anew. */
  passedOn(id: number): void {
    if (this.phase !== "open") return;
    this.#heardOf();
    const each = this.#find(id);
    if (each !== undefined) each.deadline = Math.max(each.deadline, this.now + each.waits[each.attempts - 1]!);
  }

  /** Anyone may answer what was asked outside the session; it says nothing of the session. */
  heardOutside(id: number, mark: number): void {
    if (this.#find(id) !== undefined) this.#settle(id, { answer: mark });
  }

  /** The network says that nobody listens: in a session nobody believes it. */
  unreachable(): void {
    if (this.phase !== "before") return;
    for (const { id } of this.#inFlight) this.#settle(id, { error: "portUnreachable" });
  }

  cancel(id: number): void {
    if (this.#find(id) === undefined && !this.#waiting.some((each) => each.id === id)) return;
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
      // What was asked outside first: it does not end with a session that is lost at the same time.
      const inOrder = this.#inFlight.toSorted((a, b) => Number(a.inSession) - Number(b.inSession));
      for (const each of inOrder.filter(({ deadline }) => deadline === due)) {
        if (this.phase !== "over") this.#repeatOrGiveUp(each);
      }
      this.#sendWaiting();
    }
    this.now = end;
  }

  /** It is over: all that has no outcome gets this one. */
  end(error: string): void {
    this.phase = "over";
    for (const { id } of [...this.#inFlight, ...this.#waiting]) this.#settle(id, { error });
  }

  #heardOf(): void {
    this.#lastHeard = this.now;
    this.#unanswered = 0;
  }

  #repeatOrGiveUp(each: InFlight): void {
    if (each.attempts < each.waits.length) return this.#send(each);
    this.#settle(each.id, { error: "timeout" });
    if (!each.inSession) return;
    if (this.#lastHeard <= each.firstSentAt) this.#unanswered += 1;
    const allWaits = this.#rules.waits.reduce((sum, wait) => sum + wait, 0);
    if (this.#unanswered >= this.#rules.lostAfter && this.now - this.#lastHeard >= allWaits) this.end("sessionLost");
  }

  #sendWaiting(): void {
    while (this.phase === "open" && this.#waiting.length > 0 && this.inFlight < this.#rules.maxInFlight) {
      this.#start(this.#waiting.shift()!, true);
    }
  }

  #start(request: Waiting, inSession: boolean): void {
    const each = { ...request, inSession, firstSentAt: this.now, attempts: 0, deadline: 0 };
    this.#inFlight.push(each);
    this.#send(each);
  }

  #send(each: InFlight): void {
    each.deadline = this.now + each.waits[each.attempts]!;
    each.attempts += 1;
    this.sent.set(each.id, each.attempts);
  }

  #find(id: number): InFlight | undefined {
    return this.#inFlight.find((each) => each.id === id);
  }

  #settle(id: number, outcome: Outcome): void {
    this.outcomes.set(id, outcome);
    this.#waiting = this.#waiting.filter((each) => each.id !== id);
    this.#inFlight = this.#inFlight.filter((each) => each.id !== id);
  }
}
