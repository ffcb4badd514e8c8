import { type CloseSessionRequest, closeSession } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcHost } from "../host.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

// IPMI v2.0 §22.19
const invalidSessionId = 0x87;
const invalidSessionHandle = 0x88;

/** Close Session (IPMI v2.0 §22.19): one's own, or as administrator anyone's. There are no session handles. */
export function closeSessionHandler({ sessions }: BmcHost): BuiltInHandler<CloseSessionRequest, void> {
  return {
    command: closeSession,
    options: { privilegeLevel: PrivilegeLevel.callback },
    handler: ({ sessionId, sessionHandle }, { session: own }) => {
      if (sessionHandle !== undefined) return refuse(invalidSessionHandle);
      const session = sessions.open(sessionId);
      if (session === undefined || own === undefined) return refuse(invalidSessionId);
      const isOwn = session.sessionId === own.sessionId;
      if (!isOwn && own.privilegeLevel < PrivilegeLevel.administrator) return refuse(invalidSessionId);
      // The answer to closing one's own session still goes out inside it.
      session.closing = isOwn;
      if (!isOwn) sessions.end(session, "closed");
      return undefined;
    },
  };
}
