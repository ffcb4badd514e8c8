export * from "./identity.ts";
export type * from "./identity-state.ts";
