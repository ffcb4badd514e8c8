import { defaultRetryPolicy, type Millis, type RetryPolicy } from "@ruipmi/core";
import { PayloadType } from "@ruipmi/core/wire";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";

/** Two random bytes that make an engine wait as long as can be. */
const longest: Uint8Array = Uint8Array.of(0xff, 0xff);
/** And no longer than it must. */
const shortest: Uint8Array = Uint8Array.of(0, 0);

/**
 * The random bytes that lengthened the remote console's waits for answers, read off the times at which it sent messages
 * again: two for each message that it sent and waits for an answer to, in their order. Before its end no wait is over that
 * was not over then: what was answered, or not sent again, waits as long as can be, and what was given up is so as soon as can be.
 */
export function recordedWaits(
  datagrams: readonly FollowedDatagram[],
  given: Partial<RetryPolicy> = {},
): readonly Uint8Array[] {
  const sent = datagrams.filter(({ from }) => from === "remoteConsole");
  const answered = new Set(datagrams.flatMap(({ answers }) => (answers ? [answers.number] : [])));
  const again = new Map<number, FollowedDatagram>();
  for (const item of sent) if (item.retransmissionOf !== undefined) again.set(item.retransmissionOf, item);
  /** By packet: which packet carried the message first, and the how manieth it is. */
  const tries = new Map<number, { readonly first: number; readonly attempt: number }>();
  return sent.filter(waitsForAnswer).map((item) => {
    const { number, time } = item.datagram;
    const before = item.retransmissionOf === undefined ? undefined : tries.get(item.retransmissionOf);
    const { first, attempt } = { first: before?.first ?? number, attempt: (before?.attempt ?? 0) + 1 };
    tries.set(number, { first, attempt });
    const next = again.get(number)?.datagram.time;
    if (time !== undefined && next !== undefined) return randomFor(Number(next - time) / 1e6, attempt, given);
    const isGivenUp = attempt >= (given.tries ?? defaultRetryPolicy.tries);
    return !isGivenUp || answered.has(first) || isHandshakeAnswered(item, datagrams) ? longest : shortest;
  });
}

/** The answer to a handshake message, or to a repetition of it, has the next payload type (IPMI v2.0 table 13-16). */
function isHandshakeAnswered({ read, datagram }: FollowedDatagram, datagrams: readonly FollowedDatagram[]): boolean {
  const payloadType = read?.payloadType ?? 0;
  if (payloadType < PayloadType.openSessionRequest) return false;
  return datagrams.some((other) => {
    return other.read?.payloadType === payloadType + 1 && other.datagram.number > datagram.number;
  });
}

/** Payloads of other engines, and the word that a handshake is given up, are not repeated. */
function waitsForAnswer({ packet, read, message, duplicateOf }: FollowedDatagram): boolean {
  if (duplicateOf !== undefined || typeof packet === "string") return false;
  if (packet.kind !== "rmcpPlus" || message !== undefined) return true;
  if (packet.sessionId !== 0) return false;
  const givesUp = read?.payloadType === PayloadType.rakpMessage3 && (read.payload?.[1] ?? 0) !== 0;
  return !givesUp;
}

/** The random bytes from which the wait comes, or a little less: a timer may be late, never early. */
function randomFor(wait: Millis, attempt: number, given: Partial<RetryPolicy>): Uint8Array {
  const { firstWait, factor, jitter } = { ...defaultRetryPolicy, ...given };
  const maxWait = given.maxWait ?? (given.firstWait === undefined ? defaultRetryPolicy.maxWait : 4 * firstWait);
  const planned = Math.min(firstWait * factor ** (attempt - 1), maxWait);
  const share = jitter === 0 ? 0 : (wait / planned - 1) / jitter;
  const random = Math.floor(Math.min(Math.max(share, 0), 1) * 0xffff);
  return Uint8Array.of(random & 0xff, random >>> 8);
}
