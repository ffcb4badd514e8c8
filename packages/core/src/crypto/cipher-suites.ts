import { AuthenticationAlgorithmId, authenticationAlgorithms } from "./authentication.ts";
import { ConfidentialityAlgorithmId, confidentialityAlgorithms } from "./confidentiality.ts";
import { IntegrityAlgorithmId, integrityAlgorithms } from "./integrity.ts";

/** The number of a standard cipher suite (IPMI v2.0 table 22-20). */
export type CipherSuiteId = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19;

/** A named choice of three algorithms. */
export interface CipherSuite {
  /** Its number, 0 to 19. */
  readonly id: CipherSuiteId;
  /** What authenticates the session's set-up. */
  readonly authentication: AuthenticationAlgorithmId;
  /** What authenticates its packets. */
  readonly integrity: IntegrityAlgorithmId;
  /** What encrypts its payloads. */
  readonly confidentiality: ConfidentialityAlgorithmId;
}

const A = AuthenticationAlgorithmId;
const I = IntegrityAlgorithmId;
const C = ConfidentialityAlgorithmId;

/** The standard cipher suites 0 to 19, each at the index of its number (IPMI v2.0 table 22-20). */
export const cipherSuites: readonly CipherSuite[] = [
  { id: 0, authentication: A.none, integrity: I.none, confidentiality: C.none },
  { id: 1, authentication: A.hmacSha1, integrity: I.none, confidentiality: C.none },
  { id: 2, authentication: A.hmacSha1, integrity: I.hmacSha1_96, confidentiality: C.none },
  { id: 3, authentication: A.hmacSha1, integrity: I.hmacSha1_96, confidentiality: C.aesCbc128 },
  { id: 4, authentication: A.hmacSha1, integrity: I.hmacSha1_96, confidentiality: C.xrc4_128 },
  { id: 5, authentication: A.hmacSha1, integrity: I.hmacSha1_96, confidentiality: C.xrc4_40 },
  { id: 6, authentication: A.hmacMd5, integrity: I.none, confidentiality: C.none },
  { id: 7, authentication: A.hmacMd5, integrity: I.hmacMd5_128, confidentiality: C.none },
  { id: 8, authentication: A.hmacMd5, integrity: I.hmacMd5_128, confidentiality: C.aesCbc128 },
  { id: 9, authentication: A.hmacMd5, integrity: I.hmacMd5_128, confidentiality: C.xrc4_128 },
  { id: 10, authentication: A.hmacMd5, integrity: I.hmacMd5_128, confidentiality: C.xrc4_40 },
  { id: 11, authentication: A.hmacMd5, integrity: I.md5_128, confidentiality: C.none },
  { id: 12, authentication: A.hmacMd5, integrity: I.md5_128, confidentiality: C.aesCbc128 },
  { id: 13, authentication: A.hmacMd5, integrity: I.md5_128, confidentiality: C.xrc4_128 },
  { id: 14, authentication: A.hmacMd5, integrity: I.md5_128, confidentiality: C.xrc4_40 },
  { id: 15, authentication: A.hmacSha256, integrity: I.none, confidentiality: C.none },
  { id: 16, authentication: A.hmacSha256, integrity: I.hmacSha256_128, confidentiality: C.none },
  { id: 17, authentication: A.hmacSha256, integrity: I.hmacSha256_128, confidentiality: C.aesCbc128 },
  { id: 18, authentication: A.hmacSha256, integrity: I.hmacSha256_128, confidentiality: C.xrc4_128 },
  { id: 19, authentication: A.hmacSha256, integrity: I.hmacSha256_128, confidentiality: C.xrc4_40 },
];

/** The cipher suite of a number; `undefined` where the specification defines none. */
export function cipherSuite(id: number): CipherSuite | undefined {
  return cipherSuites[id];
}

/**
 * The names of a suite's three algorithms.
 *
 * @example
 * ```ts
 * describeCipherSuite(cipherSuites[17]!); // "RAKP-HMAC-SHA256 / HMAC-SHA256-128 / AES-CBC-128"
 * ```
 */
export function describeCipherSuite(suite: Omit<CipherSuite, "id">): string {
  return [
    authenticationAlgorithms[suite.authentication].name,
    integrityAlgorithms[suite.integrity].name,
    confidentialityAlgorithms[suite.confidentiality].name,
  ].join(" / ");
}
