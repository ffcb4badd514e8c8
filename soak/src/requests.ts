import type { EngineEvent, EngineRequest, EngineResponse, RequestId } from "@ruipmi/core";
import type { Promised } from "./figures.ts";
import type { Question } from "./questions.ts";

interface Asked {
  readonly question: Question;
  /** Hears the answer. */
  readonly answered: ((response: EngineResponse) => void) | undefined;
  outcomes: number;
}

/** Hears what became of requests. */
export interface RequestsCourt {
  /** A promise was broken. */
  violated(promise: Promised, what: string): void;
  /** A request was answered. */
  answered(): void;
}

/** What was asked in one life, and what became of it. */
export class Requests {
  readonly #court: RequestsCourt;
  readonly #asked = new Map<RequestId, Asked>();
  #next = 1;

  constructor(court: RequestsCourt) {
    this.#court = court;
  }

  /** How many were asked. */
  get count(): number {
    return this.#asked.size;
  }

  /** The next request, with what makes a question of its number. */
  next(
    ask: (requestId: number) => Question,
    answered?: (response: EngineResponse) => void,
  ): { readonly requestId: number; readonly request: EngineRequest } {
    const requestId = this.#next++;
    const question = ask(requestId);
    this.#asked.set(requestId, { question, answered, outcomes: 0 });
    return { requestId, request: question.request };
  }

  /** Notes an outcome. */
  heard(event: EngineEvent): void {
    if (event.type !== "response" && event.type !== "requestFailed") return;
    const asked = this.#asked.get(event.requestId);
    if (asked === undefined) return this.#wrong(`an outcome of request ${event.requestId}, which was never asked`);
    asked.outcomes += 1;
    if (event.type !== "response") return;
    this.#court.answered();
    const { response } = event;
    if (!asked.question.isRight(response)) this.#wrong(`to request ${event.requestId} ${describe(response)}`);
    asked.answered?.(response);
  }

  /** At the end everything has had its one outcome. */
  judge(): void {
    for (const [requestId, { outcomes }] of this.#asked) {
      if (outcomes === 1) continue;
      this.#court.violated("requestsWithTwoOutcomesOrNone", `request ${requestId}: ${outcomes} outcomes`);
    }
  }

  #wrong(what: string): void {
    this.#court.violated("wrongAnswers", what);
  }
}

function describe(response: EngineResponse): string {
  if (response.type === "presencePong") return "a pong";
  return `completion code ${response.completionCode} (${response.type}, ${response.data.length} bytes)`;
}
