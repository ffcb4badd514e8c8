/** The watchdog timer: plain state, to be read and set at any time. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the area's work
export interface WatchdogState {}

/** What a device has that nobody described. */
export function createWatchdog(): WatchdogState {
  return {};
}
