/**
 * Set Session Privilege Level, 06h/3Bh (IPMI v2.0 §22.18):
 *
 * | byte | request                                                          | response              |
 * |------|------------------------------------------------------------------|-----------------------|
 * | 0    | 3:0: level; 0 changes nothing and asks what the level is         | 3:0: level that holds |
 */
import { NetFn } from "../wire/net-fn.ts";
import type { Codec, Command } from "./command.ts";

/** Asks for a level, and in the response says which one holds from now on. */
export interface SessionPrivilegeLevel {
  /** One of `PrivilegeLevel`, 0–15; 0 in a request changes nothing. */
  readonly privilegeLevel: number;
}

const body: Codec<SessionPrivilegeLevel, unknown> = {
  encode(value, writer) {
    writer.u8(value.privilegeLevel & 0x0f);
  },
  decode(reader) {
    return { privilegeLevel: reader.u8("privilegeLevel") & 0x0f };
  },
};

/** Set Session Privilege Level: a session starts at USER, whatever the handshake asked for (IPMI v2.0 §22.18). */
export const setSessionPrivilegeLevel: Command<SessionPrivilegeLevel, SessionPrivilegeLevel> = {
  name: "Set Session Privilege Level",
  netFn: NetFn.app,
  cmd: 0x3b,
  section: "IPMI v2.0 §22.18",
  request: body,
  response: body,
  completionCodes: {
    128: "Requested level not available for this user",
    129: "Requested level exceeds Channel and/or User Privilege Limit",
    130: "Cannot disable User Level authentication",
  },
};
