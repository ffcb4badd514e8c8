import { AuthenticationAlgorithmId } from "./authentication.ts";
import { equalConstantTime } from "./constant-time.ts";
import { type HashFunction, md5, type PrimedHmac, sha1, sha256 } from "./hash-functions.ts";
import { paddedPassword } from "./padded-password.ts";

/** Integrity algorithm numbers (IPMI v2.0 table 13-18). */
export const IntegrityAlgorithmId = {
  /** No AuthCode: packets are not authenticated. */
  none: 0,
  /** HMAC-SHA1-96. */
  hmacSha1_96: 1,
  /** HMAC-MD5-128. */
  hmacMd5_128: 2,
  /** MD5-128, keyed by the password. */
  md5_128: 3,
  /** HMAC-SHA256-128. */
  hmacSha256_128: 4,
} as const;

/** One of {@link IntegrityAlgorithmId}. */
export type IntegrityAlgorithmId = (typeof IntegrityAlgorithmId)[keyof typeof IntegrityAlgorithmId];

/** What an integrity algorithm may be keyed with; both are copied. */
export interface IntegrityKeys {
  /** The session's K1, whole. */
  readonly k1: Uint8Array;
  /** The user's password, 0 to 20 bytes. */
  readonly password: Uint8Array;
}

/** Makes and checks the AuthCodes of one session (IPMI v2.0 §13.28.4). Holds a key until it is wiped. */
export interface IntegrityAuthenticator {
  /** Bytes of an AuthCode. */
  readonly authCodeLength: number;
  /** The AuthCode of what it covers, the AuthType field to the Next Header field, in an array of its own. */
  authCode(covered: Uint8Array): Uint8Array;
  /** Whether `authCode` is that of `covered`, compared in constant time; `false` for a wrong length. */
  verify(covered: Uint8Array, authCode: Uint8Array): boolean;
  /** Overwrites the key; the authenticator is not used again. */
  wipe(): void;
}

/** One integrity algorithm. */
export interface IntegrityAlgorithm {
  /** Its number in Open Session. */
  readonly id: IntegrityAlgorithmId;
  /** The specification's name, for example `HMAC-SHA1-96`. */
  readonly name: string;
  /** Bytes of an AuthCode; 0 for none. */
  readonly authCodeLength: number;
  /** The authentication algorithm with the same hash: quirk `intel20` makes RAKP message 4 with it. */
  readonly relatedAuthentication: AuthenticationAlgorithmId;
  /** Makes an authenticator for one session; `undefined` for none. */
  createAuthenticator(keys: IntegrityKeys): IntegrityAuthenticator | undefined;
}

/** The integrity algorithms, each at the index of its number. */
export const integrityAlgorithms: readonly [
  IntegrityAlgorithm,
  IntegrityAlgorithm,
  IntegrityAlgorithm,
  IntegrityAlgorithm,
  IntegrityAlgorithm,
] = [
  {
    id: IntegrityAlgorithmId.none,
    name: "none",
    authCodeLength: 0,
    relatedAuthentication: AuthenticationAlgorithmId.none,
    createAuthenticator: () => undefined,
  },
  {
    id: IntegrityAlgorithmId.hmacSha1_96,
    name: "HMAC-SHA1-96",
    authCodeLength: 12, // RFC 2404
    relatedAuthentication: AuthenticationAlgorithmId.hmacSha1,
    createAuthenticator: ({ k1 }) => new HmacAuthenticator(sha1, k1, 12),
  },
  {
    id: IntegrityAlgorithmId.hmacMd5_128,
    name: "HMAC-MD5-128",
    authCodeLength: 16,
    relatedAuthentication: AuthenticationAlgorithmId.hmacMd5,
    createAuthenticator: ({ k1 }) => new HmacAuthenticator(md5, k1, 16),
  },
  {
    id: IntegrityAlgorithmId.md5_128,
    name: "MD5-128",
    authCodeLength: 16,
    relatedAuthentication: AuthenticationAlgorithmId.hmacMd5,
    createAuthenticator: ({ password }) => md5Authenticator(password),
  },
  {
    id: IntegrityAlgorithmId.hmacSha256_128,
    name: "HMAC-SHA256-128",
    authCodeLength: 16, // RFC 4868
    relatedAuthentication: AuthenticationAlgorithmId.hmacSha256,
    createAuthenticator: ({ k1 }) => new HmacAuthenticator(sha256, k1, 16),
  },
];

class HmacAuthenticator implements IntegrityAuthenticator {
  readonly authCodeLength: number;
  readonly #hmac: PrimedHmac;

  constructor(hash: HashFunction, k1: Uint8Array, authCodeLength: number) {
    this.authCodeLength = authCodeLength;
    this.#hmac = hash.primeHmac(k1);
  }

  authCode(covered: Uint8Array): Uint8Array {
    return this.#hmac.digestOne(covered).slice(0, this.authCodeLength);
  }

  verify(covered: Uint8Array, authCode: Uint8Array): boolean {
    return equalConstantTime(this.#hmac.digestOne(covered).slice(0, this.authCodeLength), authCode);
  }

  wipe(): void {
    this.#hmac.wipe();
  }
}

// IPMI v2.0 §13.28.4 for MD5-128: MD5(password ‖ data ‖ password), the password zero-padded to 20 bytes; not an HMAC, not K1.
function md5Authenticator(password: Uint8Array): IntegrityAuthenticator {
  const key = paddedPassword(password);
  const code = (covered: Uint8Array): Uint8Array => md5.hash(key, covered, key);
  return {
    authCodeLength: 16,
    authCode: code,
    verify: (covered, authCode) => equalConstantTime(code(covered), authCode),
    wipe: () => {
      key.fill(0);
    },
  };
}
