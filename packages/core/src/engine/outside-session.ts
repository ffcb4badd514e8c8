import { MalformedMessageError, NetworkError } from "../errors.ts";
import type { DropReason } from "../packets/drop-reason.ts";
import type { AsfPacket, Ipmi15Packet, ParsedPacket, RmcpPlusPacket } from "../packets/parse-packet.ts";
import {
  type Framing,
  openOutsideSession,
  sealAsf,
  sealIpmi15OutsideSession,
  sealOutsideSession,
} from "../packets/seal-outside-session.ts";
import { type PresencePong, presencePing, presencePong } from "../wire/asf-presence.ts";
import { decodeFromBytes, encodeToBytes } from "../wire/codec.ts";
import { decodeLanResponse, type LanResponse } from "../wire/lan-message.ts";
import { PayloadType } from "../wire/payload-types.ts";
import type { ResolvedConfig } from "./config.ts";
import { unreachableError } from "./handshake-verdict.ts";
import type { RandomSource } from "./random-source.ts";
import { buildRequestMessage } from "./request-message.ts";
import { earliestDeadline, type RetryPolicy, retryWait } from "./retry-policy.ts";
import type {
  EngineResponse,
  MessageEvent,
  Millis,
  OutsideSessionRequest,
  PresencePingRequest,
  RequestId,
} from "./types.ts";

/** How many requests outside the session may wait for answers at once: their numbers must stay distinct. */
export const maxOutsideSession = 16;

/** What an exchange outside the session tells the engine that owns it. */
export interface OutsideSessionHost {
  transmit(datagram: Uint8Array): void;
  dropped(reason: DropReason): void;
  message(event: Omit<MessageEvent, "type">): void;
  answered(requestId: RequestId, response: EngineResponse): void;
  failed(requestId: RequestId, error: NetworkError): void;
}

interface Pending {
  readonly requestId: RequestId;
  readonly request: OutsideSessionRequest | PresencePingRequest;
  /** The rqSeq of a message, or the tag of a ping. */
  readonly number: number;
  readonly datagram: Uint8Array;
  readonly retry: RetryPolicy;
  readonly firstSentAt: Millis;
  attempts: number;
  deadline: Millis;
}

/** Pings and commands that need no session (IPMI v2.0 §13.2.3, §13.6). Nothing here is authenticated: answers are hints. */
export class OutsideSessionExchange {
  readonly #config: ResolvedConfig;
  readonly #random: RandomSource;
  readonly #host: OutsideSessionHost;
  readonly #pending = new Map<RequestId, Pending>();
  #number: number | undefined;

  constructor(config: ResolvedConfig, random: RandomSource, host: OutsideSessionHost) {
    this.#config = config;
    this.#random = random;
    this.#host = host;
  }

  /** How many requests wait for answers. */
  get size(): number {
    return this.#pending.size;
  }

