import { repeatWindow } from "./settings.ts";

/** As many answers as the managed system keeps for a session (see `repeatWindow` of its configuration). */
const remembered = 32;

interface Execution {
  readonly sessionId: number | undefined;
  readonly at: number;
  readonly order: number;
}

/** What the machine did, whichever engine ran it: it survives a restart of the managed system. */
export class ExecutionLog {
  /** Milliseconds for which the managed system has to know a repetition. */
  readonly window: number = repeatWindow;
  /** The requests that were executed again while they had to be remembered. */
  readonly executedTwice: number[] = [];
  readonly #executions = new Map<number, Execution>();
  #total = 0;

  /** How many executions there were. */
  get total(): number {
    return this.#total;
  }

  /**
   * Notes an execution.
   *
   * @param order - how many commands of any kind the managed system had executed before
   */
  executed(id: number, sessionId: number | undefined, at: number, order: number): void {
    this.#total += 1;
    const earlier = this.#executions.get(id);
    this.#executions.set(id, { sessionId, at, order });
    if (earlier === undefined) return;
    // A request is of one session: in another nobody may repeat it, however much time has passed.
    const isForgotten = at - earlier.at >= this.window || order - earlier.order > remembered;
    if (earlier.sessionId !== sessionId || !isForgotten) this.executedTwice.push(id);
  }
}
