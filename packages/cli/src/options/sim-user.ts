import { maxPasswordLength, maxUsernameLength } from "@ruipmi/core";
import type { PrivilegeLevel } from "@ruipmi/core/wire";
import { UsageError } from "../errors.ts";
import { findPrivilegeLevel, levelWords, requireLength, utf8 } from "./values.ts";

/** A user of the simulated BMC. */
export interface SimUser {
  /** 0 to 16 bytes; empty is the null user. */
  readonly name: Uint8Array;
  /** 0 to 20 bytes. */
  readonly password: Uint8Array;
  /** The highest level this user may have. */
  readonly privilegeLimit: PrivilegeLevel;
}

/** The user there is when none is given. */
export const defaultSimUser = "admin:password:administrator";

/** `name:password:level`. The name ends at the first colon and the level starts at the last: a password may hold colons. */
export function parseSimUser(text: string): SimUser {
  const first = text.indexOf(":");
  const last = text.lastIndexOf(":");
  const privilegeLimit = first === last ? undefined : findPrivilegeLevel(text.slice(last + 1));
  // What was given is not repeated: it holds a password, and where the order is wrong nobody knows in which part.
  if (privilegeLimit === undefined) {
    throw new UsageError(
      `--user takes name:password:level, for example admin:secret:administrator; the level is one of ${levelWords.join(", ")}`,
    );
  }
  return {
    name: requireLength("--user: the name", utf8(text.slice(0, first)), maxUsernameLength),
    password: requireLength("--user: the password", utf8(text.slice(first + 1, last)), maxPasswordLength),
    privilegeLimit,
  };
}
