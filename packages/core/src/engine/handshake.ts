import { equalConstantTime } from "../crypto/constant-time.ts";
import { type KeyDialect, keyDialect } from "../crypto/key-dialect.ts";
import type { RakpExchange } from "../crypto/rakp-codes.ts";
import { type IpmiError, MalformedMessageError } from "../errors.ts";
import type { DropReason } from "../packets/drop-reason.ts";
import { HandshakeKeys } from "../packets/handshake-keys.ts";
import type { RmcpPlusPacket } from "../packets/parse-packet.ts";
import { openOutsideSession, sealOutsideSession } from "../packets/seal-outside-session.ts";
import { SessionOpener } from "../packets/session-opener.ts";
import { wipeSessionProtection } from "../packets/session-protection.ts";
import { SessionSealer } from "../packets/session-sealer.ts";
import { type Codec, decodeFromBytes, encodeToBytes } from "../wire/codec.ts";
import type { HandshakeRefusal } from "../wire/handshake-refusal.ts";
import { type OpenSessionAcceptance, openSessionResponse } from "../wire/open-session-response.ts";
import { PayloadType } from "../wire/payload-types.ts";
import { PrivilegeLevel } from "../wire/privilege-levels.ts";
import { type RakpMessage2Acceptance, rakpMessage2 } from "../wire/rakp-message-2.ts";
import { rakpMessage3 } from "../wire/rakp-message-3.ts";
import { type RakpMessage4Acceptance, rakpMessage4 } from "../wire/rakp-message-4.ts";
import { RmcpStatus } from "../wire/rmcp-status.ts";
import type { ResolvedConfig } from "./config.ts";
import { buildHandshakeMessage, namesPrivilegeLevel, rakpRole } from "./handshake-messages.ts";
import type { Attempt, HandshakeState } from "./handshake-state.ts";
import { HandshakeStep } from "./handshake-step.ts";
import {
  answerNames,
  forgotSession,
  type HandshakeStepName,
  refusesCipherSuite,
  refusesPrivilege,
  silenceError,
  unexpectedCodeError,
  unreachableError,
  type Verdict,
  verdictError,
} from "./handshake-verdict.ts";
import type { PhaseCause } from "./phases.ts";
import type { RandomSource } from "./random-source.ts";
import { buildRequestMessage } from "./request-message.ts";
import { retryWait } from "./retry-policy.ts";
import type { SessionEnds } from "./session-exchange.ts";
import { closeSessionRequest } from "./session-requests.ts";
import type { MessageEvent, MessageName, Millis, RefusedCipherSuite, SessionInfo, TimeoutReason } from "./types.ts";

/** A round trip longer than this does not lengthen the waits further: what answers is not trusted yet. */
const longestRoundTrip = 10_000;

/** What a handshake comes to. */
export interface OpenedSession {
  readonly ends: SessionEnds;
  readonly session: Omit<SessionInfo, "privilegeLevel" | "requestedPrivilegeLevel">;
  /** The level that RAKP Message 1 asked for. */
  readonly privilegeLevel: PrivilegeLevel;
  /** The longest round trip seen. */
  readonly roundTrip: Millis;
}

/** What the handshake tells the engine that owns it. */
export interface HandshakeHost {
  transmit(datagram: Uint8Array): void;
  dropped(reason: DropReason): void;
  message(event: Omit<MessageEvent, "type">): void;
  moved(cause: PhaseCause): void;
  opened(opened: OpenedSession, now: Millis): void;
  failed(error: IpmiError, now: Millis): void;
}

const responseTypes: Readonly<Record<HandshakeStepName, number>> = {
  openSession: PayloadType.openSessionResponse,
  rakpMessage1: PayloadType.rakpMessage2,
  rakpMessage3: PayloadType.rakpMessage4,
};

const timeoutReasons: Readonly<Record<HandshakeStepName, TimeoutReason>> = {
  openSession: "openSessionResponse",
  rakpMessage1: "rakpMessage2",
  rakpMessage3: "rakpMessage4",
};

