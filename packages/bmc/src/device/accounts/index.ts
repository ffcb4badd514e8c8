export * from "./accounts.ts";
export type * from "./accounts-state.ts";
