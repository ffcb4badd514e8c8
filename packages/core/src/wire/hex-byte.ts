/**
 * A byte the way the specification writes it: two capital hexadecimal digits and an `h`.
 *
 * @example
 * ```ts
 * hexByte(0xd4); // "D4h"
 * ```
 */
export function hexByte(value: number): string {
  return `${value.toString(16).toUpperCase().padStart(2, "0")}h`;
}