  /** Whether a packet is an answer that is waited for here; changes nothing. */
  awaits(packet: ParsedPacket): boolean {
    if (this.#pending.size === 0) return false;
    try {
      if (packet.kind === "asf") return this.#findPing(decodePong(packet)) !== undefined;
      if (packet.kind === "ipmi15") return this.#findCommand("ipmi15", this.#decode(packet.payload)) !== undefined;
      const payload = openOutsideSession(packet);
      return payload !== undefined && this.#findCommand("rmcpPlus", this.#decode(payload)) !== undefined;
    } catch (error) {
      if (error instanceof MalformedMessageError) return false;
      throw error;
    }
  }

  /** Sends a request for the first time. */
  start(
    requestId: RequestId,
    request: OutsideSessionRequest | PresencePingRequest,
    retry: RetryPolicy,
    now: Millis,
  ): void {
    const number = this.#nextNumber();
    const datagram = buildDatagram(request, number);
    const pending = { requestId, request, number, datagram, retry, firstSentAt: now, attempts: 0, deadline: now };
    this.#pending.set(requestId, pending);
    this.#send(pending, now);
  }

  /** Takes an ASF message. */
  receiveAsf(packet: AsfPacket, length: number, now: Millis): void {
    let pong: PresencePong;
    try {
      pong = decodePong(packet);
    } catch (error) {
      return this.#dropMalformed(error);
    }
    const pending = this.#findPing(pong);
    if (pending === undefined) return this.#host.dropped("unmatched");
    this.#trace("Presence Pong", length, { messageTag: pong.messageTag });
    const { attempts, firstSentAt } = pending;
    this.#settle(pending, { type: "presencePong", pong, attempts, elapsed: now - firstSentAt });
  }

  /** Takes a packet in v1.5 framing. */
  receiveIpmi15(packet: Ipmi15Packet, length: number, now: Millis): void {
    if (packet.sessionId !== 0 || packet.authType !== 0) return this.#host.dropped("wrongSessionId");
    this.#receiveMessage("ipmi15", packet.payload, length, now);
  }

  /** Takes an IPMI message in RMCP+ framing that belongs to no session. */
  receiveRmcpPlus(packet: RmcpPlusPacket, now: Millis): void {
    const payload = openOutsideSession(packet);
    if (payload === undefined) return this.#host.dropped("malformed");
    this.#receiveMessage("rmcpPlus", payload, packet.datagram.length, now);
  }

  /** Repeats what is due and gives up what has no tries left. */
  timeout(now: Millis): void {
    for (const pending of [...this.#pending.values()]) {
      if (pending.deadline > now) continue;
      if (pending.attempts < pending.retry.tries) this.#send(pending, now);
      else this.#giveUp(pending, now);
    }
  }

  /** The earliest deadline of any request here. */
  nextDeadline(): Millis | undefined {
    return earliestDeadline(this.#pending.values());
  }

  /** The network says that nobody listens on the port: every request here fails. */
  unreachable(now: Millis): void {
    for (const pending of [...this.#pending.values()]) {
      this.#pending.delete(pending.requestId);
      this.#host.failed(pending.requestId, unreachableError(pending.attempts, now - pending.firstSentAt));
    }
  }

  /** Forgets a request; `false` where it does not wait here. */
  cancel(requestId: RequestId): boolean {
    return this.#pending.delete(requestId);
  }

  /** Forgets every request and returns their names. */
  abandonAll(): RequestId[] {
    const names = [...this.#pending.keys()];
    this.#pending.clear();
    return names;
  }

  /** The next of 64 numbers that no waiting request has. */
  /** Numbers begin anywhere: several engines may ask the same managed system over one socket. */
  #nextNumber(): number {
    let next = this.#number ?? this.#random.draw(2, "jitter")[0]!;
    do next = (next + 1) & 0x3f;
    while (this.#find(({ number }) => number === next) !== undefined);
    this.#number = next;
    return next;
  }

  #send(pending: Pending, now: Millis): void {
    pending.attempts += 1;
    pending.deadline = now + retryWait(pending.retry, pending.attempts, this.#random.draw(2, "jitter"));
    this.#host.transmit(pending.datagram.slice());
    if (!this.#config.traceMessages) return;
    const { request, number, attempts } = pending;
    const { length } = pending.datagram;
    if (request.type === "presencePing") {
      const fields = { messageTag: number };
      return this.#host.message({ from: "remoteConsole", name: "Presence Ping", attempt: attempts, length, fields });
    }
    const { netFn, cmd, framing } = request;
    const fields = { netFn, cmd, rqSeq: number, framing };
    this.#host.message({ from: "remoteConsole", name: "IPMI Request", attempt: attempts, length, fields });
  }

  #receiveMessage(framing: "ipmi15" | "rmcpPlus", payload: Uint8Array, length: number, now: Millis): void {
    let response: LanResponse;
    try {
      response = this.#decode(payload);
    } catch (error) {
      return this.#dropMalformed(error);
    }
    const { netFn, cmd, rqSeq, completionCode, data } = response;
    const pending = this.#findCommand(framing, response);
    if (pending === undefined) return this.#host.dropped("unmatched");
    this.#trace("IPMI Response", length, { netFn, cmd, rqSeq, completionCode, framing });
    const { attempts, firstSentAt } = pending;
    this.#settle(pending, { type: "outsideSession", completionCode, data, attempts, elapsed: now - firstSentAt });
  }

  #giveUp(pending: Pending, now: Millis): void {
    this.#pending.delete(pending.requestId);
    const { attempts } = pending;
    const elapsed = now - pending.firstSentAt;
    const what = pending.request.type === "presencePing" ? "the presence ping" : "the command outside a session";
    const text = `no answer to ${what}: ${attempts} tries in ${(elapsed / 1000).toFixed(1)} s; check the address, or that the managed system answers this at all`;
    this.#host.failed(pending.requestId, new NetworkError("timeout", text, attempts, elapsed));
  }

  #settle(pending: Pending, response: EngineResponse): void {
    this.#pending.delete(pending.requestId);
    this.#host.answered(pending.requestId, response);
  }

  #findPing({ messageTag }: PresencePong): Pending | undefined {
    return this.#find(({ request, number }) => request.type === "presencePing" && number === messageTag);
  }

  #findCommand(framing: Framing, { netFn, cmd, rqSeq }: LanResponse): Pending | undefined {
    return this.#find(
      ({ request, number }) =>
        request.type === "outsideSession" &&
        request.framing === framing &&
        number === rqSeq &&
        request.cmd === cmd &&
        (request.netFn | 1) === netFn,
    );
  }

  #decode(payload: Uint8Array): LanResponse {
    return decodeLanResponse(payload, { verifyChecksums: !this.#config.quirks.has("nochecksumcheck") });
  }

  #find(matches: (pending: Pending) => boolean): Pending | undefined {
    for (const pending of this.#pending.values()) {
      if (matches(pending)) return pending;
    }
    return undefined;
  }

  #dropMalformed(error: unknown): void {
    if (!(error instanceof MalformedMessageError)) throw error;
    this.#host.dropped(error.field.includes("checksum") ? "checksum" : "malformed");
  }

  #trace(name: MessageEvent["name"], length: number, fields: MessageEvent["fields"]): void {
    if (this.#config.traceMessages) this.#host.message({ from: "managedSystem", name, length, fields });
  }
}

function decodePong({ message }: AsfPacket): PresencePong {
  return decodeFromBytes(presencePong, message, "Presence Pong");
}

function buildDatagram(request: OutsideSessionRequest | PresencePingRequest, number: number): Uint8Array {
  if (request.type === "presencePing") return sealAsf(encodeToBytes(presencePing, { messageTag: number }));
  const message = buildRequestMessage(request, number);
  return request.framing === "ipmi15"
    ? sealIpmi15OutsideSession(message)
    : sealOutsideSession(PayloadType.ipmiMessage, message);
}
