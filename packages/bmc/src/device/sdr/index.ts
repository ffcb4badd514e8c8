/** The SDR repository: plain state, to be read and set at any time. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the area's work
export interface SdrState {}

/** What a device has that nobody described. */
export function createSdr(): SdrState {
  return {};
}
