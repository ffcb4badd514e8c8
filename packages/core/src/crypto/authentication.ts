import { type HashFunction, type HmacKey, hmacDigest, md5, type PrimedHmac, sha1, sha256 } from "./hash-functions.ts";

/** Authentication algorithm numbers (IPMI v2.0 table 13-17). */
export const AuthenticationAlgorithmId = {
  /** RAKP-none: no user is authenticated. */
  none: 0,
  /** RAKP-HMAC-SHA1. */
  hmacSha1: 1,
  /** RAKP-HMAC-MD5. */
  hmacMd5: 2,
  /** RAKP-HMAC-SHA256. */
  hmacSha256: 3,
} as const;

/** One of {@link AuthenticationAlgorithmId}. */
export type AuthenticationAlgorithmId = (typeof AuthenticationAlgorithmId)[keyof typeof AuthenticationAlgorithmId];

/** One authentication algorithm: what the RAKP messages and the session's keys are made with (IPMI v2.0 §13.28). */
export interface AuthenticationAlgorithm {
  /** Its number in Open Session. */
  readonly id: AuthenticationAlgorithmId;
  /** The specification's name, for example `RAKP-HMAC-SHA1`. */
  readonly name: string;
  /** Bytes of the code in RAKP messages 2 and 3, and of SIK, K1 and K2: the whole digest. */
  readonly keyExchangeCodeLength: number;
  /** Bytes of the integrity check value in RAKP message 4: the digest, cut. */
  readonly integrityCheckValueLength: number;
  /** The HMAC of the parts one after the other, not cut; no bytes for RAKP-none. */
  hmac(key: HmacKey, ...parts: readonly Uint8Array[]): Uint8Array;
  /** A key made ready for many HMACs, to be given to `hmac`; `undefined` for RAKP-none, which has none. */
  primeHmac(key: Uint8Array): PrimedHmac | undefined;
}

/**
 * The authentication algorithms, each at the index of its number.
 *
 * @example
 * ```ts
 * const algorithm = authenticationAlgorithms[AuthenticationAlgorithmId.hmacSha256];
 * ```
 */
export const authenticationAlgorithms: readonly [
  AuthenticationAlgorithm,
  AuthenticationAlgorithm,
  AuthenticationAlgorithm,
  AuthenticationAlgorithm,
] = [
  {
    id: AuthenticationAlgorithmId.none,
    name: "RAKP-none",
    keyExchangeCodeLength: 0, // IPMI v2.0 §13.28.2: the codes are absent
    integrityCheckValueLength: 0,
    hmac: () => new Uint8Array(0),
    primeHmac: () => undefined,
  },
  // IPMI v2.0 §13.28.1: SHA1 is cut to 96 bits in RAKP message 4; §13.28.3 and §13.28.1b: MD5 and SHA256 to 128.
  rakpHmac(AuthenticationAlgorithmId.hmacSha1, sha1, 12),
  rakpHmac(AuthenticationAlgorithmId.hmacMd5, md5, 16),
  rakpHmac(AuthenticationAlgorithmId.hmacSha256, sha256, 16),
];

function rakpHmac(
  id: AuthenticationAlgorithmId,
  hash: HashFunction,
  integrityCheckValueLength: number,
): AuthenticationAlgorithm {
  return {
    id,
    name: `RAKP-HMAC-${hash.name}`,
    keyExchangeCodeLength: hash.digestLength,
    integrityCheckValueLength,
    hmac: (key, ...parts) => hmacDigest(hash, key, parts),
    primeHmac: hash.primeHmac,
  };
}
