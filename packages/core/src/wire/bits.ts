/** A byte with one bit set, or none: `bit(7, true)` is 80h. For putting flags together with `|`. */
export function bit(position: number, on: boolean): number {
  return on ? 1 << position : 0;
}

/** Whether the bit at `position` is set. */
export function isSet(bits: number, position: number): boolean {
  return ((bits >>> position) & 1) === 1;
}
