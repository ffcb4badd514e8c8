export * from "./describe-event.ts";
export * from "./event-data.ts";
export type { EventFact } from "./event-data-meanings.ts";
export * from "./event-details.ts";
export * from "./event-severity.ts";
export * from "./event-source.ts";
export * from "./sensor-types.ts";
export * from "./states.ts";
