import { type GetPowerReadingRequest, type GetPowerReadingResponse, getPowerReading } from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import { systemPower } from "../../device/dcmi/power-reading.ts";
import { selTime } from "../../device/sel/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get Power Reading (DCMI v1.5 §6.6.1). */
export const getPowerReadingHandler: BuiltInHandler<GetPowerReadingRequest, GetPowerReadingResponse> = {
  command: getPowerReading,
  handler: ({ mode, rollingAveragePeriod: period }, { device, now }) => {
    const { power } = device.dcmi;
    if (mode !== 1 && mode !== 2) return refuse(CompletionCode.invalidDataField);
    const isKnown = power.rollingAveragePeriods.some(
      ({ duration, unit }) => duration === period?.duration && unit === period.unit,
    );
    if (period !== undefined && !isKnown) return refuse(CompletionCode.invalidDataField);
    const { current, minimum, maximum, average } = systemPower(device);
    return {
      currentPower: current,
      minimumPower: minimum,
      maximumPower: maximum,
      averagePower: average,
      timestamp: selTime(device.sel, now),
      statisticsReportingPeriod:
        period === undefined ? power.statisticsPeriod : period.duration * millisecondsOf[period.unit],
      measurementActive: true,
    };
  },
};

const millisecondsOf = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
