/** Get Sensor Thresholds, 04h/27h (IPMI v2.0 §35.9). Sensor number in, thresholds (threshold-values.ts) out. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type SensorNumberRequest, sensorNumberRequest } from "./sensor-number.ts";
import { decodeThresholdValues, encodeThresholdValues, type ThresholdValues } from "./threshold-values.ts";

/** Get Sensor Thresholds: those that may be read. */
export const getSensorThresholds: Command<SensorNumberRequest, ThresholdValues> = {
  name: "Get Sensor Thresholds",
  netFn: NetFn.sensorEvent,
  cmd: 0x27,
  section: "IPMI v2.0 §35.9",
  request: sensorNumberRequest,
  response: { encode: encodeThresholdValues, decode: decodeThresholdValues },
};
