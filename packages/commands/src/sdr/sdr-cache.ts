import type { GetSdrRepositoryInfoResponse } from "./get-sdr-repository-info.ts";

/** Where records come from: the SDR repository of the system, or what a controller has of its own. */
export type SdrSource = "repository" | "device";

/** What tells whether a copy of the records is still good. */
export interface SdrStamp {
  /** Where the records come from. */
  readonly source: SdrSource;
  /** How many records the managed system said it has, which may be wrong. */
  readonly recordCount: number;
  /** When a record was added last (IPMI v2.0 §33.9); of a device, its population change indicator, or 0 without one. */
  readonly mostRecentAddition: number;
  /** When a record was deleted last (IPMI v2.0 §33.9); of a device, 0. */
  readonly mostRecentErase: number;
}

/** A copy of all records, as a plain value that may be kept wherever its holder likes. */
export interface SdrCache extends SdrStamp {
  /** The records in their order, each with its header, as the managed system sent them. */
  readonly records: readonly Uint8Array[];
}

/** Whether two stamps say that nothing was added or deleted in between. */
export function isSameSdrStamp(a: SdrStamp, b: SdrStamp): boolean {
  return (
    a.source === b.source &&
    a.recordCount === b.recordCount &&
    a.mostRecentAddition === b.mostRecentAddition &&
    a.mostRecentErase === b.mostRecentErase
  );
}

/** The stamp of a repository that says this of itself. */
export function sdrRepositoryStamp(info: GetSdrRepositoryInfoResponse): SdrStamp {
  const { recordCount, mostRecentAddition, mostRecentErase } = info;
  return { source: "repository", recordCount, mostRecentAddition, mostRecentErase };
}
