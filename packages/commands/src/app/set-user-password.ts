/**
 * Set User Password, 06h/47h (IPMI v2.0 §22.30, table 22-35). The response is empty.
 *
 * | byte         | request                                                                             |
 * |--------------|-------------------------------------------------------------------------------------|
 * | 0            | 7: the password has 20 bytes, not 16; 5:0: user ID                                  |
 * | 1            | 1:0: what to do                                                                     |
 * | 2:17 or 2:21 | password, filled up with zeros; may be left out where the user is enabled, disabled |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** What Set User Password can do (IPMI v2.0 table 22-35). */
export const PasswordOperation = {
  /** Disable the user. */
  disableUser: 0,
  /** Enable the user. */
  enableUser: 1,
  /** Set the password. */
  setPassword: 2,
  /** Tell whether the password is this one. */
  testPassword: 3,
} as const;

/** One of {@link PasswordOperation}. */
export type PasswordOperation = (typeof PasswordOperation)[keyof typeof PasswordOperation];

/** Sets or tests a password, or enables or disables a user. */
export interface SetUserPasswordRequest {
  /** 1–63. */
  readonly userId: number;
  /** What to do. */
  readonly operation: PasswordOperation;
  /** How many bytes the password is kept with: one kept with 20 does not open sessions of IPMI v1.5. */
  readonly passwordSize: 16 | 20;
  /** Exactly `passwordSize` bytes, filled up with zeros; left out where it plays no part. */
  readonly password?: Uint8Array;
}

/** Set User Password: needs ADMINISTRATOR. */
export const setUserPassword: Command<SetUserPasswordRequest, void> = {
  name: "Set User Password",
  netFn: NetFn.app,
  cmd: 0x47,
  section: "IPMI v2.0 §22.30",
  request: {
    encode({ userId, operation, passwordSize, password }, writer) {
      writer.u8(bit(7, passwordSize === 20) | (userId & 0x3f)).u8(operation & 3);
      if (password === undefined) return;
      const used = Math.min(password.length, passwordSize);
      writer.bytes(password.subarray(0, used)).fill(0, passwordSize - used);
    },
    decode(reader) {
      const user = reader.u8("userId");
      const passwordSize = isSet(user, 7) ? 20 : 16;
      const operation = (reader.u8("operation") & 3) as PasswordOperation;
      const request = { userId: user & 0x3f, operation, passwordSize } as const;
      return reader.remaining === 0 ? request : { ...request, password: reader.bytes(passwordSize, "password") };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Password test failed. Password size correct, but password data does not match stored value",
    129: "Password test failed. Wrong password size was used",
  },
};
