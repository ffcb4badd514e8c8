import { equalConstantTime, type PrivilegeLevel, SecretBytes } from "@ruipmi/core/wire";
import {
  type AccountsState,
  countRefusedLogin,
  createUser,
  forgetRefusedLogins,
  lanChannel,
  maxUserCount,
  mayLogIn,
  type UserState,
} from "./device/accounts/index.ts";
import type { Millis } from "./types.ts";

/** A user that may open sessions. */
export interface BmcUser {
  /** 0 to 16 bytes; empty is the null user. */
  readonly name: Uint8Array;
  /** 0 to 20 bytes. */
  readonly password: Uint8Array;
  /** The highest level this user gets. */
  readonly privilegeLimit: PrivilegeLevel;
}

/** A user as a login finds it, with its password out of sight. */
export interface UserEntry {
  /** 1–63. */
  readonly userId: number;
  /** 0 to 16 bytes. */
  readonly name: Uint8Array;
  /** Kuid. */
  readonly password: SecretBytes;
  /** The highest level this user gets over LAN. */
  readonly privilegeLimit: PrivilegeLevel;
  /** How many sessions this user may have at once; 0 for as many as there are. */
  readonly sessionLimit: number;
}

/** What Set User Password makes of a test (IPMI v2.0 §22.30). */
export type PasswordTest = "same" | "other" | "otherSize";

interface StoredPassword {
  readonly secret: SecretBytes;
  /** How it was set: it is known by this many bytes. */
  readonly size: 16 | 20;
}

/** A configuration can have so many users with a name: user ID 1 is the null user's. */
export const maxNamedUsers: number = maxUserCount - 1;

/** The users of the device with their passwords, which are nowhere else. */
export class UserTable {
  readonly #accounts: AccountsState;
  readonly #passwords = new Map<number, StoredPassword>();

  /**
   * @param accounts - the device's; its users are replaced where there are any to place
   * @param users - the null user becomes user ID 1, the others follow in their order
   */
  constructor(accounts: AccountsState, users: readonly BmcUser[]) {
    this.#accounts = accounts;
    if (users.length === 0) return;
    const nullUser = users.find(({ name }) => name.length === 0);
    const placed: readonly (BmcUser | undefined)[] = [nullUser, ...users.filter((user) => user !== nullUser)];
    const count = Math.min(Math.max(accounts.users.length, placed.length), maxUserCount);
    accounts.users = Array.from({ length: count }, (_user, index) => {
      const user = placed[index];
      // A later Set User Name may rename all but the null user (IPMI v2.0 §22.28).
      const place = createUser(index === 0);
      if (user === undefined) return place;
      this.setPassword(index + 1, user.password, user.password.length > 16 ? 20 : 16);
      place.name = Uint8Array.from(user.name);
      place.isEnabled = true;
      Object.assign(place.access[lanChannel]!, {
        ipmiMessagingEnabled: true,
        linkAuthenticationEnabled: true,
        privilegeLimit: user.privilegeLimit,
      });
      return place;
    });
  }

  /**
   * The first user of this name who may log in; with `privilegeLevel`, the first of this name with exactly that limit
   * (IPMI v2.0 §13.20). Looks at every user, so that the time it takes does not tell how many names were near.
   */
  find(name: Uint8Array, privilegeLevel: number | undefined, now: Millis): UserEntry | undefined {
    let found: UserEntry | undefined;
    for (const [index, user] of this.#accounts.users.entries()) {
      const access = user.access[lanChannel];
      const isSame = equalConstantTime(user.name, name);
      const isLevel = privilegeLevel === undefined || access?.privilegeLimit === privilegeLevel;
      if (isSame && isLevel && access !== undefined && mayLogIn(user, now)) {
        found ??= {
          userId: index + 1,
          name: user.name,
          password: this.#passwords.get(index + 1)?.secret ?? noPassword,
          privilegeLimit: access.privilegeLimit as PrivilegeLevel,
          sessionLimit: access.sessionLimit,
        };
      }
    }
    return found;
  }

  /** What Get Channel Authentication Capabilities tells of the users (IPMI v2.0 §22.13). */
  loginKinds(now: Millis): {
    readonly nonNullUsernames: boolean;
    readonly nullUsernames: boolean;
    readonly anonymous: boolean;
  } {
    const users = this.#accounts.users
      .map((user, index) => ({ user, hasPassword: this.#hasPassword(index + 1) }))
      .filter(({ user }) => mayLogIn(user, now));
    const unnamed = users.filter(({ user }) => user.name.length === 0);
    return {
      nonNullUsernames: users.length > unnamed.length,
      nullUsernames: unnamed.some(({ hasPassword }) => hasPassword),
      anonymous: unnamed.some(({ hasPassword }) => !hasPassword),
    };
  }

  /** The user of this ID; `undefined` where there is no place of that number. */
  user(userId: number): UserState | undefined {
    return this.#accounts.users[userId - 1];
  }

  /** Sets a password for the logins to come; what follows the last byte that is not zero does not count. */
  setPassword(userId: number, password: Uint8Array, size: 16 | 20): void {
    this.#passwords.get(userId)?.secret.wipe();
    let { length } = password;
    while (length > 0 && password[length - 1] === 0) length -= 1;
    this.#passwords.set(userId, { secret: new SecretBytes(password.subarray(0, length)), size });
  }

  /** Compares a password, in constant time. */
  testPassword(userId: number, password: Uint8Array, size: 16 | 20): PasswordTest {
    const stored = this.#passwords.get(userId) ?? { secret: noPassword, size: 16 };
    if (stored.size !== size) return "otherSize";
    const padded = new Uint8Array(size);
    padded.set(stored.secret.expose().subarray(0, size));
    const isSame = equalConstantTime(padded, password);
    padded.fill(0);
    return isSame ? "same" : "other";
  }

  /** A RAKP Message 3 of this user was refused; whether it was one too many, so that the user is suspended now. */
  countRefusedLogin(userId: number, now: Millis): boolean {
    const user = this.user(userId);
    return user !== undefined && countRefusedLogin(user, this.#accounts.badPasswords, now);
  }

  /** A session of this user was opened. */
  forgetRefusedLogins(userId: number): void {
    const user = this.user(userId);
    if (user !== undefined) forgetRefusedLogins(user);
  }

  /** Overwrites every password. */
  wipe(): void {
    for (const { secret } of this.#passwords.values()) secret.wipe();
  }

  #hasPassword(userId: number): boolean {
    return (
      this.#passwords
        .get(userId)
        ?.secret.expose()
        .some((byte) => byte !== 0) ?? false
    );
  }
}

const noPassword = new SecretBytes(new Uint8Array(0));
