/** Users and channels as they may be read and set: plain state, to be read and set at any time. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the area's work
export interface AccountsState {}

/** What a device has that nobody described. */
export function createAccounts(): AccountsState {
  return {};
}
