import { commandName } from "@ruipmi/commands";
import type { LanRequest } from "@ruipmi/core/wire";
import { definingBodyOf } from "../explain/defining-body.ts";
import { wrappedRequests } from "../sessions/exchanges.ts";
import type { EndedSession, FollowedDatagram, FollowedItem } from "../sessions/followed-datagram.ts";
import { isResponse } from "../sessions/messages.ts";
import { DurationHistogram } from "./duration-histogram.ts";

/** What became of all requests of one command. */
export interface CommandStatisticsRow {
  /** The command's name in the specification. */
  readonly name: string;
  /** Network function of the request. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** The group's number or the OEM's enterprise number; network functions 2Ch and 2Eh. */
  readonly definingBody?: number;
  /** Requests, those sent again counted once. */
  readonly requests: number;
  /** How often requests were sent again. */
  readonly retries: number;
  /** Requests that were answered. */
  readonly answered: number;
  /** Requests that nothing answered before their session ended. */
  readonly unanswered: number;
  /** Nanoseconds from the last sending of a request to its answer: half of them took no longer. Right to 0.5 %. */
  readonly medianRoundTrip: number | undefined;
  /** Nanoseconds that 99 of 100 took no longer than. */
  readonly p99RoundTrip: number | undefined;
  /** How often each completion code was answered. */
  readonly completionCodes: ReadonlyMap<number, number>;
}

/**
 * Counts, for each command, what was asked and what came of it. A bridged command is counted under its own name, and its
 * Send Message as well.
 *
 * @example
 * ```ts
 * for (const item of follower.follow(datagram)) statistics.add(item);
 * console.table(statistics.rows());
 * ```
 */
export class CommandStatistics {
  readonly #counters = new Map<string, Counter>();

  /** Takes what a follower gives. */
  add(item: FollowedItem): void {
    if (item.type === "session") this.#addEnd(item);
    else if (item.duplicateOf === undefined) this.#addDatagram(item);
  }

  /** All commands, the most frequent first. */
  rows(): readonly CommandStatisticsRow[] {
    const rows = [...this.#counters.values()].map(({ roundTrips, ...counter }) => ({
      ...counter,
      medianRoundTrip: roundTrips.percentile(0.5),
      p99RoundTrip: roundTrips.percentile(0.99),
    }));
    return rows.sort((one, other) => other.requests - one.requests || one.netFn - other.netFn || one.cmd - other.cmd);
  }

  #addDatagram({ datagram, message, answers, retransmissionOf }: FollowedDatagram): void {
    if (message === undefined) return;
    if (!isResponse(message)) {
      for (const request of [message, ...wrappedRequests(message)]) {
        const counter = this.#counter(request);
        if (retransmissionOf === undefined) counter.requests += 1;
        else counter.retries += 1;
      }
      return;
    }
    if (answers === undefined || answers === null || answers.isAnswered) return;
    const counter = this.#counter(answers.message);
    const { completionCode } = message;
    counter.answered += 1;
    counter.completionCodes.set(completionCode, (counter.completionCodes.get(completionCode) ?? 0) + 1);
    if (datagram.time !== undefined && answers.lastTime !== undefined)
      counter.roundTrips.add(datagram.time - answers.lastTime);
  }

  #addEnd({ unanswered }: EndedSession): void {
    for (const { message } of unanswered) this.#counter(message).unanswered += 1;
  }

  #counter({ netFn, cmd, data }: LanRequest): Counter {
    const definingBody = definingBodyOf(netFn, data);
    const key = `${netFn} ${cmd} ${definingBody}`;
    const known = this.#counters.get(key);
    if (known !== undefined) return known;
    const counter: Counter = {
      name: commandName(netFn, cmd, definingBody),
      netFn,
      cmd,
      ...(definingBody === undefined ? {} : { definingBody }),
      requests: 0,
      retries: 0,
      answered: 0,
      unanswered: 0,
      completionCodes: new Map(),
      roundTrips: new DurationHistogram(),
    };
    this.#counters.set(key, counter);
    return counter;
  }
}

interface Counter {
  readonly name: string;
  readonly netFn: number;
  readonly cmd: number;
  readonly definingBody?: number;
  requests: number;
  retries: number;
  answered: number;
  unanswered: number;
  readonly completionCodes: Map<number, number>;
  readonly roundTrips: DurationHistogram;
}
