import {
  type CipherSuite,
  decodeFromBytes,
  encodeToBytes,
  equalConstantTime,
  HandshakeKeys,
  keyDialect,
  NAME_ONLY_LOOKUP,
  PayloadType,
  PrivilegeLevel,
  type RakpExchange,
  type RakpMessage1,
  type RakpMessage3,
  type RmcpRefusalStatus,
  RmcpStatus,
  rakpMessage1,
  rakpMessage2,
  rakpMessage3,
  rakpMessage4,
  sealOutsideSession,
} from "@ruipmi/core/wire";
import { needlessIntegrityCheckValue, overlongCode, spoiledCode } from "../deviant-bytes.ts";
import { lanAccess } from "../device/accounts/index.ts";
import { logSuspension } from "../device/event-logging.ts";
import { keyQuirksOf } from "../faults.ts";
import type { BmcHost } from "../host.ts";
import { tryDecode } from "../try-decode.ts";
import type { Millis, PeerKey } from "../types.ts";
import type { UserEntry } from "../users.ts";
import { cipherSuiteLimit } from "./cipher-suite-limit.ts";
import { hasWrongNameLength, type Refuse, sessionIdOf } from "./handshake-refusal.ts";
import { openSessionFrom } from "./open-session-from.ts";
import type { HalfOpenSession, OpenSession, RakpState } from "./session.ts";

/** The managed system's side of RAKP Messages 1 to 4 (IPMI v2.0 §13.20 to §13.23). */
export class RakpResponder {
  readonly #host: BmcHost;

  constructor(host: BmcHost) {
    this.#host = host;
  }

  /** Answers RAKP Message 1 with RAKP Message 2. The same message again gets the same random number. */
  receiveMessage1(payload: Uint8Array, from: PeerKey, now: Millis, refuse: Refuse): void {
    const { sessions } = this.#host;
    const session = sessions.halfOpen(sessionIdOf(payload) ?? 0);
    const refuseMessage = (status: RmcpRefusalStatus): void =>
      refuse(PayloadType.rakpMessage2, payload[0]!, status, session?.remoteConsoleSessionId ?? 0);
    const message = tryDecode(() => decodeFromBytes(rakpMessage1, payload, "RAKP Message 1"));
    if (message === undefined)
      return refuseMessage(hasWrongNameLength(payload) ? RmcpStatus.invalidNameLength : RmcpStatus.illegalParameter);
    // A late repetition of what has long led to an open session.
    if (sessions.open(message.managedSystemSessionId) !== undefined) return this.#host.dropped("unexpected");
    if (session === undefined) return refuseMessage(RmcpStatus.invalidSessionId);
    const username = this.#usernameOf(message);
    if (username === undefined) return refuseMessage(RmcpStatus.invalidNameLength);
    const found = this.#findUser(session.suite, username, message.role, now);
    if (typeof found === "number") return refuseMessage(found);
    sessions.touch(session, from, now);
    const rakp = this.#rakpState(session, message, username, found);
    session.rakp = rakp;
    const answer = encodeToBytes(rakpMessage2, {
      status: RmcpStatus.noErrors,
      messageTag: message.messageTag,
      remoteConsoleSessionId: session.remoteConsoleSessionId,
      managedSystemRandom: rakp.exchange.managedSystemRandom,
      managedSystemGuid: rakp.exchange.managedSystemGuid,
      keyExchangeAuthenticationCode: this.#message2Code(rakp),
    });
    this.#host.send(sealOutsideSession(PayloadType.rakpMessage2, answer), from, now);
  }

