import { ChannelAccessMode } from "@ruipmi/commands";
import {
  decodeFromBytes,
  encodeToBytes,
  type OpenSessionRequest,
  openSessionRequest,
  openSessionResponse,
  PayloadType,
  PrivilegeLevel,
  type RmcpRefusalStatus,
  RmcpStatus,
  sealOutsideSession,
} from "@ruipmi/core/wire";
import { refusalPayload } from "../deviant-bytes.ts";
import { lanAccess } from "../device/accounts/index.ts";
import type { BmcHost } from "../host.ts";
import { tryDecode } from "../try-decode.ts";
import type { Millis, PeerKey } from "../types.ts";
import { chooseCipherSuite } from "./cipher-suite-choice.ts";
import { cipherSuiteLimit, usedCipherSuites } from "./cipher-suite-limit.ts";
import { type Refuse, refusedMessage, sessionIdOf } from "./handshake-refusal.ts";
import { RakpResponder } from "./rakp-responder.ts";
import type { HalfOpenSession } from "./session.ts";

/** The managed system's side of Open Session and RAKP (IPMI v2.0 §13.17 to §13.24). */
export class Handshake {
  readonly #host: BmcHost;
  readonly #rakp: RakpResponder;

  constructor(host: BmcHost) {
    this.#host = host;
    this.#rakp = new RakpResponder(host);
  }

  /** Takes a payload of the handshake that came outside any session. */
  receive(payloadType: number, payload: Uint8Array, from: PeerKey, now: Millis): void {
    if (payload.length === 0) return this.#host.dropped("malformed");
    // A channel that is disabled for IPMI takes no new sessions (IPMI v2.0 §6.6, table 6-4).
    if (lanAccess(this.#host.config.device.accounts).accessMode === ChannelAccessMode.disabled)
      return this.#host.dropped("unexpected");
    const refuse: Refuse = (answerType, messageTag, status, sessionId) => {
      const refusal = refusalPayload(this.#host.config.faults, answerType, messageTag, status, sessionId);
      this.#host.send(sealOutsideSession(answerType, refusal), from, now);
      const message = refusedMessage[answerType];
      this.#host.event({ type: "handshakeRefused", message, rmcpStatus: status, peer: from });
    };
    switch (payloadType) {
      case PayloadType.openSessionRequest:
        return this.#receiveOpenSession(payload, from, now, refuse);
      case PayloadType.rakpMessage1:
        return this.#rakp.receiveMessage1(payload, from, now, refuse);
      case PayloadType.rakpMessage3:
        return this.#rakp.receiveMessage3(payload, from, now, refuse);
      default:
        return this.#host.dropped("unexpected");
    }
  }

  #receiveOpenSession(payload: Uint8Array, from: PeerKey, now: Millis, refuse: Refuse): void {
    const refuseRequest = (tag: number, status: RmcpRefusalStatus, sessionId: number | undefined): void =>
      refuse(PayloadType.openSessionResponse, tag, status, sessionId);
    const request = tryDecode(() => decodeFromBytes(openSessionRequest, payload, "Open Session Request"));
    if (request === undefined) return refuseRequest(payload[0]!, RmcpStatus.illegalParameter, sessionIdOf(payload));
    const { messageTag, remoteConsoleSessionId, requestedMaximumPrivilegeLevel } = request;
    if (remoteConsoleSessionId === 0) return refuseRequest(messageTag, RmcpStatus.invalidSessionId, 0);
    if (requestedMaximumPrivilegeLevel > PrivilegeLevel.oem)
      return refuseRequest(messageTag, RmcpStatus.invalidRole, remoteConsoleSessionId);
    const choice = chooseCipherSuite(usedCipherSuites(this.#host.config), request);
    if (choice.refusal !== undefined) return refuseRequest(messageTag, choice.refusal, remoteConsoleSessionId);
    const { sessions } = this.#host;
    const repeated = sessions.halfOpenOf(from, remoteConsoleSessionId);
    // A repeated request costs no second session: a lost answer must not fill the table. Nor does one that the network
    // delivers twice, the second time after RAKP Message 1, end the handshake that the first began.
    const isSame =
      repeated?.suite === choice.suite && repeated.requestedPrivilegeLevel === requestedMaximumPrivilegeLevel;
    if (isSame) return this.#accept(request, repeated, now);
    if (sessions.isFull() || !sessions.makeRoom(now))
      return refuseRequest(messageTag, RmcpStatus.insufficientResources, remoteConsoleSessionId);
    const session: HalfOpenSession = {
      sessionId: this.#drawSessionId(remoteConsoleSessionId),
      remoteConsoleSessionId,
      suite: choice.suite,
      requestedPrivilegeLevel: requestedMaximumPrivilegeLevel,
      openedBy: from,
      createdAt: now,
      peer: from,
      lastActivityAt: now,
      rakp: undefined,
    };
    sessions.addHalfOpen(session);
    this.#accept(request, session, now);
  }

  #accept(request: OpenSessionRequest, session: HalfOpenSession, now: Millis): void {
    const { device, faults } = this.#host.config;
    const limit = Math.min(
      lanAccess(device.accounts).privilegeLimit,
      cipherSuiteLimit(this.#host.config, session.suite),
    );
    const wanted = request.requestedMaximumPrivilegeLevel;
    const highest = wanted === PrivilegeLevel.highest && !faults.opensesspriv ? limit : wanted;
    const response = encodeToBytes(openSessionResponse, {
      status: RmcpStatus.noErrors,
      messageTag: request.messageTag,
      maximumPrivilegeLevel: Math.min(highest, limit),
      remoteConsoleSessionId: session.remoteConsoleSessionId,
      managedSystemSessionId: session.sessionId,
      authenticationAlgorithm: session.suite.authentication,
      integrityAlgorithm: session.suite.integrity,
      confidentialityAlgorithm: session.suite.confidentiality,
    });
    this.#host.send(sealOutsideSession(PayloadType.openSessionResponse, response), session.openedBy, now);
  }

  /** A number that no session has, nor this one's remote console: packets sent back to their sender must not fit. */
  #drawSessionId(remoteConsoleSessionId: number): number {
    const { random, sessions } = this.#host;
    let sessionId = random.drawSessionId();
    // Scripted randomness may repeat itself: the next free number is as good.
    while (sessionId === 0 || sessionId === remoteConsoleSessionId || sessions.has(sessionId)) {
      sessionId = (sessionId + 1) >>> 0;
    }
    return sessionId;
  }
}
