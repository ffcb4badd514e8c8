export * from "./watchdog.ts";
export type * from "./watchdog-state.ts";
