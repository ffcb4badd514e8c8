import { MalformedMessageError, NetworkError } from "../errors.ts";
import type { DropReason } from "../packets/drop-reason.ts";
import type { RmcpPlusPacket } from "../packets/parse-packet.ts";
import type { SessionOpener } from "../packets/session-opener.ts";
import { type SessionProtection, wipeSessionProtection } from "../packets/session-protection.ts";
import type { SessionSealer } from "../packets/session-sealer.ts";
import { BMC_SLAVE_ADDRESS, decodeLanResponse, type LanResponse } from "../wire/lan-message.ts";
import { PayloadType } from "../wire/payload-types.ts";
import type { ResolvedConfig } from "./config.ts";
import { groupField } from "./group-field.ts";
import {
  matchResponse,
  type PendingRequest,
  type Question,
  type RequestOutcome,
  type RequestOwner,
} from "./pending-request.ts";
import type { RandomSource } from "./random-source.ts";
import { requestMark } from "./repetition-guard.ts";
import { buildRequestMessage } from "./request-message.ts";
import { earliestDeadline, type RetryPolicy, retryWait, totalWait } from "./retry-policy.ts";
import { RqSeqAllocator } from "./rq-seq-allocator.ts";
import type { CommandRequest, CommandResponse, MessageEvent, Millis, RequestId } from "./types.ts";

/** "Cannot execute duplicated request" (IPMI v2.0 table 5-2). */
const duplicatedRequest = 0xcf;

/** What an exchange tells the engine that owns it. */
export interface ExchangeHost {
  transmit(datagram: Uint8Array): void;
  dropped(reason: DropReason): void;
  message(event: Omit<MessageEvent, "type">): void;
  payloadReceived(payloadType: number, payload: Uint8Array): void;
  settled(pending: PendingRequest, outcome: RequestOutcome, now: Millis): void;
}

/** So many requests in a row without any authentic sign of the managed system, and the session may count as lost. */
const lostAfterUnanswered = 2;

/** An open session's ends: what seals, what opens, and the keys of both. */
export interface SessionEnds {
  readonly sealer: SessionSealer;
  readonly opener: SessionOpener;
  readonly protection: SessionProtection;
}

/**
 * Requests and answers inside one session: sends, repeats, matches, gives up. A repetition has a new session sequence
 * number and a new IV and keeps its rqSeq; nothing that fails a check changes anything here.
 */
export class SessionExchange {
  readonly #config: ResolvedConfig;
  readonly #ends: SessionEnds;
  readonly #random: RandomSource;
  readonly #host: ExchangeHost;
  readonly #rqSeqs: RqSeqAllocator;
  readonly #shortestWait: Millis;
  readonly #pending = new Map<number, PendingRequest>();
  /** What was last asked with each rqSeq, without its data: only an answer to that can be one that is still missing. */
  readonly #questions: Question[] = [];
  #lastSentAt: Millis;
  #lastAuthenticAt: Millis;
  #unansweredInARow = 0;

  /** @param beginning - the time, and the longest round trip that the handshake saw: no wait is shorter than half as much again */
  constructor(
    config: ResolvedConfig,
    ends: SessionEnds,
    random: RandomSource,
    host: ExchangeHost,
    { now, roundTrip }: { readonly now: Millis; readonly roundTrip: Millis },
  ) {
    this.#config = config;
    this.#shortestWait = 1.5 * roundTrip;
    this.#ends = ends;
    this.#random = random;
    this.#host = host;
    this.#rqSeqs = new RqSeqAllocator(config.rqSeqRest, config.repetitionRest);
    this.#lastSentAt = now;
    this.#lastAuthenticAt = now;
  }

  /** How many requests are in flight. */
  get inFlight(): number {
    return this.#pending.size;
  }

  /** When anything was last sent. */
  get lastSentAt(): Millis {
    return this.#lastSentAt;
  }

