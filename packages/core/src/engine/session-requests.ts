import { closeSession } from "../messages/close-session.ts";
import type { Command } from "../messages/command.ts";
import { getDeviceId } from "../messages/get-device-id.ts";
import { setSessionPrivilegeLevel } from "../messages/set-session-privilege-level.ts";
import { encodeToBytes } from "../wire/codec.ts";
import { PrivilegeLevel } from "../wire/privilege-levels.ts";
import type { CommandRequest } from "./types.ts";

/** The requests a session makes for its own sake. */

/** Ends the session (IPMI v2.0 §22.19). */
export function closeSessionRequest(managedSystemSessionId: number): CommandRequest {
  return commandRequest(closeSession, { sessionId: managedSystemSessionId });
}

/** Raises the session from USER to `level` (IPMI v2.0 §22.18). CALLBACK cannot be asked for: 0 only asks what holds. */
export function setPrivilegeRequest(level: PrivilegeLevel): CommandRequest {
  const privilegeLevel = level === PrivilegeLevel.callback ? PrivilegeLevel.highest : level;
  return commandRequest(setSessionPrivilegeLevel, { privilegeLevel });
}

/** Shows the managed system that the session is in use. */
export function keepaliveRequest(): CommandRequest {
  return commandRequest(getDeviceId, undefined);
}

function commandRequest<Req>(command: Command<Req, unknown>, body: Req): CommandRequest {
  const { netFn, cmd, request } = command;
  return { type: "command", netFn, cmd, data: encodeToBytes(request, body) };
}
