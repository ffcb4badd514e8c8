import {
  type GetSensorReadingFactorsRequest,
  type GetSensorReadingFactorsResponse,
  getSensorReadingFactors,
} from "@ruipmi/commands";
import { factorsAt } from "../../device/sensors/sensor-reading.ts";
import type { BuiltInHandler } from "../handler.ts";
import { withThresholdSensor } from "./find-sensor.ts";

/** Get Sensor Reading Factors (IPMI v2.0 §35.5). */
export const getSensorReadingFactorsHandler: BuiltInHandler<
  GetSensorReadingFactorsRequest,
  GetSensorReadingFactorsResponse
> = {
  command: getSensorReadingFactors,
  handler: withThresholdSensor((sensor, { reading }) => {
    const { factors, upTo } = factorsAt(sensor, reading);
    return { nextReading: upTo < 0xff ? upTo + 1 : reading, factors };
  }),
};
