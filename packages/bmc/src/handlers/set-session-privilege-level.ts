import { type SessionPrivilegeLevel, setSessionPrivilegeLevel } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcHost } from "../host.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

/** "Requested level exceeds Channel and/or User Privilege Limit" (IPMI v2.0 §22.18). */
const exceedsLimit = 0x81;

/** Set Session Privilege Level (IPMI v2.0 §22.18): up to the lowest of user's, channel's and handshake's limit. */
export function setSessionPrivilegeLevelHandler({
  sessions,
}: BmcHost): BuiltInHandler<SessionPrivilegeLevel, SessionPrivilegeLevel> {
  return {
    command: setSessionPrivilegeLevel,
    options: { privilegeLevel: PrivilegeLevel.callback },
    handler: ({ privilegeLevel }, context) => {
      const session = context.session === undefined ? undefined : sessions.open(context.session.sessionId);
      if (session === undefined) return refuse(CompletionCode.notSupportedInPresentState);
      if (privilegeLevel === PrivilegeLevel.highest) return { privilegeLevel: session.privilegeLevel };
      if (!isSettable(privilegeLevel)) return refuse(CompletionCode.invalidDataField);
      if (privilegeLevel > session.privilegeLimit) return refuse(exceedsLimit);
      session.privilegeLevel = privilegeLevel;
      return { privilegeLevel };
    },
  };
}

/** CALLBACK cannot be set (IPMI v2.0 §22.18). */
function isSettable(level: number): level is PrivilegeLevel {
  return level >= PrivilegeLevel.user && level <= PrivilegeLevel.oem;
}
