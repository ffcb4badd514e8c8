import type { EngineEvent, RequestId } from "@ruipmi/core";
import type { Figures } from "./figures.ts";

interface Asked {
  readonly data: Uint8Array;
  outcomes: number;
}

/** What was asked in one life, and what became of it. */
export class Requests {
  readonly #life: number;
  readonly #figures: Figures;
  readonly #asked = new Map<RequestId, Asked>();
  #next = 1;

  constructor(life: number, figures: Figures) {
    this.#life = life;
    this.#figures = figures;
  }

  /** A request that no other is like; without data where the length is 0. */
  next(length: number): { readonly requestId: number; readonly data: Uint8Array } {
    const requestId = this.#next++;
    const data = new Uint8Array(length).map((_, index) => index * 7 + requestId);
    if (length >= 4) new DataView(data.buffer).setUint32(0, requestId, true);
    this.#asked.set(requestId, { data, outcomes: 0 });
    this.#figures.requests += 1;
    return { requestId, data };
  }

  /** Takes back what could not be asked. */
  forget(requestId: number): void {
    this.#asked.delete(requestId);
    this.#figures.requests -= 1;
  }

  /** Notes an outcome. */
  heard(event: EngineEvent): void {
    if (event.type !== "response" && event.type !== "requestFailed") return;
    const asked = this.#asked.get(event.requestId);
    if (asked === undefined) return this.#wrong(`an outcome of request ${event.requestId}, which was never asked`);
    asked.outcomes += 1;
    if (event.type !== "response") return;
    this.#figures.answered += 1;
    const { response } = event;
    if (response.type !== "command") return this.#wrong(`a ${response.type} to request ${event.requestId}`);
    if (asked.data.length === 0) return;
    const expected = asked.data.slice().reverse();
    const isRight = response.completionCode === 0 && Buffer.from(expected).equals(response.data);
    if (!isRight) this.#wrong(`completion code ${response.completionCode} to request ${event.requestId}`);
  }

  /** At the end everything has had its one outcome. */
  judge(): void {
    for (const [requestId, { outcomes }] of this.#asked) {
      if (outcomes !== 1) {
        this.#figures.violated(
          "requestsWithTwoOutcomesOrNone",
          this.#life,
          `request ${requestId}: ${outcomes} outcomes`,
        );
      }
    }
  }

  #wrong(what: string): void {
    this.#figures.violated("wrongAnswers", this.#life, what);
  }
}
