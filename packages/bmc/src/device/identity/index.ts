/** Self test, GUIDs and power states: plain state, to be read and set at any time. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the area's work
export interface IdentityState {}

/** What a device has that nobody described. */
export function createIdentity(): IdentityState {
  return {};
}
