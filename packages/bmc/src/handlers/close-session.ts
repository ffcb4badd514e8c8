import { type CloseSessionRequest, closeSession } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { BmcHost } from "../host.ts";
import { type BuiltInHandler, refuse } from "./handler.ts";

// IPMI v2.0 §22.19
const invalidSessionId = 0x87;
const invalidSessionHandle = 0x88;

/** Close Session (IPMI v2.0 §22.19): one's own, or as administrator anyone's, by session ID or by handle. */
export function closeSessionHandler({ sessions }: BmcHost): BuiltInHandler<CloseSessionRequest, void> {
  return {
    command: closeSession,
    options: { privilegeLevel: PrivilegeLevel.callback },
    handler: ({ sessionId, sessionHandle }, { session: own }) => {
      const notFound = sessionHandle === undefined ? invalidSessionId : invalidSessionHandle;
      const session = sessionHandle === undefined ? sessions.open(sessionId) : sessions.openOfHandle(sessionHandle);
      if (session === undefined || own === undefined) return refuse(notFound);
      const isOwn = session.sessionId === own.sessionId;
      if (!isOwn && own.privilegeLevel < PrivilegeLevel.administrator) return refuse(notFound);
      // The answer to closing one's own session still goes out inside it.
      if (isOwn) session.closing = "closed";
      else sessions.end(session, "closed");
      return undefined;
    },
  };
}
