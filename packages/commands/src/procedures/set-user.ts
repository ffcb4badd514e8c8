import { RefusalError } from "@ruipmi/core";
import { CompletionCode, call, type Procedure, progress } from "@ruipmi/core/wire";
import { getUserAccess } from "../app/get-user-access.ts";
import { getUserName } from "../app/get-user-name.ts";
import { setUserAccess } from "../app/set-user-access.ts";
import { setUserName } from "../app/set-user-name.ts";
import { PasswordOperation, setUserPassword } from "../app/set-user-password.ts";
import type { UserAccessBits } from "../app/user-access.ts";
import { presentChannel } from "./present-channel.ts";

/** What {@link setUser} is to make of a user. What is left out stays as it is. */
export interface UserSettings {
  /** 1–63. */
  readonly userId: number;
  /** The channel that privilege and access are for, 0–15; the one the session is on when left out. */
  readonly channelNumber?: number;
  /** 0 to 16 bytes. */
  readonly name?: Uint8Array;
  /** 0 to 20 bytes; it is never in what the procedure reports or throws. */
  readonly password?: Uint8Array;
  /** How many bytes it is kept with; 16 where it fits when left out. One kept with 20 opens no sessions of IPMI v1.5. */
  readonly passwordSize?: 16 | 20;
  /** The highest level the user gets over the channel, 1–5; 15 for no access. */
  readonly privilegeLimit?: number;
  /** What else the user may do over the channel. */
  readonly access?: Partial<UserAccessBits>;
  /** Whether the user may open sessions at all. */
  readonly enabled?: boolean;
}

/** One thing that {@link setUser} sets. */
export type SetUserStep = "disable" | "name" | "password" | "passwordTest" | "access" | "enable";

/** What {@link setUser} reports with `progress` before each command that sets something. */
export interface SetUserProgress {
  /** What is next. */
  readonly step: SetUserStep;
}

/** What {@link setUser} came to. */
export interface SetUserResult {
  /** What was set, in the order it was; a name that was right already is not. */
  readonly done: readonly SetUserStep[];
  /** Whether the managed system says that the new password is the user's; `undefined` where it was not set or does not say. */
  readonly passwordVerified: boolean | undefined;
}

/**
 * Sets up a user in one call: name, password, access, enabled or not. A user is disabled before anything else is
 * changed and enabled last, so that nobody logs in to something half done. The password is tested after it was set.
 *
 * @throws the refusal of the command that was refused; what `progress` reported last was not done
 *
 * @example
 * ```ts
 * const { passwordVerified } = yield* setUser({ userId: 3, name, password, privilegeLimit: 3, enabled: true });
 * ```
 */
export function* setUser(settings: UserSettings): Procedure<SetUserResult> {
  const { userId, name, password, enabled } = settings;
  const done: SetUserStep[] = [];
  let passwordVerified: boolean | undefined;
  const begin = function* (step: SetUserStep): Procedure<void> {
    yield* progress({ step } satisfies SetUserProgress);
    done.push(step);
  };
  if (enabled === false) {
    yield* begin("disable");
    yield* setEnabled(userId, false);
  }
  if (name !== undefined && !(yield* hasName(userId, name))) {
    yield* begin("name");
    yield* call(setUserName, { userId, name });
  }
  if (password !== undefined) {
    const passwordSize = settings.passwordSize ?? (password.length > 16 ? 20 : 16);
    const body = { userId, passwordSize, password };
    yield* begin("password");
    yield* call(setUserPassword, { ...body, operation: PasswordOperation.setPassword });
    yield* begin("passwordTest");
    passwordVerified = yield* testUserPassword(userId, password, passwordSize);
  }
  if (settings.privilegeLimit !== undefined || settings.access !== undefined) {
    yield* begin("access");
    yield* setAccess(settings);
  }
  if (enabled === true) {
    yield* begin("enable");
    yield* setEnabled(userId, true);
  }
  return { done, passwordVerified };
}

/**
 * Asks whether a password is a user's (IPMI v2.0 §22.30).
 *
 * @returns `undefined` where the managed system does not know this operation
 * @throws other refusals
 */
export function* testUserPassword(
  userId: number,
  password: Uint8Array,
  passwordSize: 16 | 20,
): Procedure<boolean | undefined> {
  try {
    yield* call(setUserPassword, { userId, operation: PasswordOperation.testPassword, passwordSize, password });
    return true;
  } catch (error) {
    if (!(error instanceof RefusalError) || error.completionCode === undefined) throw error;
    if (passwordDiffers.includes(error.completionCode)) return false;
    if (unknownOperation.includes(error.completionCode)) return undefined;
    throw error;
  }
}

/** "Password test failed", for another password or another size (IPMI v2.0 §22.30). */
const passwordDiffers: readonly number[] = [0x80, 0x81];
const unknownOperation: readonly number[] = [
  CompletionCode.invalidCommand,
  CompletionCode.invalidDataField,
  CompletionCode.parameterOutOfRange,
];

/** Some managed systems refuse to set the name that a user has already. */
function* hasName(userId: number, name: Uint8Array): Procedure<boolean> {
  try {
    const known = (yield* call(getUserName, { userId })).name;
    return known.length === name.length && known.every((byte, index) => byte === name[index]);
  } catch (error) {
    if (error instanceof RefusalError) return false;
    throw error;
  }
}

/** Set User Access sets privilege and access together: what stays as it is has to be asked for first (IPMI v2.0 §22.26). */
function* setAccess({ userId, channelNumber = presentChannel, privilegeLimit, access }: UserSettings): Procedure<void> {
  if (access === undefined && privilegeLimit !== undefined) {
    yield* call(setUserAccess, { channelNumber, userId, privilegeLimit });
    return;
  }
  const present = yield* call(getUserAccess, { channelNumber, userId });
  const { restrictedToCallback, linkAuthenticationEnabled, ipmiMessagingEnabled } = present;
  yield* call(setUserAccess, {
    channelNumber,
    userId,
    access: { restrictedToCallback, linkAuthenticationEnabled, ipmiMessagingEnabled, ...access },
    privilegeLimit: privilegeLimit ?? present.privilegeLimit,
  });
}

function* setEnabled(userId: number, enabled: boolean): Procedure<void> {
  const operation = enabled ? PasswordOperation.enableUser : PasswordOperation.disableUser;
  // Some want the whole length although the password plays no part (IPMI v2.0 table 22-35).
  yield* call(setUserPassword, { userId, operation, passwordSize: 16, password: new Uint8Array(16) });
}
