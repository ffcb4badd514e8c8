/** Serial over LAN: plain state, to be read and set at any time. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the area's work
export interface SolState {}

/** What a device has that nobody described. */
export function createSol(): SolState {
  return {};
}
