/** The byte that makes all of them add up to 0 (FRU Information Storage Definition §8). */
export function zeroChecksum(bytes: Uint8Array): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}
