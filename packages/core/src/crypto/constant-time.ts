/**
 * Compares two byte arrays in a time that depends on their lengths only, so that how much of a code was right cannot be
 * measured from outside.
 *
 * @returns whether both have the same length and the same bytes
 */
export function equalConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a[index]! ^ b[index]!;
  return difference === 0;
}
