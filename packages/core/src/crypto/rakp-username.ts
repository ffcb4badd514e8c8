import type { KeyDialect } from "./key-dialect.ts";

const USERNAME_LENGTH = 16;

/**
 * The user name as RAKP message 1 carries it and RAKP message 2 and the SIK hash it: exactly its own bytes (IPMI v2.0
 * §13.20), or zero-padded to 16 for a managed system that has it so.
 *
 * @param username - UNAME, 0 to 16 bytes
 */
export function hashedUsername(username: Uint8Array, dialect: KeyDialect): Uint8Array {
  if (dialect.usernamePadding === "none" || username.length >= USERNAME_LENGTH) return username;
  const padded = new Uint8Array(USERNAME_LENGTH);
  padded.set(username);
  return padded;
}
