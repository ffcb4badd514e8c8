import { ApiMisuseError } from "../errors.ts";

/** Bytes of a password or Kg as RMCP+ keys with it (IPMI v2.0 §13.31): shorter ones are filled up with zeros. */
export const PASSWORD_LENGTH = 20;

/**
 * A password or Kg, zero-padded to 20 bytes, in an array of its own.
 *
 * @throws {@link ApiMisuseError} for more than 20 bytes: a password is never cut
 */
export function paddedPassword(password: Uint8Array): Uint8Array {
  if (password.length > PASSWORD_LENGTH) {
    throw new ApiMisuseError("invalidArgument", `a password or Kg has at most ${PASSWORD_LENGTH} bytes`);
  }
  const padded = new Uint8Array(PASSWORD_LENGTH);
  padded.set(password);
  return padded;
}
