export * from "./boot.ts";
export type * from "./boot-state.ts";
