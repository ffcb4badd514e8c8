import { type DcmiSensorQuery, type GetTemperatureReadingsResponse, getTemperatureReadings } from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { findTemperatures } from "../../device/dcmi/dcmi-temperatures.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get Temperature Readings (DCMI v1.5 §6.7.3). What cannot be read now is left out. */
export const getTemperatureReadingsHandler: BuiltInHandler<DcmiSensorQuery, GetTemperatureReadingsResponse> = {
  command: getTemperatureReadings,
  handler: (query, { device }) => {
    const found = findTemperatures(device, query);
    if (found === undefined) return refuse(CompletionCode.invalidDataField);
    const readable = found.wanted.filter(
      ({ available, needsPower }) => available && (!needsPower || device.chassis.powerIsOn),
    );
    return {
      totalInstances: found.total,
      readings: readable.map(({ value, entityInstance }) => ({ celsius: Math.round(value), entityInstance })),
    };
  },
};
