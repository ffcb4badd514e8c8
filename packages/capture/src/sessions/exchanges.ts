import { MalformedMessageError } from "@ruipmi/core";
import {
  decodeLanRequest,
  equalConstantTime,
  type LanRequest,
  type LanResponse,
  NetFn,
  SEND_MESSAGE_COMMAND,
} from "@ruipmi/core/wire";

/** A request, as its answer is matched to it. */
export interface AskedRequest {
  /** The request. */
  readonly message: LanRequest;
  /** The number of the packet that first carried it. */
  readonly number: number;
  /** When that was captured. */
  readonly time: bigint | undefined;
  /** The number of the packet that carried it last. */
  readonly lastNumber: number;
  /** When that was captured: what the round trip is counted from. */
  readonly lastTime: bigint | undefined;
  /** How often it was sent again. */
  readonly retries: number;
  /** Whether it was answered. */
  readonly isAnswered: boolean;
  /** Whether it went inside a Send Message. */
  readonly isBridged: boolean;
}

/** No more than 64 sequence numbers, and few commands, can be open at a time. */
const maxOpen = 256;

/** So many answered ones stay known: an answer, or its request, may come twice, but soon. */
const maxAnswered = 16;

/** With so many requests known in all conversations together, each of them keeps a few only: memory is bounded. */
const manyHeld = 65_536;
const maxOpenOfMany = 8;
const maxAnsweredOfMany = 4;

/** How many requests all conversations of a capture hold together. */
export interface HeldRequests {
  /** Their number. */
  count: number;
}

/** Requests of one conversation, until they are answered or so many came behind them that nobody waits any more. */
export class Exchanges {
  readonly #held: HeldRequests;
  readonly #open = new Map<string, AskedRequest>();
  readonly #answered = new Map<string, AskedRequest>();

  /** @param held - what it shares with other conversations */
  constructor(held: HeldRequests) {
    this.#held = held;
  }

  /**
   * Takes a request. One that is asked again while it waits, or whose answer may have been lost, is the same.
   *
   * @returns the request as known before, where this is a retransmission
   */
  ask(message: LanRequest, number: number, time: bigint | undefined): AskedRequest | undefined {
    const before = this.#ask(message, number, time, false);
    // A bridged request is answered by a message of its own (IPMI v2.0 §6.13.3).
    for (const inner of wrappedRequests(message)) this.#ask(inner, number, time, true);
    return before;
  }

  #ask(message: LanRequest, number: number, time: bigint | undefined, isBridged: boolean): AskedRequest | undefined {
    const key = keyOf(message.rqSeq, message.netFn, message.cmd);
    const before = this.#open.get(key) ?? this.#answered.get(key);
    this.#forget(this.#open, key);
    this.#forget(this.#answered, key);
    if (before !== undefined && isSameRequest(before.message, message) && isSoonAfter(before, time)) {
      const again = { ...before, lastNumber: number, lastTime: time, retries: before.retries + 1 };
      this.#remember(before.isAnswered ? this.#answered : this.#open, key, again);
      return before;
    }
    const asked = {
      message,
      number,
      time,
      lastNumber: number,
      lastTime: time,
      retries: 0,
      isAnswered: false,
      isBridged,
    };
    this.#remember(this.#open, key, asked);
    return undefined;
  }

  /** The request that a response answers, as it was before; `undefined` for an answer to nothing. It stays known, since an answer may come twice. */
  answer({ rqSeq, netFn, cmd }: LanResponse): AskedRequest | undefined {
    const key = keyOf(rqSeq, netFn - 1, cmd);
    const request = this.#open.get(key);
    if (request === undefined) return this.#answered.get(key);
    this.#forget(this.#open, key);
    this.#remember(this.#answered, key, { ...request, isAnswered: true });
    return request;
  }

  /** Requests without an answer, oldest first. */
  unanswered(): readonly AskedRequest[] {
    return [...this.#open.values()];
  }

  /** Forgets all: the conversation is over. */
  clear(): void {
    this.#held.count -= this.#open.size + this.#answered.size;
    this.#open.clear();
    this.#answered.clear();
  }

  /** Remembers as many as its kind may be, the newest. */
  #remember(kind: Map<string, AskedRequest>, key: string, request: AskedRequest): void {
    const isMany = this.#held.count >= manyHeld;
    const [open, answered] = isMany ? [maxOpenOfMany, maxAnsweredOfMany] : [maxOpen, maxAnswered];
    const most = kind === this.#open ? open : answered;
    while (kind.size >= most) this.#forget(kind, kind.keys().next().value!);
    this.#forget(kind, key);
    kind.set(key, request);
    this.#held.count += 1;
  }

  #forget(kind: Map<string, AskedRequest>, key: string): void {
    if (kind.delete(key)) this.#held.count -= 1;
  }
}

/** A message may go through two bridges (IPMI v2.0 §6.13); a limit keeps the work for one that is made to be deeper bounded. */
const maxWrapped = 4;

/** The requests inside a Send Message, from outside to inside; none for other requests. */
export function wrappedRequests(message: LanRequest): readonly LanRequest[] {
  const found: LanRequest[] = [];
  let inner = wrappedRequest(message);
  for (; inner !== undefined && found.length < maxWrapped; inner = wrappedRequest(inner)) found.push(inner);
  return found;
}

/** The request inside a Send Message; `undefined` for other requests, and where there is none. */
export function wrappedRequest({ netFn, cmd, data }: LanRequest): LanRequest | undefined {
  if (netFn !== NetFn.app || cmd !== SEND_MESSAGE_COMMAND) return undefined;
  try {
    return decodeLanRequest(data.subarray(1));
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

/** Longer than any client waits before it sends again: later the same numbers are another request. */
const longestRetry = 30_000_000_000n;

function isSoonAfter({ lastTime }: AskedRequest, time: bigint | undefined): boolean {
  return lastTime === undefined || time === undefined || time - lastTime < longestRetry;
}

function isSameRequest(one: LanRequest, other: LanRequest): boolean {
  return one.rsAddr === other.rsAddr && one.rsLun === other.rsLun && equalConstantTime(one.data, other.data);
}

function keyOf(rqSeq: number, netFn: number, cmd: number): string {
  return `${rqSeq} ${netFn} ${cmd}`;
}
