import type { SdrState } from "./sdr-state.ts";

export { type RepositoryRecord, repositoryRecords } from "./repository.ts";
export * from "./sdr-state.ts";

/** 2024-09-18 09:00:00 UTC: when the machine that nobody described was made. */
const made = 1_726_650_000;

/** What a device has that nobody described: the records made from its parts, and none besides. */
export function createSdr(): SdrState {
  return {
    records: [],
    controllerName: "BMC",
    reservationId: 0,
    lastReservationId: 0,
    maxReadLength: 255,
    lastAddTime: made,
    lastEraseTime: made,
  };
}
