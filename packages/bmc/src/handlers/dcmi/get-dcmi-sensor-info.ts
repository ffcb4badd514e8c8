import { type DcmiSensorQuery, type GetDcmiSensorInfoResponse, getDcmiSensorInfo } from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { findTemperatures } from "../../device/dcmi/dcmi-temperatures.ts";
import type { BmcDevice } from "../../device/device.ts";
import { repositoryRecords } from "../../device/sdr/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get DCMI Sensor Info (DCMI v1.5 §6.5.2): where the temperature sensors of an entity are in the SDR repository. */
export const getDcmiSensorInfoHandler: BuiltInHandler<DcmiSensorQuery, GetDcmiSensorInfoResponse> = {
  command: getDcmiSensorInfo,
  handler: (query, { device }) => {
    const found = findTemperatures(device, query);
    if (found === undefined) return refuse(CompletionCode.invalidDataField);
    const recordIds = recordIdsBySensor(device);
    return {
      totalInstances: found.total,
      recordIds: found.wanted.flatMap(({ number }) => recordIds.get(number) ?? []),
    };
  },
};

/** Full and compact records name their sensor in byte 7 (IPMI v2.0 §43.1, §43.2). */
function recordIdsBySensor(device: BmcDevice): ReadonlyMap<number, number> {
  const recordIds = new Map<number, number>();
  for (const { recordId, bytes } of repositoryRecords(device)) {
    const record = bytes();
    const isSensor = record[3] === 0x01 || record[3] === 0x02;
    if (isSensor) recordIds.set(record[7]!, recordId);
  }
  return recordIds;
}
