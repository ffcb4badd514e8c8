import { ConfidentialityAlgorithmId, PrivilegeLevel, type RakpMessage3, SessionOpener } from "@ruipmi/core/wire";
import { withAesPadOf16 } from "../deviant-bytes.ts";
import { lanAccess } from "../device/accounts/index.ts";
import type { BmcHost } from "../host.ts";
import { JumpingSealer } from "../jumping-sealer.ts";
import type { Millis, PeerKey } from "../types.ts";
import { cipherSuiteLimit } from "./cipher-suite-limit.ts";
import { ResponseMemory } from "./response-memory.ts";
import type { HalfOpenSession, OpenSession, RakpState } from "./session.ts";

/** The session that a verified RAKP Message 3 opens. The handshake's keys are not needed any more. */
export function openSessionFrom(
  host: BmcHost,
  session: HalfOpenSession,
  rakp: RakpState,
  message: RakpMessage3,
  integrityCheckValue: Uint8Array,
  peer: PeerKey,
  now: Millis,
): OpenSession {
  const { device, faults, repeatWindow } = host.config;
  const channelPrivilegeLimit = lanAccess(device.accounts).privilegeLimit;
  const standard = rakp.keys.createProtection(host.random.drawIv);
  const isAes = session.suite.confidentiality === ConfidentialityAlgorithmId.aesCbc128;
  const protection = isAes ? withAesPadOf16(standard, faults) : standard;
  const privilegeLimit = Math.min(
    rakp.user.privilegeLimit,
    channelPrivilegeLimit,
    // IPMI v2.0 §13.18: the suite has a maximum of its own.
    cipherSuiteLimit(host.config, session.suite),
    rakp.role,
  ) as PrivilegeLevel;
  return {
    sessionId: session.sessionId,
    remoteConsoleSessionId: session.remoteConsoleSessionId,
    suite: session.suite,
    handle: host.sessions.freeHandle(),
    userId: rakp.user.userId,
    username: rakp.exchange.username.slice(),
    privilegeLimit,
    sealer: new JumpingSealer(session.remoteConsoleSessionId, protection, faults),
    opener: new SessionOpener(session.sessionId, protection),
    protection,
    memory: new ResponseMemory(repeatWindow),
    rakpMessage3Code: message.keyExchangeAuthenticationCode,
    integrityCheckValue,
    peer,
    lastActivityAt: now,
    // A session starts at USER, or below it where the limit is lower (IPMI v2.0 §22.18).
    privilegeLevel: Math.min(PrivilegeLevel.user, privilegeLimit) as PrivilegeLevel,
    closing: undefined,
  };
}
