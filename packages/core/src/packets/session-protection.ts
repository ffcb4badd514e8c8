import type { CipherSuite } from "../crypto/cipher-suites.ts";
import {
  ConfidentialityAlgorithmId,
  type ConfidentialityCipher,
  confidentialityAlgorithms,
} from "../crypto/confidentiality.ts";
import { type IntegrityAuthenticator, integrityAlgorithms } from "../crypto/integrity.ts";

/** The keys of one session, as derived from its handshake (IPMI v2.0 §13.31, §13.32). */
export interface SessionKeys {
  /** Keys the integrity algorithm. */
  readonly k1: Uint8Array;
  /** Keys the confidentiality algorithm. */
  readonly k2: Uint8Array;
  /** The user's password, 0 to 20 bytes: MD5-128 is keyed with it. */
  readonly password: Uint8Array;
}

/** What a session does to its payloads, with keys primed once. */
export interface SessionProtection {
  /** Makes and verifies AuthCodes; `undefined` without integrity. */
  readonly authenticator: IntegrityAuthenticator | undefined;
  /** Encrypts and decrypts; `undefined` without confidentiality. */
  readonly cipher: ConfidentialityCipher | undefined;
}

/**
 * Primes the algorithms of a suite with a session's keys, for either role.
 *
 * @param drawIv - returns 16 fresh random bytes at each call
 */
export function createSessionProtection(
  suite: CipherSuite,
  keys: SessionKeys,
  drawIv: () => Uint8Array,
): SessionProtection {
  const encrypts = suite.confidentiality !== ConfidentialityAlgorithmId.none;
  return {
    authenticator: integrityAlgorithms[suite.integrity].createAuthenticator(keys),
    cipher: encrypts ? confidentialityAlgorithms[suite.confidentiality].createCipher(keys.k2, drawIv) : undefined,
  };
}

/** Forgets the keys. */
export function wipeSessionProtection(protection: SessionProtection): void {
  protection.authenticator?.wipe();
  protection.cipher?.wipe();
}
