/**
 * Get DCMI Sensor Info, 2Ch/DCh/07h (DCMI v1.5 §6.5.2). The request is `DcmiSensorQuery`.
 *
 * | byte | response                             |
 * |------|--------------------------------------|
 * | 0    | how many instances there are         |
 * | 1    | how many record IDs follow, at most 8 |
 * | 2:   | SDR record IDs, two bytes each       |
 */
import type { Command } from "@ruipmi/core/wire";
import { inDcmiGroup } from "./dcmi-group.ts";
import { type DcmiSensorQuery, dcmiSensorQuery } from "./sensor-query.ts";

/** Where the sensors are described. */
export interface GetDcmiSensorInfoResponse {
  /** How many instances the entity has, 0–255. */
  readonly totalInstances: number;
  /** Record IDs in the SDR repository, at most 8 in one response. */
  readonly recordIds: readonly number[];
}

/** Get DCMI Sensor Info: any user may ask. */
export const getDcmiSensorInfo: Command<DcmiSensorQuery, GetDcmiSensorInfoResponse> = {
  ...inDcmiGroup,
  name: "Get DCMI Sensor Info",
  cmd: 0x07,
  section: "DCMI v1.5 §6.5.2",
  request: dcmiSensorQuery,
  response: {
    encode(value, writer) {
      const recordIds = value.recordIds.slice(0, 0xff);
      writer.u8(value.totalInstances).u8(recordIds.length);
      for (const recordId of recordIds) writer.u16(recordId);
    },
    decode(reader) {
      const totalInstances = reader.u8("totalInstances");
      const count = reader.u8("recordIds");
      return { totalInstances, recordIds: Array.from({ length: count }, () => reader.u16("recordId")) };
    },
  },
};
