/** Boot options, restart cause and power-on hours: plain state, to be read and set at any time. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the area's work
export interface BootState {}

/** What a device has that nobody described. */
export function createBoot(): BootState {
  return {};
}
