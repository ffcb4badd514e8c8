import { AesCbc128 } from "./aes-cbc-128.ts";
import { XRc4 } from "./xrc4.ts";

/** Confidentiality algorithm numbers (IPMI v2.0 table 13-19). */
export const ConfidentialityAlgorithmId = {
  /** Payloads are not encrypted. */
  none: 0,
  /** AES-CBC-128. */
  aesCbc128: 1,
  /** xRC4 with a 128-bit key. */
  xrc4_128: 2,
  /** xRC4 with a 40-bit key. */
  xrc4_40: 3,
} as const;

/** One of {@link ConfidentialityAlgorithmId}. */
export type ConfidentialityAlgorithmId = (typeof ConfidentialityAlgorithmId)[keyof typeof ConfidentialityAlgorithmId];

/** Encrypts and decrypts the payloads of one side of one session. Holds keys until it is wiped. */
export interface ConfidentialityCipher {
  /**
   * Encrypts a payload.
   *
   * @param plain - the payload; not changed
   * @param fresh - whether this is a retransmission, so that nothing sent before may be needed to decrypt it (xRC4)
   * @returns confidentiality header, ciphertext and trailer, in an array of its own
   */
  encrypt(plain: Uint8Array, fresh: boolean): Uint8Array;
  /**
   * Decrypts a payload whose AuthCode was verified. Never throws, and changes nothing when it fails.
   *
   * @param payload - confidentiality header, ciphertext and trailer; not changed
   * @param sequenceNumber - the session sequence number of its packet (xRC4)
   * @returns the payload in an array of its own, or `undefined` for what does not decrypt
   */
  decrypt(payload: Uint8Array, sequenceNumber: number): Uint8Array | undefined;
  /** Overwrites the keys; the cipher is not used again. */
  wipe(): void;
}

/** One confidentiality algorithm. */
export interface ConfidentialityAlgorithm {
  /** Its number in Open Session. */
  readonly id: ConfidentialityAlgorithmId;
  /** The specification's name, for example `AES-CBC-128`. */
  readonly name: string;
  /**
   * Makes a cipher for one side of one session.
   *
   * @param k2 - the session's K2, whole; copied
   * @param randomIv - gives 16 random bytes at each call; copied
   * @throws `ApiMisuseError` when K2 has fewer than 16 bytes, as with RAKP-none
   */
  createCipher(k2: Uint8Array, randomIv: () => Uint8Array): ConfidentialityCipher;
}

/** The confidentiality algorithms, each at the index of its number. */
export const confidentialityAlgorithms: readonly [
  ConfidentialityAlgorithm,
  ConfidentialityAlgorithm,
  ConfidentialityAlgorithm,
  ConfidentialityAlgorithm,
] = [
  { id: ConfidentialityAlgorithmId.none, name: "none", createCipher: () => plainText },
  {
    id: ConfidentialityAlgorithmId.aesCbc128,
    name: "AES-CBC-128",
    createCipher: (k2, randomIv) => new AesCbc128(k2, randomIv),
  },
  {
    id: ConfidentialityAlgorithmId.xrc4_128,
    name: "xRC4-128",
    createCipher: (k2, randomIv) => new XRc4(k2, randomIv, 16),
  },
  {
    id: ConfidentialityAlgorithmId.xrc4_40,
    name: "xRC4-40",
    createCipher: (k2, randomIv) => new XRc4(k2, randomIv, 5), // 40 bits
  },
];

// IPMI v2.0 §13.29: without confidentiality a payload has neither header nor trailer.
const plainText: ConfidentialityCipher = {
  encrypt: (plain) => plain.slice(),
  decrypt: (payload) => payload.slice(),
  wipe: () => {},
};
