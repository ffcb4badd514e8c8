import { MalformedMessageError } from "@ruipmi/core";
import {
  BMC_SLAVE_ADDRESS,
  decodeLanRequest,
  type Ipmi15Packet,
  type LanRequest,
  NetFn,
  openOutsideSession,
  PayloadType,
  type RmcpPlusPacket,
  sealIpmi15OutsideSession,
  sealOutsideSession,
} from "@ruipmi/core/wire";
import type { Dispatcher } from "../handlers/dispatcher.ts";
import type { BmcHost } from "../host.ts";
import type { Millis, PeerKey } from "../types.ts";
import type { TimedAnswer } from "./response-memory.ts";
import type { OpenSession } from "./session.ts";

/** Requests and answers: inside a session as strict as a remote console is, and outside for the few that need none. */
export class Exchange {
  readonly #host: BmcHost;
  readonly #dispatcher: Dispatcher;
  #executed = 0;
  #repeated = 0;

  constructor(host: BmcHost, dispatcher: Dispatcher) {
    this.#host = host;
    this.#dispatcher = dispatcher;
  }

  /** Commands executed. */
  get executed(): number {
    return this.#executed;
  }

  /** Repeated requests answered from memory. */
  get repeated(): number {
    return this.#repeated;
  }

  /** Takes a packet that names a session. */
  receive(packet: RmcpPlusPacket, from: PeerKey, now: Millis): void {
    const { sessions, config } = this.#host;
    const session = sessions.open(packet.sessionId);
    if (session === undefined) return this.#host.dropped("wrongSessionId");
    const opened = session.opener.open(packet);
    if (!opened.ok) return this.#host.dropped(opened.reason);
    sessions.touch(session, from, now);
    if (config.faults.dropSession) return sessions.end(session, "dropped");
    if (opened.payloadType !== PayloadType.ipmiMessage) {
      const receiver = this.#host.payloads.get(opened.payloadType);
      if (receiver === undefined) return this.#host.dropped("unexpected");
      return receiver.receive(session, opened.payload, now);
    }
    const request = this.#decode(opened.payload);
    if (request !== undefined) this.#answer(session, request, opened.payload, now);
  }

  /** Takes an RMCP+ packet that belongs to no session and carries an IPMI message. */
  receiveRmcpPlus(packet: RmcpPlusPacket, from: PeerKey, now: Millis): void {
    const payload = openOutsideSession(packet);
    if (payload === undefined) return this.#host.dropped("malformed");
    this.#answerOutside(payload, from, now, (message) => sealOutsideSession(PayloadType.ipmiMessage, message));
  }

  /** Takes an IPMI v1.5 packet; sessions of that version there are none. */
  receiveIpmi15(packet: Ipmi15Packet, from: PeerKey, now: Millis): void {
    if (packet.authType !== 0 || packet.sessionId !== 0) return this.#host.dropped("unexpected");
    this.#answerOutside(packet.payload, from, now, sealIpmi15OutsideSession);
  }

  #answer(session: OpenSession, request: LanRequest, payload: Uint8Array, now: Millis): void {
    const known = session.memory.recall(payload, now);
    if (known !== undefined) {
      this.#repeated += 1;
      this.#report(request, known.completionCode, session.sessionId, true);
      return this.#sendAll(session, known.messages, true, now);
    }
    const { completionCode, executed, ...answer } = this.#dispatcher.execute(request, {
      session,
      peer: session.peer,
      now,
    });
    const messages = answer.messages.map(({ message, delay }) => ({ message, at: now + delay }));
    if (executed) {
      this.#executed += 1;
      session.memory.remember({ request: payload, messages, completionCode }, now);
    }
    this.#report(request, completionCode, session.sessionId, false);
    this.#sendAll(session, messages, false, now);
    if (session.closing !== undefined) this.#host.sessions.end(session, session.closing);
  }

  #sendAll(session: OpenSession, messages: readonly TimedAnswer[], again: boolean, now: Millis): void {
    for (const { message, at } of messages) {
      const datagram = session.sealer.seal(PayloadType.ipmiMessage, message, again);
      this.#host.send(datagram, session.peer, Math.max(at, now));
    }
  }

  #answerOutside(payload: Uint8Array, from: PeerKey, now: Millis, seal: (message: Uint8Array) => Uint8Array): void {
    const request = this.#decode(payload);
    if (request === undefined) return;
    const { messages, completionCode } = this.#dispatcher.execute(request, { session: undefined, peer: from, now });
    this.#report(request, completionCode, undefined, false);
    for (const { message, delay } of messages) this.#host.send(seal(message), from, now + delay);
  }

  #decode(payload: Uint8Array): LanRequest | undefined {
    try {
      const request = decodeLanRequest(payload);
      if (request.rsAddr === BMC_SLAVE_ADDRESS) return request;
      this.#host.dropped("unexpected");
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
      this.#host.dropped(error.field.includes("checksum") ? "checksum" : "malformed");
    }
    return undefined;
  }

  #report(request: LanRequest, completionCode: number, sessionId: number | undefined, repeated: boolean): void {
    const { netFn, cmd, data } = request;
    const group = netFn === NetFn.groupExtension && data.length > 0 ? { groupExtension: data[0]! } : undefined;
    const where = sessionId === undefined ? undefined : { sessionId };
    this.#host.event({ type: "commandAnswered", netFn, cmd, ...group, completionCode, ...where, repeated });
  }
}