  /** Answers RAKP Message 3 with RAKP Message 4 and opens the session, or ends the handshake. */
  receiveMessage3(payload: Uint8Array, from: PeerKey, now: Millis, refuse: Refuse): void {
    const { sessions } = this.#host;
    const session = sessions.halfOpen(sessionIdOf(payload) ?? 0);
    const refuseMessage = (status: RmcpRefusalStatus): void =>
      refuse(PayloadType.rakpMessage4, payload[0]!, status, session?.remoteConsoleSessionId ?? 0);
    const message = tryDecode(() => decodeFromBytes(rakpMessage3, payload, "RAKP Message 3"));
    if (message === undefined) return refuseMessage(RmcpStatus.illegalParameter);
    const open = sessions.open(message.managedSystemSessionId);
    if (open !== undefined) return this.#repeatMessage4(open, message, from, now);
    if (session === undefined) return refuseMessage(RmcpStatus.invalidSessionId);
    // The remote console breaks off; no answer is sent (IPMI v2.0 §13.22).
    if (message.status !== RmcpStatus.noErrors) return sessions.forget(session);
    const { rakp } = session;
    if (rakp === undefined) return refuseMessage(RmcpStatus.inactiveSessionId);
    if (!equalConstantTime(rakp.keys.rakpMessage3Code(), message.keyExchangeAuthenticationCode)) {
      const { users, device } = this.#host.config;
      if (users.countRefusedLogin(rakp.user.userId, now)) logSuspension(device, rakp.user.userId, now);
      refuseMessage(RmcpStatus.invalidIntegrityCheckValue);
      return sessions.forget(session);
    }
    this.#host.config.users.forgetRefusedLogins(rakp.user.userId);
    const { userId, sessionLimit } = rakp.user;
    if (sessions.isFull() || (sessionLimit > 0 && sessions.countOf(userId) >= sessionLimit)) {
      refuseMessage(RmcpStatus.insufficientResources);
      return sessions.forget(session);
    }
    const integrityCheckValue = this.#message4Icv(session, rakp);
    const opened = openSessionFrom(this.#host, session, rakp, message, integrityCheckValue, from, now);
    sessions.forget(session);
    sessions.addOpen(opened);
    this.#host.event({
      type: "sessionOpened",
      sessionId: opened.sessionId,
      peer: from,
      username: opened.username.slice(),
      cipherSuiteId: opened.suite.id,
    });
    const answer = encodeMessage4(opened, message.messageTag);
    this.#host.send(sealOutsideSession(PayloadType.rakpMessage4, answer), from, now);
  }

  /** The first answer may be lost: the same RAKP Message 3 gets it again, under its own tag. */
  #repeatMessage4(session: OpenSession, message: RakpMessage3, from: PeerKey, now: Millis): void {
    const isSame =
      message.status === RmcpStatus.noErrors &&
      equalConstantTime(session.rakpMessage3Code, message.keyExchangeAuthenticationCode);
    if (!isSame) return this.#host.dropped("unexpected");
    const answer = encodeMessage4(session, message.messageTag);
    const datagram = this.#host.config.faults.rakp4InSession
      ? session.sealer.seal(PayloadType.rakpMessage4, answer)
      : sealOutsideSession(PayloadType.rakpMessage4, answer);
    this.#host.send(datagram, from, now);
  }

  /** The user name without what a dialect pads it with; `undefined` where it is padded and should not be. */
  #usernameOf(message: RakpMessage1): Uint8Array | undefined {
    if (!this.#host.config.faults.intel20) return message.padding === undefined ? message.username : undefined;
    let length = message.username.length;
    while (length > 0 && message.username[length - 1] === 0) length -= 1;
    return message.username.slice(0, length);
  }

  /** The user who asks, or why there is none (IPMI v2.0 §13.20, table 13-11). */
  #findUser(suite: CipherSuite, username: Uint8Array, role: number, now: Millis): UserEntry | RmcpRefusalStatus {
    const { users, device, faults } = this.#host.config;
    const level = role & 0x0f;
    if (level === PrivilegeLevel.highest || level > PrivilegeLevel.oem) return RmcpStatus.invalidRole;
    const byName = (role & NAME_ONLY_LOOKUP) !== 0;
    const user = users.find(username, byName ? undefined : level, now);
    if (user === undefined) return RmcpStatus.unauthorizedName;
    const suiteLimit = cipherSuiteLimit(this.#host.config, suite);
    const limit = Math.min(user.privilegeLimit, lanAccess(device.accounts).privilegeLimit, suiteLimit);
    return level > limit && !faults.acceptAnyRole ? RmcpStatus.unauthorizedRole : user;
  }

  #rakpState(session: HalfOpenSession, message: RakpMessage1, username: Uint8Array, user: UserEntry): RakpState {
    const { config, random } = this.#host;
    const role = config.faults.opensesspriv
      ? (message.role & NAME_ONLY_LOOKUP) | session.requestedPrivilegeLevel
      : message.role;
    const earlier = session.rakp;
    if (earlier !== undefined) {
      const { exchange } = earlier;
      const isSame =
        exchange.role === role &&
        equalConstantTime(exchange.remoteConsoleRandom, message.remoteConsoleRandom) &&
        equalConstantTime(exchange.username, username);
      if (isSame && !config.faults.newRandomPerRakp1) return earlier;
      earlier.keys.wipe();
    }
    const exchange: RakpExchange = {
      remoteConsoleSessionId: session.remoteConsoleSessionId,
      managedSystemSessionId: session.sessionId,
      remoteConsoleRandom: message.remoteConsoleRandom,
      managedSystemRandom: random.draw(16, "randomNumber"),
      managedSystemGuid: config.device.guid.slice(),
      role,
      username,
    };
    const secrets = { password: user.password.expose(), kg: config.kg.expose() };
    const keys = new HandshakeKeys(session.suite, exchange, secrets, keyDialect(keyQuirksOf(config.faults)));
    return { exchange, keys, user, role: message.role & 0x0f };
  }

  #message2Code(rakp: RakpState): Uint8Array {
    const { faults } = this.#host.config;
    const code = faults.wrongRakpMessage2Code
      ? spoiledCode(rakp.keys.rakpMessage2Code())
      : rakp.keys.rakpMessage2Code();
    return faults.supermicro20 && code.length > 0 ? overlongCode(code) : code;
  }

  #message4Icv(session: HalfOpenSession, rakp: RakpState): Uint8Array {
    const { faults } = this.#host.config;
    const code = rakp.keys.rakpMessage4Icv();
    if (faults.integritycheckvalue && session.suite.authentication === 0) return needlessIntegrityCheckValue();
    return faults.wrongRakpMessage4Code ? spoiledCode(code) : code;
  }
}

function encodeMessage4(session: OpenSession, messageTag: number): Uint8Array {
  return encodeToBytes(rakpMessage4, {
    status: RmcpStatus.noErrors,
    messageTag,
    remoteConsoleSessionId: session.remoteConsoleSessionId,
    integrityCheckValue: session.integrityCheckValue,
  });
}
