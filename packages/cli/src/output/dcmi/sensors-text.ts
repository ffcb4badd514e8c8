import type { ShownRecord } from "../sdr/record-text.ts";

/** The sensors of an entity as DCMI gives them. */
export interface DcmiEntitySensors {
  /** What ipmitool calls the entity. */
  readonly entity: string;
  /** One of `DcmiEntityId`. */
  readonly entityId: number;
  /** How many instances the managed system says there are. */
  readonly totalInstances: number;
  /** Record IDs in the SDR repository. */
  readonly recordIds: readonly number[];
}

/**
 * An entity's sensors in the layout of ipmitool's `dcmi sensors`.
 *
 * @param records - what the repository has, by record ID
 * @param line - a record as a line
 */
export function entitySensorsText(
  { entity, totalInstances, recordIds }: DcmiEntitySensors,
  records: ReadonlyMap<number, ShownRecord>,
  line: (record: ShownRecord) => string,
): string {
  const lines = recordIds.map((recordId) => {
    const record = records.get(recordId);
    return `Record ID 0x${recordId.toString(16).padStart(4, "0")}: ${record === undefined ? "" : line(record)}`;
  });
  const sensors = totalInstances > 1 ? "sensors" : "sensor";
  return `\n${entity}: ${totalInstances} temperature ${sensors} found:\n${lines.join("")}`;
}
