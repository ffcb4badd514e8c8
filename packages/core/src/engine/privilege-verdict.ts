import { RefusalError } from "../errors.ts";
import { setSessionPrivilegeLevel } from "../messages/set-session-privilege-level.ts";
import { completionCodeName } from "../wire/completion-codes.ts";
import { hexByte } from "../wire/hex-byte.ts";
import { PrivilegeLevel, privilegeLevelName } from "../wire/privilege-levels.ts";
import type { CommandResponse } from "./types.ts";

/** What follows from an answer to Set Session Privilege Level. */
export type PrivilegeVerdict =
  | { readonly next: "open"; readonly level: PrivilegeLevel }
  | { readonly next: "askFor"; readonly level: PrivilegeLevel }
  | { readonly next: "fail"; readonly error: RefusalError };

/** 80h: not available for this user; 81h: exceeds the channel's or the user's limit (IPMI v2.0 §22.18). */
const tooHigh: readonly number[] = [0x80, 0x81];

/**
 * Judges the answer to Set Session Privilege Level.
 *
 * @param asked - the level that was asked for
 * @param allowLower - whether a lower one is taken
 */
export function privilegeVerdict(
  asked: PrivilegeLevel,
  { completionCode, data }: CommandResponse,
  allowLower: boolean,
): PrivilegeVerdict {
  if (completionCode === 0) {
    const level = grantedLevel(data[0]) ?? asked;
    if (level >= asked || allowLower) return { next: "open", level };
    const text = `Set Session Privilege Level grants ${privilegeLevelName(level)} where ${privilegeLevelName(asked)} was asked for`;
    return { next: "fail", error: refused("privilegeRefused", text, completionCode) };
  }
  if (!tooHigh.includes(completionCode))
    return { next: "fail", error: refused("completionCode", named(completionCode), completionCode) };
  if (allowLower && asked > PrivilegeLevel.user) return { next: "askFor", level: (asked - 1) as PrivilegeLevel };
  return { next: "fail", error: refused("privilegeRefused", named(completionCode), completionCode) };
}

/** `undefined` where the managed system says nothing that is a level: what was asked for then holds. */
function grantedLevel(byte: number | undefined): PrivilegeLevel | undefined {
  const level = (byte ?? 0) & 0x0f;
  return level >= PrivilegeLevel.callback && level <= PrivilegeLevel.oem ? (level as PrivilegeLevel) : undefined;
}

function named(completionCode: number): string {
  const name = completionCodeName(completionCode, setSessionPrivilegeLevel.completionCodes);
  return `Set Session Privilege Level: ${name} (${hexByte(completionCode)})`;
}

function refused(code: "privilegeRefused" | "completionCode", what: string, completionCode: number): RefusalError {
  return new RefusalError(code, `${what}. Ask for a lower level, allow a lower one, or raise the user's limit`, {
    completionCode,
  });
}