/**
 * From Open Session Request to RAKP Message 4 (IPMI v2.0 §13.15 to §13.23). A lost message is sent again with a new tag.
 * Nothing is authentic here, so a refusal ends a step at once only with the current tag and our random session ID; any
 * other is held back until the tries are spent, and a good answer before that wins.
 */
export class Handshake {
  readonly #config: ResolvedConfig;
  readonly #random: RandomSource;
  readonly #host: HandshakeHost;
  readonly #dialect: KeyDialect;
  readonly #refused: RefusedCipherSuite[] = [];
  #state: HandshakeState | undefined;
  #tag = 0;
  #restarted = false;
  #roundTrip: Millis = 0;

  constructor(config: ResolvedConfig, random: RandomSource, host: HandshakeHost) {
    this.#config = config;
    this.#random = random;
    this.#host = host;
    this.#dialect = keyDialect(config.quirks);
  }

  /** Sends the first Open Session Request. */
  begin(now: Millis): void {
    this.#open(0, this.#config.privilegeLevel, now);
  }

  /** When the current step's wait is over, and what it waits for. */
  nextDeadline(): { readonly at: Millis; readonly reason: TimeoutReason } | undefined {
    const state = this.#state;
    return state === undefined ? undefined : { at: state.step.deadline, reason: timeoutReasons[state.name] };
  }

  /** Our session ID of the current attempt; 0 where no handshake is under way. */
  get remoteConsoleSessionId(): number {
    return this.#state?.attempt.remoteConsoleSessionId ?? 0;
  }

  /** Takes a packet that is not in v1.5 framing: outside a session, or RAKP Message 4 inside it. */
  receive(packet: RmcpPlusPacket, now: Millis): void {
    const state = this.#state;
    if (state === undefined) return this.#host.dropped("unexpected");
    if (packet.sessionId !== 0) return this.#receiveInSession(state, packet, now);
    const payload = openOutsideSession(packet);
    if (payload === undefined) return this.#host.dropped("malformed");
    if (packet.payloadType !== responseTypes[state.name]) return this.#host.dropped("unexpected");
    this.#answer(state, payload, packet.datagram.length, now);
  }

  /** Repeats the current message, or ends the step when its tries are spent. */
  timeout(now: Millis): void {
    const state = this.#state;
    if (state === undefined || state.step.deadline > now) return;
    if (state.step.attempts < this.#config.retry.tries) return this.#send(state, now);
    const { held } = state.step;
    // RAKP Message 4 may be what was lost: then the session is open over there.
    if (state.name === "rakpMessage3" && (held === undefined || held.kind === "refused")) this.#closeUnawaited(state);
    if (held !== undefined) return this.#decide(state, held, now);
    if (state.name === "rakpMessage1") this.#breakOff(state.managedSystemSessionId, RmcpStatus.invalidSessionId);
    this.#fail(silenceError(state.name, state.step.attempts, now - state.step.startedAt), now);
  }

  /** The network says that nobody listens on the port. */
  unreachable(now: Millis): void {
    const state = this.#state;
    if (state === undefined) return;
    this.#fail(unreachableError(state.step.attempts, now - state.step.startedAt), now);
  }

  /** Ends the handshake from our side, telling the managed system what it needs to free its slot. */
  abandon(): void {
    const state = this.#state;
    this.#state = undefined;
    if (state === undefined || state.name === "openSession") return;
    if (state.name === "rakpMessage1") {
      // No status says "changed my mind"; this one counts as no failed login.
      return this.#breakOff(state.managedSystemSessionId, RmcpStatus.invalidSessionId);
    }
    this.#closeUnawaited(state);
  }

  #open(suiteIndex: number, privilegeLevel: PrivilegeLevel, now: Millis): void {
    const remoteConsoleSessionId = this.#random.drawSessionId();
    // Tags begin anywhere, so that who has not seen our packets cannot name one.
    this.#tag = remoteConsoleSessionId % 255;
    const suite = this.#config.cipherSuites[suiteIndex]!;
    const attempt: Attempt = { suiteIndex, suite, privilegeLevel, remoteConsoleSessionId };
    this.#enter({ name: "openSession", step: new HandshakeStep("openSession", now), attempt }, now);
  }

