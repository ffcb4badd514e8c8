import { equalConstantTime, type PrivilegeLevel, SecretBytes } from "@ruipmi/core/wire";

/** A user that may open sessions. */
export interface BmcUser {
  /** 0 to 16 bytes; empty is the null user. */
  readonly name: Uint8Array;
  /** 0 to 20 bytes. */
  readonly password: Uint8Array;
  /** The highest level this user gets. */
  readonly privilegeLimit: PrivilegeLevel;
}

/** A user with its password out of sight. */
export interface UserEntry {
  /** 0 to 16 bytes. */
  readonly name: Uint8Array;
  /** Kuid. */
  readonly password: SecretBytes;
  /** The highest level this user gets. */
  readonly privilegeLimit: PrivilegeLevel;
}

/** The users, in the order they were configured: the first that fits is taken (IPMI v2.0 §13.20). */
export class UserTable {
  readonly #users: readonly UserEntry[];

  /** @param users - copied */
  constructor(users: readonly BmcUser[]) {
    this.#users = users.map(({ name, password, privilegeLimit }) => ({
      name: Uint8Array.from(name),
      password: new SecretBytes(password),
      privilegeLimit,
    }));
  }

  /**
   * The first user of this name; with `privilegeLevel`, the first of this name with exactly that limit. Looks at every
   * user, so that the time it takes does not tell how many names were near.
   */
  find(name: Uint8Array, privilegeLevel?: number): UserEntry | undefined {
    let found: UserEntry | undefined;
    for (const user of this.#users) {
      const isSame = equalConstantTime(user.name, name);
      const isLevel = privilegeLevel === undefined || user.privilegeLimit === privilegeLevel;
      if (isSame && isLevel) found ??= user;
    }
    return found;
  }

  /** What Get Channel Authentication Capabilities tells of the users (IPMI v2.0 §22.13). */
  loginKinds(): { readonly nonNullUsernames: boolean; readonly nullUsernames: boolean; readonly anonymous: boolean } {
    const unnamed = this.#users.filter((user) => user.name.length === 0);
    return {
      nonNullUsernames: this.#users.length > unnamed.length,
      nullUsernames: unnamed.some((user) => user.password.length > 0),
      anonymous: unnamed.some((user) => user.password.length === 0),
    };
  }

  /** Overwrites every password. */
  wipe(): void {
    for (const user of this.#users) user.password.wipe();
  }
}
