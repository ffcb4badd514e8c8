/**
 * Set DCMI Configuration Parameters, 2Ch/DCh/12h (DCMI v1.5 §6.1.2). The response has no data.
 *
 * | byte | request                                          |
 * |------|--------------------------------------------------|
 * | 0    | parameter selector                               |
 * | 1    | set selector; 00h, as each has one set           |
 * | 2:   | parameter data, see `DcmiConfigurationParameter` |
 */
import { type Command, emptyBody } from "@ruipmi/core/wire";
import {
  type DcmiConfigurationParameter,
  decodeDcmiConfiguration,
  encodeDcmiConfiguration,
} from "./configuration-parameter.ts";
import { inDcmiGroup } from "./dcmi-group.ts";

/** Sets a parameter. */
export interface SetDcmiConfigurationParametersRequest {
  /** One of `DcmiConfigurationSelector`. */
  readonly parameterSelector: number;
  /** Which set of it; 0. */
  readonly setSelector: number;
  /** What it shall be. */
  readonly parameter: DcmiConfigurationParameter;
}

/** Set DCMI Configuration Parameters: needs ADMINISTRATOR. */
export const setDcmiConfigurationParameters: Command<SetDcmiConfigurationParametersRequest, void> = {
  ...inDcmiGroup,
  name: "Set DCMI Configuration Parameters",
  cmd: 0x12,
  section: "DCMI v1.5 §6.1.2",
  request: {
    encode(value, writer) {
      writer.u8(value.parameterSelector).u8(value.setSelector);
      encodeDcmiConfiguration(value.parameter, writer);
    },
    decode(reader) {
      const parameterSelector = reader.u8("parameterSelector");
      const setSelector = reader.u8("setSelector");
      return { parameterSelector, setSelector, parameter: decodeDcmiConfiguration(parameterSelector, reader) };
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