  #enter(state: HandshakeState, now: Millis): void {
    this.#state = state;
    this.#send(state, now);
  }

  #send(state: HandshakeState, now: Millis): void {
    const tag = this.#nextTag();
    const { step } = state;
    step.sent(tag, now, this.#wait(step.attempts + 1));
    const { name, payloadType, payload, fields } = buildHandshakeMessage(this.#config, this.#dialect, state, tag);
    const datagram = sealOutsideSession(payloadType, payload);
    this.#host.transmit(datagram);
    if (!this.#config.traceMessages) return;
    const { length } = datagram;
    this.#host.message({ from: "remoteConsole", name, attempt: step.attempts, length, fields });
  }

  #answer(state: HandshakeState, payload: Uint8Array, length: number, now: Millis): void {
    switch (state.name) {
      case "openSession": {
        const response = this.#decode(openSessionResponse, payload);
        if (response === undefined) return;
        if (response.status !== RmcpStatus.noErrors) return this.#refusal(state, response, length, now);
        return this.#openSessionAccepted(state, response, length, now);
      }
      case "rakpMessage1": {
        const message = this.#decode(rakpMessage2, payload);
        if (message === undefined) return;
        if (message.status !== RmcpStatus.noErrors) return this.#refusal(state, message, length, now);
        return this.#rakpMessage2(state, message, length, now);
      }
      case "rakpMessage3": {
        const message = this.#decode(rakpMessage4, payload);
        if (message === undefined) return;
        if (message.status !== RmcpStatus.noErrors) return this.#refusal(state, message, length, now);
        return this.#rakpMessage4(state, message, length, now);
      }
    }
  }

  #openSessionAccepted(
    state: HandshakeState & { name: "openSession" },
    response: OpenSessionAcceptance,
    length: number,
    now: Millis,
  ): void {
    const { attempt, step } = state;
    if (response.remoteConsoleSessionId !== attempt.remoteConsoleSessionId) return this.#host.dropped("wrongSessionId");
    // Tries are alike here, so any of them may be answered.
    if (!step.isOutstanding(response.messageTag)) return this.#host.dropped("staleTag");
    if (response.managedSystemSessionId === 0) return this.#host.dropped("malformed");
    if (response.managedSystemSessionId === attempt.remoteConsoleSessionId) {
      // Both directions have the same keys: only the session ID tells our packets, sent back to us, from answers.
      step.held ??= { kind: "error", error: sameSessionIds() };
      return this.#host.dropped("malformed");
    }
    const asProposed =
      response.authenticationAlgorithm === attempt.suite.authentication &&
      response.integrityAlgorithm === attempt.suite.integrity &&
      response.confidentialityAlgorithm === attempt.suite.confidentiality;
    if (!asProposed) {
      // Weaker algorithms than proposed are never taken; why nothing else came is said when the tries are spent.
      step.held ??= { kind: "error", error: algorithmMismatch() };
      return this.#host.dropped("algorithmMismatch");
    }
    this.#noteRoundTrip(step, response.messageTag, now);
    const { managedSystemSessionId, messageTag } = response;
    this.#trace("Open Session Response", length, { messageTag, managedSystemSessionId, status: 0 });
    this.#host.moved("openSessionAccepted");
    const remoteConsoleRandom = this.#random.draw(16, "randomNumber");
    const next = new HandshakeStep("rakpMessage1", now);
    this.#enter({ name: "rakpMessage1", step: next, attempt, managedSystemSessionId, remoteConsoleRandom }, now);
  }

  #rakpMessage2(
    state: HandshakeState & { name: "rakpMessage1" },
    message: RakpMessage2Acceptance,
    length: number,
    now: Millis,
  ): void {
    const { attempt, step, managedSystemSessionId, remoteConsoleRandom } = state;
    if (message.remoteConsoleSessionId !== attempt.remoteConsoleSessionId) return this.#host.dropped("wrongSessionId");
    const current = message.messageTag === step.newestTag;
    if (!current) this.#noteLateAnswer(step, message.messageTag, now);
    if (!current && step.held !== undefined) return this.#host.dropped("staleTag");
    const exchange: RakpExchange = {
      remoteConsoleSessionId: attempt.remoteConsoleSessionId,
      managedSystemSessionId,
      remoteConsoleRandom,
      managedSystemRandom: message.managedSystemRandom,
      managedSystemGuid: message.managedSystemGuid,
      role: rakpRole(this.#config, attempt),
      username: this.#config.username,
    };
    const secrets = { password: this.#config.password.expose(), kg: this.#config.kg.expose() };
    const keys = new HandshakeKeys(attempt.suite, exchange, secrets, this.#dialect);
    const verified = this.#matches(keys.rakpMessage2Code(), message.keyExchangeAuthenticationCode);
    if (!verified || !current) {
      keys.wipe();
      if (verified) return this.#host.dropped("staleTag"); // its Rc may be dead: a new one is drawn for each RAKP Message 1
      return this.#against(state, current, this.#notVerified(state), now);
    }
    this.#noteRoundTrip(step, message.messageTag, now);
    const codeLength = message.keyExchangeAuthenticationCode.length;
    this.#trace("RAKP Message 2", length, { messageTag: message.messageTag, status: 0, codeLength });
    this.#host.moved("rakpMessage2Verified");
    const protection = keys.createProtection(this.#random.drawIv);
    const next: HandshakeState = {
      name: "rakpMessage3",
      step: new HandshakeStep("rakpMessage3", now),
      attempt,
      exchange,
      code: keys.rakpMessage3Code(),
      expectedIcv: keys.rakpMessage4Icv(),
      ends: {
        sealer: new SessionSealer(managedSystemSessionId, protection),
        opener: new SessionOpener(attempt.remoteConsoleSessionId, protection),
        protection,
      },
    };
    keys.wipe();
    this.#enter(next, now);
  }

  #rakpMessage4(
    state: HandshakeState & { name: "rakpMessage3" },
    message: RakpMessage4Acceptance,
    length: number,
    now: Millis,
  ): void {
    const { attempt, step, expectedIcv, exchange, ends } = state;
    if (message.remoteConsoleSessionId !== attempt.remoteConsoleSessionId) return this.#host.dropped("wrongSessionId");
    if (!step.isOutstanding(message.messageTag)) return this.#host.dropped("staleTag");
    const ignored = expectedIcv.length === 0 && this.#config.quirks.has("integritycheckvalue");
    if (!ignored && !equalConstantTime(expectedIcv, message.integrityCheckValue)) {
      return this.#against(state, message.messageTag === step.newestTag, this.#notVerified(state), now);
    }
    const codeLength = message.integrityCheckValue.length;
    this.#trace("RAKP Message 4", length, { messageTag: message.messageTag, status: 0, codeLength });
    this.#state = undefined;
    this.#host.moved("rakpMessage4Verified");
    const session = {
      cipherSuiteId: attempt.suite.id,
      refusedCipherSuites: [...this.#refused],
      remoteConsoleSessionId: attempt.remoteConsoleSessionId,
      managedSystemSessionId: exchange.managedSystemSessionId,
      managedSystemGuid: exchange.managedSystemGuid.slice(),
    };
    const { privilegeLevel } = attempt;
    this.#host.opened({ ends, session, privilegeLevel, roundTrip: Math.min(this.#roundTrip, longestRoundTrip) }, now);
  }

  /** A managed system that has the session open already may repeat RAKP Message 4 inside it (ipmi_sim does). */
  #receiveInSession(state: HandshakeState, packet: RmcpPlusPacket, now: Millis): void {
    if (state.name !== "rakpMessage3") return this.#host.dropped("unexpected");
    const opened = state.ends.opener.open(packet);
    if (!opened.ok) return this.#host.dropped(opened.reason);
    if (opened.payloadType !== PayloadType.rakpMessage4) return this.#host.dropped("unexpected");
    this.#answer(state, opened.payload, packet.datagram.length, now);
  }

  #refusal(state: HandshakeState, refusal: HandshakeRefusal, length: number, now: Millis): void {
    const { messageTag, status, remoteConsoleSessionId = 0 } = refusal;
    const ours = remoteConsoleSessionId === state.attempt.remoteConsoleSessionId;
    if (!ours && remoteConsoleSessionId !== 0) return this.#host.dropped("wrongSessionId");
    const current = ours && messageTag === state.step.newestTag;
    if (current) this.#trace(answerNames[state.name], length, { messageTag, status });
    // It answers this very try and only fails to name the session (ipmi_sim's two bytes): what is better must come soon.
    else if (messageTag === state.step.newestTag) state.step.shorten(now + this.#graceAfterRefusal());
    this.#against(state, current, { kind: "refused", status }, now);
  }

  /** A verdict against going on: believed at once from who saw our newest message, held back otherwise. */
  #against(state: HandshakeState, current: boolean, verdict: Verdict, now: Millis): void {
    if (current) return this.#decide(state, verdict, now);
    state.step.held ??= verdict;
    this.#host.dropped("heldBack");
  }

  #decide(state: HandshakeState, verdict: Verdict, now: Millis): void {
    const { attempt, name } = state;
    const lower = lowerLevel(attempt.privilegeLevel);
    if (verdict.kind === "refused") {
      if (refusesCipherSuite(name, verdict) && attempt.suiteIndex + 1 < this.#config.cipherSuites.length) {
        this.#refused.push({ cipherSuiteId: attempt.suite.id, rmcpStatus: verdict.status });
        this.#host.moved("nextCipherSuite");
        return this.#open(attempt.suiteIndex + 1, attempt.privilegeLevel, now);
      }
      if (forgotSession(name, verdict) && !this.#restarted) {
        this.#restarted = true;
        return this.#again(state, attempt.privilegeLevel, now);
      }
      // What named no level cannot be asked at a lower one.
      const namesLevel = name !== "openSession" || namesPrivilegeLevel(this.#config);
      const mayLower = this.#config.allowLowerPrivilege && namesLevel && lower !== undefined;
      if (mayLower && refusesPrivilege(verdict, this.#config.nameOnlyLookup)) return this.#again(state, lower, now);
    } else if (state.name === "rakpMessage1") {
      // The managed system waits for RAKP Message 3: a status in it frees the slot (IPMI v2.0 §13.22).
      this.#breakOff(state.managedSystemSessionId, RmcpStatus.invalidIntegrityCheckValue);
    } else if (state.name === "rakpMessage3" && state.ends.protection.authenticator === undefined) {
      // The managed system counts the session as open. Where packets have AuthCodes, ours would not verify over there.
      this.#closeUnawaited(state);
    }
    this.#fail(verdictError(name, verdict), now);
  }

  #again(state: HandshakeState, privilegeLevel: PrivilegeLevel, now: Millis): void {
    if (state.name === "rakpMessage3") wipeSessionProtection(state.ends.protection);
    this.#host.moved("restart");
    this.#open(state.attempt.suiteIndex, privilegeLevel, now);
  }

  #fail(error: IpmiError, now: Millis): void {
    const state = this.#state;
    this.#state = undefined;
    if (state?.name === "rakpMessage3") wipeSessionProtection(state.ends.protection);
    this.#host.failed(error, now);
  }

  #breakOff(managedSystemSessionId: number, status: number): void {
    const keyExchangeAuthenticationCode = new Uint8Array(0);
    const messageTag = this.#nextTag();
    const message = { messageTag, status, managedSystemSessionId, keyExchangeAuthenticationCode };
    const datagram = sealOutsideSession(PayloadType.rakpMessage3, encodeToBytes(rakpMessage3, message));
    this.#host.transmit(datagram);
    if (!this.#config.traceMessages) return;
    const fields = { messageTag, managedSystemSessionId, status };
    this.#host.message({ from: "remoteConsole", name: "RAKP Message 3", attempt: 1, length: datagram.length, fields });
  }

  #closeUnawaited({ ends, exchange }: HandshakeState & { name: "rakpMessage3" }): void {
    const message = buildRequestMessage(closeSessionRequest(exchange.managedSystemSessionId), 0);
    this.#host.transmit(ends.sealer.seal(PayloadType.ipmiMessage, message));
    wipeSessionProtection(ends.protection);
  }

  #notVerified(state: HandshakeState): Verdict {
    const unauthenticated = state.attempt.suite.authentication === 0;
    return unauthenticated ? { kind: "error", error: unexpectedCodeError(state.name) } : { kind: "notVerified" };
  }

  #matches(expected: Uint8Array, received: Uint8Array): boolean {
    // Some send a byte too many (FreeIPMI's quirk supermicro20).
    const cut = this.#config.quirks.has("supermicro20") && received.length === expected.length + 1;
    return equalConstantTime(expected, cut ? received.subarray(0, expected.length) : received);
  }

  #wait(attempt: number): Millis {
    const planned = retryWait(this.#config.retry, attempt, this.#random.draw(2, "jitter"));
    return Math.max(planned, this.#roundTripWait());
  }

  #roundTripWait(): Millis {
    return 1.5 * Math.min(this.#roundTrip, longestRoundTrip);
  }

  /** How long a good answer may take after a refusal that is held back: then the next try goes out, or the step ends. */
  #graceAfterRefusal(): Millis {
    return Math.max(this.#config.retry.firstWait / 4, this.#roundTripWait());
  }

  #noteRoundTrip(step: HandshakeStep, tag: number, now: Millis): void {
    this.#roundTrip = Math.max(this.#roundTrip, step.sinceSending(tag, now) ?? 0);
  }

  #noteLateAnswer(step: HandshakeStep, tag: number, now: Millis): void {
    if (!step.isOutstanding(tag)) return;
    this.#noteRoundTrip(step, tag, now);
    step.extend(this.#roundTripWait());
  }

  /** 1 to 255 in turn: 0 is what managed systems write that echo no tag. */
  #nextTag(): number {
    this.#tag = (this.#tag % 255) + 1;
    return this.#tag;
  }

  #decode<T>(codec: Codec<T>, payload: Uint8Array): T | undefined {
    try {
      return decodeFromBytes(codec, payload, "handshake");
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
      this.#host.dropped("malformed");
      return undefined;
    }
  }

  #trace(name: MessageName, length: number, fields: MessageEvent["fields"]): void {
    if (this.#config.traceMessages) this.#host.message({ from: "managedSystem", name, length, fields });
  }
}

function algorithmMismatch(): MalformedMessageError {
  const field = "Open Session Response: algorithms";
  return new MalformedMessageError(
    field,
    12,
    "not those that were proposed; nothing weaker than asked for is accepted",
  );
}

function sameSessionIds(): MalformedMessageError {
  const field = "Open Session Response: managedSystemSessionId";
  return new MalformedMessageError(
    field,
    8,
    "the same as ours, so that the directions cannot be told apart; try again",
  );
}

/** The next lower level to ask for; `undefined` below user. */
function lowerLevel(level: PrivilegeLevel): PrivilegeLevel | undefined {
  return level > PrivilegeLevel.user ? ((level - 1) as PrivilegeLevel) : undefined;
}