  /**
   * Whether the session counts as lost: so many requests in a row spent all their tries while nothing authentic arrived,
   * and that for as long as the configured policy waits in all, so that a few short waits do not end it.
   */
  isLost(now: Millis): boolean {
    if (this.#unansweredInARow < lostAfterUnanswered) return false;
    return now - this.#lastAuthenticAt >= totalWait(this.#config.retry);
  }

  /** The session sequence numbers of both directions, for the snapshot. */
  sequenceNumbers(): { readonly lastSent: number; readonly highestReceived: number | undefined } {
    const { sealer, opener } = this.#ends;
    return { lastSent: sealer.sequenceNumber, highestReceived: opener.highestSequenceNumber };
  }

  /** How many rqSeq numbers rest, for the snapshot. */
  rqSeqsResting(now: Millis): number {
    return this.#rqSeqs.resting(now);
  }

  /** When an rqSeq is free for a request, if none is now. */
  rqSeqFreeAt(now: Millis, request: CommandRequest): Millis | undefined {
    return this.#rqSeqs.freeAt(now, requestMark(request));
  }

  /** Sends a request for the first time; `false` when no rqSeq is free. */
  start(owner: RequestOwner, request: CommandRequest, retry: RetryPolicy, now: Millis): boolean {
    const rqSeq = this.#rqSeqs.take(now, requestMark(request));
    if (rqSeq === undefined) return false;
    const pending: PendingRequest = {
      owner,
      request,
      rqSeq,
      message: buildRequestMessage(request, rqSeq),
      retry,
      firstSentAt: now,
      attempts: 0,
      deadline: now,
      held: undefined,
    };
    this.#pending.set(rqSeq, pending);
    const { netFn, cmd, lun, bridge } = request;
    this.#questions[rqSeq] = { netFn, cmd, lun, bridge };
    this.#send(pending, now);
    return true;
  }

  /** Sends Close Session once and awaits nothing: for a session that must be left without waiting. */
  sendUnawaited(request: CommandRequest): void {
    this.#host.transmit(this.#ends.sealer.seal(PayloadType.ipmiMessage, buildRequestMessage(request, 0)));
  }

  /** Sends another protocol's payload. */
  sendPayload(payloadType: number, payload: Uint8Array, now: Millis): void {
    // An xRC4 stream starts afresh with each: after a loss, a payload without a checksum would decrypt to anything.
    const datagram = this.#ends.sealer.seal(payloadType, payload, true);
    this.#lastSentAt = now;
    this.#host.transmit(datagram);
    if (this.#config.traceMessages) {
      const fields = { payloadType, sessionSequenceNumber: this.#ends.sealer.sequenceNumber };
      this.#host.message({ from: "remoteConsole", name: "Payload", length: datagram.length, fields });
    }
  }

  /** Takes a packet that carries our session ID. */
  receive(packet: RmcpPlusPacket, now: Millis): void {
    const opened = this.#ends.opener.open(packet);
    if (!opened.ok) return this.#host.dropped(opened.reason);
    this.#lastAuthenticAt = now;
    this.#unansweredInARow = 0;
    if (opened.payloadType === PayloadType.ipmiMessage) return this.#receiveMessage(packet, opened.payload, now);
    // Late repetitions of handshake messages may come back inside the session (ipmi_sim does so).
    if (opened.payloadType >= PayloadType.openSessionRequest && opened.payloadType <= PayloadType.rakpMessage4) {
      return this.#host.dropped("unexpected");
    }
    if (this.#config.traceMessages) {
      const fields = { payloadType: opened.payloadType, sessionSequenceNumber: packet.sessionSequenceNumber };
      this.#host.message({ from: "managedSystem", name: "Payload", length: packet.datagram.length, fields });
    }
    this.#host.payloadReceived(opened.payloadType, opened.payload);
  }

  /** Repeats what is due and gives up what has no tries left. */
  timeout(now: Millis): void {
    for (const pending of [...this.#pending.values()]) {
      if (pending.deadline > now || this.#pending.get(pending.rqSeq) !== pending) continue;
      if (pending.attempts < pending.retry.tries) this.#send(pending, now);
      else this.#giveUp(pending, now);
    }
  }

  /** The earliest deadline of any request in flight. */
  nextDeadline(): Millis | undefined {
    return earliestDeadline(this.#pending.values());
  }

  /** Forgets the caller's request of that name; `false` where it is not in flight. */
  cancel(requestId: RequestId, now: Millis): boolean {
    for (const pending of this.#pending.values()) {
      if (pending.owner.kind !== "caller" || pending.owner.requestId !== requestId) continue;
      this.#release(pending, now, false);
      return true;
    }
    return false;
  }

  /** Forgets everything in flight and returns it, in the order of sending. */
  abandonAll(now: Millis): PendingRequest[] {
    const abandoned = [...this.#pending.values()];
    for (const pending of abandoned) this.#release(pending, now, false);
    return abandoned;
  }

  /** Forgets the keys. */
  wipe(): void {
    wipeSessionProtection(this.#ends.protection);
  }

  #send(pending: PendingRequest, now: Millis): void {
    pending.attempts += 1;
    const datagram = this.#ends.sealer.seal(PayloadType.ipmiMessage, pending.message, pending.attempts > 1);
    pending.deadline = now + this.#wait(pending);
    this.#rqSeqs.sent(pending.rqSeq);
    this.#lastSentAt = now;
    this.#host.transmit(datagram);
    if (this.#config.traceMessages) this.#traceRequest(pending, datagram.length);
  }

  #receiveMessage(packet: RmcpPlusPacket, payload: Uint8Array, now: Millis): void {
    const options = { verifyChecksums: !this.#config.quirks.has("nochecksumcheck") };
    let response: LanResponse;
    try {
      response = decodeLanResponse(payload, options);
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
      return this.#host.dropped(error.field.includes("checksum") ? "checksum" : "malformed");
    }
    const question = this.#questions[response.rqSeq];
    const matched = question === undefined ? undefined : matchResponse(question, response, options);
    const pending = this.#pending.get(response.rqSeq);
    if (pending === undefined || matched === undefined || matched.match === "none") {
      if (matched?.match === "answer") this.#rqSeqs.answered(response.rqSeq);
      return this.#host.dropped("unmatched");
    }
    if (this.#config.traceMessages) this.#traceResponse(response, packet);
    if (matched.match === "acknowledged") {
      // The managed system has passed the request on: the wait for the other controller begins now.
      pending.deadline = Math.max(pending.deadline, now + this.#wait(pending));
      return;
    }
    const { answer } = matched;
    this.#rqSeqs.answered(response.rqSeq);
    const commandResponse: CommandResponse = {
      type: "command",
      netFn: answer.netFn,
      cmd: answer.cmd,
      completionCode: answer.completionCode,
      data: answer.data,
      refusedByBridge: matched.refusedByBridge,
      attempts: pending.attempts,
      elapsed: now - pending.firstSentAt,
    };
    if (answer.completionCode === duplicatedRequest && pending.attempts > 1) {
      pending.held = commandResponse;
      return;
    }
    this.#release(pending, now, true);
    this.#host.settled(pending, { answered: true, response: commandResponse }, now);
  }

  #wait({ retry, attempts, owner }: PendingRequest): Millis {
    const planned = retryWait(retry, attempts, this.#random.draw(2, "jitter"));
    // Close Session has a short budget, whatever the round trip.
    return owner.kind === "closeSession" ? planned : Math.max(planned, this.#shortestWait);
  }

  #giveUp(pending: PendingRequest, now: Millis): void {
    this.#release(pending, now, false);
    if (pending.held !== undefined) {
      return this.#host.settled(pending, { answered: true, response: pending.held }, now);
    }
    if (this.#lastAuthenticAt <= pending.firstSentAt) this.#unansweredInARow += 1;
    const elapsed = now - pending.firstSentAt;
    const error = new NetworkError(
      "timeout",
      `no answer to ${pending.attempts} tries in ${(elapsed / 1000).toFixed(1)} s; the session may be gone, or the command takes longer: raise the wait or the tries`,
      pending.attempts,
      elapsed,
    );
    this.#host.settled(pending, { answered: false, error }, now);
  }

  #release(pending: PendingRequest, now: Millis, answered: boolean): void {
    this.#pending.delete(pending.rqSeq);
    this.#rqSeqs.release(pending.rqSeq, now, answered);
  }

  #traceRequest({ request, rqSeq, attempts }: PendingRequest, length: number): void {
    const { netFn, cmd, data, bridge } = request;
    const bridged = bridge === undefined ? {} : { targetAddress: bridge.targetAddress };
    const sessionSequenceNumber = this.#ends.sealer.sequenceNumber;
    const fields = { netFn, cmd, ...groupField(netFn, data), rqSeq, sessionSequenceNumber, ...bridged };
    this.#host.message({ from: "remoteConsole", name: "IPMI Request", attempt: attempts, length, fields });
  }

  #traceResponse({ netFn, cmd, rqSeq, rsAddr, completionCode, data }: LanResponse, packet: RmcpPlusPacket): void {
    const bridged = rsAddr === BMC_SLAVE_ADDRESS ? {} : { responderAddress: rsAddr };
    const { sessionSequenceNumber } = packet;
    const group = groupField(netFn, data);
    const fields = { netFn, cmd, ...group, rqSeq, sessionSequenceNumber, completionCode, ...bridged };
    this.#host.message({ from: "managedSystem", name: "IPMI Response", length: packet.datagram.length, fields });
  }
}
