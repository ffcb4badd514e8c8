/**
 * Set Sensor Thresholds, 04h/26h (IPMI v2.0 §35.8). The response is empty.
 *
 * | byte | request                              |
 * |------|--------------------------------------|
 * | 0    | sensor number                        |
 * | 1:7  | thresholds: threshold-values.ts      |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { decodeThresholdValues, encodeThresholdValues, type ThresholdValues } from "./threshold-values.ts";

/** Sets those thresholds that are named. */
export interface SetSensorThresholdsRequest extends ThresholdValues {
  /** Which sensor, 0–254. */
  readonly sensorNumber: number;
}

/** Set Sensor Thresholds: needs OPERATOR. Where the order of thresholds is wrong, each machine does as it likes. */
export const setSensorThresholds: Command<SetSensorThresholdsRequest, void> = {
  name: "Set Sensor Thresholds",
  netFn: NetFn.sensorEvent,
  cmd: 0x26,
  section: "IPMI v2.0 §35.8",
  request: {
    encode(value, writer) {
      writer.u8(value.sensorNumber);
      encodeThresholdValues(value, writer);
    },
    decode(reader) {
      return { sensorNumber: reader.u8("sensorNumber"), ...decodeThresholdValues(reader) };
    },
  },
  response: emptyBody,
};
