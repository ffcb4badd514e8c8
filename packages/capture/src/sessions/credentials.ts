import { equalConstantTime } from "@ruipmi/core/wire";

/** A user's name and password, as bytes. */
export interface UserCredentials {
  /** 0 to 16 bytes; none for the null user. */
  readonly username: Uint8Array;
  /** 0 to 20 bytes. */
  readonly password: Uint8Array;
}

/** What is known of the secrets of a capture: as many users and BMC keys as there may be in it. */
export interface Credentials {
  /** Users. The same name may stand here with several passwords: managed systems differ. */
  readonly users: readonly UserCredentials[];
  /** BMC keys (Kg), 0 to 20 bytes each. That a session has none is tried in any case. */
  readonly kgs: readonly Uint8Array[];
}

/** The passwords that a user of this name may have. */
export function passwordsOf({ users }: Credentials, username: Uint8Array): readonly Uint8Array[] {
  return users.filter((user) => equalConstantTime(user.username, username)).map(({ password }) => password);
}
