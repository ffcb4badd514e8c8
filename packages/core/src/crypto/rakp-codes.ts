import { ByteWriter } from "../wire/byte-writer.ts";
import { type AuthenticationAlgorithm, authenticationAlgorithms } from "./authentication.ts";
import type { HmacKey } from "./hash-functions.ts";
import type { IntegrityAlgorithm } from "./integrity.ts";
import { type KeyDialect, standardKeyDialect } from "./key-dialect.ts";
import type { SessionIntegrityKeyInput } from "./keys.ts";
import { hashedUsername } from "./rakp-username.ts";

/*
 * What each code covers (IPMI v2.0 §13.28.1 to §13.28.3, §13.31); integers little-endian
 *
 *   RAKP message 2   HMAC(Kuid, SIDm ‖ SIDc ‖ Rm ‖ Rc ‖ GUIDc ‖ ROLEm ‖ ULEN ‖ UNAME)
 *   RAKP message 3   HMAC(Kuid, Rc ‖ SIDm ‖ ROLEm ‖ ULEN ‖ UNAME)
 *   RAKP message 4   HMAC(SIK,  Rm ‖ SIDc ‖ GUIDc), cut to the algorithm's length
 */

/** Name-only lookup, bit 4 of the role byte of RAKP message 1 (IPMI v2.0 §13.20). */
const NAME_ONLY_LOOKUP = 0x10;

/** What the two sides told each other up to RAKP message 2. */
export interface RakpExchange extends SessionIntegrityKeyInput {
  /** SIDm, unsigned 32 bits: the remote console's, drawn for Open Session. */
  readonly remoteConsoleSessionId: number;
  /** SIDc, unsigned 32 bits: the managed system's, from the Open Session Response. */
  readonly managedSystemSessionId: number;
  /** GUIDc, 16 bytes as they came. */
  readonly managedSystemGuid: Uint8Array;
}

/**
 * The key exchange authentication code of RAKP message 2: the managed system proves that it knows the user's password.
 *
 * @param algorithm - the session's authentication algorithm
 * @param kuid - the user's key, from `userKey`, raw or primed by the algorithm
 * @returns 20, 16 or 32 bytes; none for RAKP-none
 */
export function rakpMessage2Code(
  algorithm: AuthenticationAlgorithm,
  kuid: HmacKey,
  exchange: RakpExchange,
  dialect: KeyDialect = standardKeyDialect,
): Uint8Array {
  const username = hashedUsername(exchange.username, dialect);
  const { remoteConsoleRandom, managedSystemRandom, managedSystemGuid, role } = exchange;
  const ids = new ByteWriter(8).u32(exchange.remoteConsoleSessionId).u32(exchange.managedSystemSessionId).finish();
  const roleAndLength = new ByteWriter(2).u8(role).u8(username.length).finish();
  return algorithm.hmac(
    kuid,
    ids,
    remoteConsoleRandom,
    managedSystemRandom,
    managedSystemGuid,
    roleAndLength,
    username,
  );
}

/**
 * The key exchange authentication code of RAKP message 3: the remote console proves that it knows the password.
 *
 * @param algorithm - the session's authentication algorithm
 * @param kuid - the user's key, from `userKey`, raw or primed by the algorithm
 * @returns 20, 16 or 32 bytes; none for RAKP-none
 */
export function rakpMessage3Code(
  algorithm: AuthenticationAlgorithm,
  kuid: HmacKey,
  exchange: RakpExchange,
  dialect: KeyDialect = standardKeyDialect,
): Uint8Array {
  const role = dialect.rakpMessage3Role === "whole" ? exchange.role : exchange.role & ~NAME_ONLY_LOOKUP;
  const covered = new ByteWriter(22 + exchange.username.length)
    .bytes(exchange.managedSystemRandom)
    .u32(exchange.remoteConsoleSessionId)
    .u8(role)
    .u8(exchange.username.length)
    .bytes(exchange.username);
  return algorithm.hmac(kuid, covered.finish());
}

/**
 * The integrity check value of RAKP message 4: the managed system proves that it made the same SIK.
 *
 * @param algorithms - the session's authentication algorithm, and its integrity algorithm for the dialect that uses that
 * @param sik - the session integrity key, raw or primed by the authentication algorithm
 * @returns 12 or 16 bytes; none for RAKP-none
 */
export function rakpMessage4Icv(
  algorithms: { readonly authentication: AuthenticationAlgorithm; readonly integrity: IntegrityAlgorithm },
  sik: HmacKey,
  exchange: RakpExchange,
  dialect: KeyDialect = standardKeyDialect,
): Uint8Array {
  const algorithm =
    dialect.rakpMessage4Algorithm === "authentication"
      ? algorithms.authentication
      : authenticationAlgorithms[algorithms.integrity.relatedAuthentication];
  const covered = new ByteWriter(36)
    .bytes(exchange.remoteConsoleRandom)
    .u32(exchange.managedSystemSessionId)
    .bytes(exchange.managedSystemGuid);
  return algorithm.hmac(sik, covered.finish()).slice(0, algorithm.integrityCheckValueLength);
}
