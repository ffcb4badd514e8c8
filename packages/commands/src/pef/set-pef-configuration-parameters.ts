/**
 * Set PEF Configuration Parameters, 04h/12h (IPMI v2.0 §30.3). The response is empty.
 *
 * | byte | request                          |
 * |------|----------------------------------|
 * | 0    | 6:0: parameter selector          |
 * | 1:   | data, see `PefParameter`         |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { decodePefParameter, encodePefParameter, type PefParameter } from "./pef-parameter.ts";

/** Sets a parameter. */
export interface SetPefConfigurationParametersRequest {
  /** Which, 0–127 (IPMI v2.0 table 30-6). */
  readonly parameterSelector: number;
  /** What it shall say. */
  readonly parameter: PefParameter;
}

/** Set PEF Configuration Parameters: needs ADMINISTRATOR. */
export const setPefConfigurationParameters: Command<SetPefConfigurationParametersRequest, void> = {
  name: "Set PEF Configuration Parameters",
  netFn: NetFn.sensorEvent,
  cmd: 0x12,
  section: "IPMI v2.0 §30.3",
  request: {
    encode(value, writer) {
      writer.u8(value.parameterSelector & 0x7f);
      encodePefParameter(value.parameter, writer);
    },
    decode(reader) {
      const parameterSelector = reader.u8("parameterSelector") & 0x7f;
      return { parameterSelector, parameter: decodePefParameter(parameterSelector, reader) };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Parameter not supported",
    129: "Attempt to set the 'set in progress' value when not in the 'set complete' state",
    130: "Attempt to write read-only parameter",
    131: "Attempt to read write-only parameter",
  },
};
