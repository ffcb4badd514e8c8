import { ByteWriter } from "../wire/byte-writer.ts";
import { type AuthenticationAlgorithm, AuthenticationAlgorithmId, authenticationAlgorithms } from "./authentication.ts";
import type { HmacKey } from "./hash-functions.ts";
import { type IntegrityAlgorithm, IntegrityAlgorithmId, type IntegrityKeys } from "./integrity.ts";
import { type KeyDialect, standardKeyDialect } from "./key-dialect.ts";
import { PASSWORD_LENGTH, paddedPassword } from "./padded-password.ts";
import { hashedUsername } from "./rakp-username.ts";

/** Bytes of the constants from which K1 and K2 are made, whatever the hash (IPMI v2.0 §13.32). */
const KEY_CONSTANT_LENGTH = 20;

/** What the session integrity key is made from, besides Kg or the password (IPMI v2.0 §13.31). */
export interface SessionIntegrityKeyInput {
  /** Rm, 16 bytes. */
  readonly remoteConsoleRandom: Uint8Array;
  /** Rc, 16 bytes. */
  readonly managedSystemRandom: Uint8Array;
  /** ROLEm: the whole privilege byte of RAKP message 1, bit 4 included. */
  readonly role: number;
  /** UNAME, 0 to 16 bytes. */
  readonly username: Uint8Array;
}

/**
 * Kuid or Kg as an HMAC key: the raw bytes, cut where the dialect cuts the keys of HMAC-MD5.
 *
 * @param algorithm - the authentication algorithm that will use the key
 * @param secret - password or Kg, 0 to 20 bytes
 * @returns an array of its own, to be wiped
 * @throws `ApiMisuseError` for more than 20 bytes
 */
export function userKey(
  algorithm: AuthenticationAlgorithm,
  secret: Uint8Array,
  dialect: KeyDialect = standardKeyDialect,
): Uint8Array {
  const padded = paddedPassword(secret);
  const length = algorithm.id === AuthenticationAlgorithmId.hmacMd5 ? dialect.hmacMd5KeyLength : PASSWORD_LENGTH;
  if (length === PASSWORD_LENGTH) return padded;
  const cut = padded.slice(0, length);
  padded.fill(0);
  return cut;
}

/**
 * SIK, the session integrity key: HMAC(Kg or Kuid, Rm ‖ Rc ‖ ROLEm ‖ ULEN ‖ UNAME) (IPMI v2.0 §13.31).
 *
 * @param algorithm - the session's authentication algorithm
 * @param key - Kg where one is set, else Kuid, as {@link userKey} makes it or primed by the algorithm
 * @returns the whole digest; no bytes for RAKP-none
 */
export function deriveSessionIntegrityKey(
  algorithm: AuthenticationAlgorithm,
  key: HmacKey,
  input: SessionIntegrityKeyInput,
  dialect: KeyDialect = standardKeyDialect,
): Uint8Array {
  const username = hashedUsername(input.username, dialect);
  const role = new ByteWriter(2).u8(input.role).u8(username.length).finish();
  return algorithm.hmac(key, input.remoteConsoleRandom, input.managedSystemRandom, role, username);
}

/**
 * K1 or K2: HMAC(SIK, 20 bytes of 01h or 02h) (IPMI v2.0 §13.32).
 *
 * @param algorithm - the session's authentication algorithm
 * @param sik - the session integrity key, raw or primed by the algorithm
 * @param which - 1 for K1, which keys integrity; 2 for K2, which keys confidentiality
 * @returns the whole digest; no bytes for RAKP-none
 */
export function deriveK(
  algorithm: AuthenticationAlgorithm,
  sik: HmacKey,
  which: 1 | 2,
  dialect: KeyDialect = standardKeyDialect,
): Uint8Array {
  const length =
    algorithm.id === AuthenticationAlgorithmId.hmacMd5 ? dialect.hmacMd5ConstantLength : KEY_CONSTANT_LENGTH;
  return algorithm.hmac(sik, new Uint8Array(length).fill(which));
}

/**
 * The keys to give to {@link IntegrityAlgorithm.createAuthenticator}: those given, but for the dialect that keys
 * HMAC-MD5-128 with the password instead of K1.
 */
export function integrityKeys(
  algorithm: IntegrityAlgorithm,
  keys: IntegrityKeys,
  dialect: KeyDialect = standardKeyDialect,
): IntegrityKeys {
  const usesPassword = algorithm.id === IntegrityAlgorithmId.hmacMd5_128 && dialect.hmacMd5IntegrityKey === "password";
  if (!usesPassword) return keys;
  return { ...keys, k1: userKey(authenticationAlgorithms[AuthenticationAlgorithmId.hmacMd5], keys.password, dialect) };
}
