import { ApiMisuseError } from "../errors.ts";

/** Bytes of K2 that confidentiality algorithms use, and of an initialisation vector (IPMI v2.0 §13.29, §13.30). */
export const BLOCK_LENGTH = 16;

/**
 * The first 16 bytes of K2 in an array of their own.
 *
 * @throws {@link ApiMisuseError} when K2 has fewer, as it has with RAKP-none
 */
export function confidentialityKey(k2: Uint8Array): Uint8Array {
  if (k2.length < BLOCK_LENGTH) {
    throw new ApiMisuseError("invalidArgument", "encryption needs an authentication algorithm: RAKP-none makes no K2");
  }
  return k2.slice(0, BLOCK_LENGTH);
}
