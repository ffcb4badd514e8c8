/**
 * Which cipher suites a managed system offers, asked without a session (IPMI v2.0 §22.15). Some answer in RMCP+ framing
 * only and some in v1.5 framing only: one short try in the first, then the second.
 */

import { equalConstantTime } from "../crypto/constant-time.ts";
import { encodeToBytes } from "../wire/codec.ts";
import { completionCodeName } from "../wire/completion-codes.ts";
import { type CipherSuiteList, parseCipherSuiteRecords } from "./cipher-suite-records.ts";
import { CIPHER_SUITE_CHUNK_LENGTH, getChannelCipherSuites, MAXIMUM_LIST_INDEX } from "./get-channel-cipher-suites.ts";

/** How a message outside a session is framed: with an RMCP+ or an IPMI v1.5 session header. */
export type OutsideSessionFraming = "rmcpPlus" | "ipmi15";

/** A command to be sent outside a session, by whoever runs the generator. */
export interface OutsideSessionCommand {
  /** Which session header it takes. */
  readonly framing: OutsideSessionFraming;
  /** Network function, even. */
  readonly netFn: number;
  /** Command. */
  readonly cmd: number;
  /** Request data. */
  readonly data: Uint8Array;
  /** How often to send it before giving up; the sender's usual number when absent. */
  readonly tries?: number;
}

/** What became of such a command: a response, or none in time. */
export type OutsideSessionOutcome =
  | {
      /** Completion code of the response. */
      readonly completionCode: number;
      /** Response data after the completion code. */
      readonly data: Uint8Array;
      /** Absent where there is a response. */
      readonly failed?: never;
    }
  | {
      /** No response. */
      readonly failed: true;
    };

/** The list, and how it was got. */
export interface DiscoveredCipherSuites extends CipherSuiteList {
  /** In which framing the managed system answered. */
  readonly framing: OutsideSessionFraming;
  /** Absent where the list was got. */
  readonly failure?: never;
}

/** Why there is no list. */
export interface CipherSuiteDiscoveryFailure {
  /** Why. */
  readonly failure: {
    /** `silent`: no response in either framing; `refused`: see `completionCode`; `empty`: a response without a list. */
    readonly reason: "silent" | "refused" | "empty";
    /** Of the last refusal; absent unless `reason` is `refused`. */
    readonly completionCode?: number;
    /** One sentence for people. */
    readonly message: string;
  };
}

/** What discovery comes to; `failure === undefined` tells which. */
export type CipherSuiteDiscovery = DiscoveredCipherSuites | CipherSuiteDiscoveryFailure;

/**
 * Asks for the whole list, chunk by chunk, at most 64 chunks in each framing. Never throws.
 *
 * @param channel - 0–15; 0Eh is the channel the requests come in on
 * @param payloadType - the payload type the suites are for
 *
 * @example
 * ```ts
 * const discovery = discoverCipherSuites();
 * let step = discovery.next();
 * while (!step.done) step = discovery.next(send(step.value));
 * const suites = step.value;
 * ```
 */
export function* discoverCipherSuites(
  channel = 0x0e,
  payloadType = 0,
): Generator<OutsideSessionCommand, CipherSuiteDiscovery, OutsideSessionOutcome> {
  let partial: DiscoveredCipherSuites | undefined;
  let failure = failures.silent;
  for (const framing of ["rmcpPlus", "ipmi15"] as const) {
    const attempt = yield* readList(framing, channel, payloadType);
    if (attempt.list.length === 0) {
      // A refusal says more than the silence in the other framing.
      if (attempt.end.reason !== "silent") failure = attempt.end;
      continue;
    }
    const { tolerated, ...list } = parseCipherSuiteRecords(attempt.list);
    const found: DiscoveredCipherSuites = { framing, ...list, tolerated: [...attempt.tolerated, ...tolerated] };
    if (attempt.end.reason !== "silent") return found;
    partial ??= found;
  }
  return partial ?? { failure };
}

type Failure = CipherSuiteDiscoveryFailure["failure"];

/** All that one framing gave: the bytes, what was odd, and what ended them (`silent` when the list is cut off). */
interface Attempt {
  readonly list: Uint8Array;
  readonly tolerated: readonly string[];
  readonly end: Failure;
}

const failures: Readonly<Record<"silent" | "empty", Failure>> = {
  silent: { reason: "silent", message: "no response to Get Channel Cipher Suites in RMCP+ nor in IPMI v1.5 framing" },
  empty: { reason: "empty", message: "the response to Get Channel Cipher Suites has no list" },
};

function* readList(
  framing: OutsideSessionFraming,
  channel: number,
  payloadType: number,
): Generator<OutsideSessionCommand, Attempt, OutsideSessionOutcome> {
  const chunks: Uint8Array[] = [];
  const tolerated: string[] = [];
  const done = (end: Failure, oddity?: string): Attempt => {
    if (oddity !== undefined) tolerated.push(oddity);
    return { list: concatenate(chunks), tolerated, end };
  };
  for (let listIndex = 0; listIndex <= MAXIMUM_LIST_INDEX; listIndex++) {
    const outcome = yield command(framing, channel, payloadType, listIndex);
    if (outcome.failed) return done(failures.silent, `chunk ${listIndex}: no response, the list is not complete`);
    if (outcome.completionCode !== 0) {
      const name = completionCodeName(outcome.completionCode);
      return done(refusal(outcome.completionCode), `chunk ${listIndex}: refused (${name}), taken for the list's end`);
    }
    if (outcome.data.length === 0) return done(failures.empty, `chunk ${listIndex}: not even a channel number`);
    const chunk = outcome.data.slice(1);
    if (chunk.length > 0 && chunks.some((earlier) => equalConstantTime(earlier, chunk)))
      return done(failures.empty, `chunk ${listIndex}: repeats an earlier one, taken for the list's end`);
    chunks.push(chunk);
    if (chunk.length > CIPHER_SUITE_CHUNK_LENGTH)
      return done(failures.empty, `chunk ${listIndex}: more than 16 bytes, taken for the whole list`);
    if (chunk.length < CIPHER_SUITE_CHUNK_LENGTH) return done(failures.empty); // IPMI v2.0 §22.15: a short one is the last
  }
  return done(failures.empty, "the list fills all 64 chunks");
}

function command(
  framing: OutsideSessionFraming,
  channelNumber: number,
  payloadType: number,
  listIndex: number,
): OutsideSessionCommand {
  const { netFn, cmd, request } = getChannelCipherSuites;
  const data = encodeToBytes(request, { channelNumber, payloadType, listByCipherSuite: true, listIndex });
  const isProbe = framing === "rmcpPlus" && listIndex === 0;
  return { framing, netFn, cmd, data, ...(isProbe ? { tries: 1 } : undefined) };
}

function refusal(completionCode: number): Failure {
  const message = `Get Channel Cipher Suites was refused: ${completionCodeName(completionCode)}`;
  return { reason: "refused", completionCode, message };
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
