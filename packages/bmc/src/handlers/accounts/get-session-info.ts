import {
  type GetSessionInfoRequest,
  type GetSessionInfoResponse,
  getSessionInfo,
  SessionIndex,
} from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { lanChannel } from "../../device/accounts/index.ts";
import type { BmcHost } from "../../host.ts";
import type { OpenSession } from "../../session/session.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { remoteConsoleOf } from "./remote-console.ts";

/** IPMI v2.0/RMCP+ (IPMI v2.0 table 22-25). */
const rmcpPlus = 1;

/** Counts have six bits. */
const maxCount = 0x3f;

/** Get Session Info (IPMI v2.0 §22.20): the n-th active session in the order of the handles, and those leaked count too. */
export function getSessionInfoHandler({
  sessions,
  config,
}: BmcHost): BuiltInHandler<GetSessionInfoRequest, GetSessionInfoResponse> {
  return {
    command: getSessionInfo,
    handler: (request, { session: own }) => {
      const counts = {
        possibleActiveSessions: Math.min(config.maxSessions, maxCount),
        currentlyActiveSessions: Math.min(sessions.openCount + config.faults.leakedSlots, maxCount),
      };
      const session = find(request, own?.sessionId);
      if (session !== undefined) return { sessionHandle: session.handle, ...counts, session: viewOf(session) };
      // Who asks for one session by its number is told that there is none; who counts sees the end (IPMI v2.0 §22.20).
      const isNamed = request.sessionIndex === SessionIndex.byHandle || request.sessionIndex === SessionIndex.byId;
      return isNamed ? refuse(CompletionCode.notPresent) : { sessionHandle: 0, ...counts };
    },
  };

  function find(request: GetSessionInfoRequest, ownId: number | undefined): OpenSession | undefined {
    switch (request.sessionIndex) {
      case SessionIndex.current:
        return ownId === undefined ? undefined : sessions.open(ownId);
      case SessionIndex.byHandle:
        return sessions.openOfHandle(request.sessionHandle ?? 0);
      case SessionIndex.byId:
        return sessions.open(request.sessionId ?? 0);
      default:
        return sessions.opened()[request.sessionIndex - 1];
    }
  }
}

function viewOf({ userId, privilegeLevel, peer }: OpenSession): NonNullable<GetSessionInfoResponse["session"]> {
  return {
    userId,
    privilegeLevel,
    protocol: rmcpPlus,
    channelNumber: lanChannel,
    remoteConsole: remoteConsoleOf(peer),
  };
}
