import {
  ConfidentialityAlgorithmId,
  PrivilegeLevel,
  type RakpMessage3,
  SessionOpener,
  SessionSealer,
} from "@ruipmi/core/wire";
import { withAesPadOf16 } from "../deviant-bytes.ts";
import type { BmcHost } from "../host.ts";
import type { Millis, PeerKey } from "../types.ts";
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
  const { channelPrivilegeLimit, faults, repeatWindow } = host.config;
  const standard = rakp.keys.createProtection(host.random.drawIv);
  const isAes = session.suite.confidentiality === ConfidentialityAlgorithmId.aesCbc128;
  const protection = isAes ? withAesPadOf16(standard, faults) : standard;
  const privilegeLimit = Math.min(rakp.user.privilegeLimit, channelPrivilegeLimit, rakp.role) as PrivilegeLevel;
  return {
    sessionId: session.sessionId,
    remoteConsoleSessionId: session.remoteConsoleSessionId,
    suite: session.suite,
    username: rakp.user.name.slice(),
    privilegeLimit,
    sealer: new SessionSealer(session.remoteConsoleSessionId, protection),
    opener: new SessionOpener(session.sessionId, protection),
    protection,
    memory: new ResponseMemory(repeatWindow),
    rakpMessage3Code: message.keyExchangeAuthenticationCode,
    integrityCheckValue,
    peer,
    lastActivityAt: now,
    // A session starts at USER, or below it where the limit is lower (IPMI v2.0 §22.18).
    privilegeLevel: Math.min(PrivilegeLevel.user, privilegeLimit) as PrivilegeLevel,
    closing: false,
  };
}
