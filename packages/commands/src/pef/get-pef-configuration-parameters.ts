/**
 * Get PEF Configuration Parameters, 04h/13h (IPMI v2.0 §30.4):
 *
 * | byte | request                                             | response                                              |
 * |------|-----------------------------------------------------|-------------------------------------------------------|
 * | 0    | 7: only the parameter's revision; 6:0: selector     | parameter revision: 7:4 present, 3:0 compatible with  |
 * | 1    | set selector                                        | data (1:), see `PefParameter`; none for revision only |
 * | 2    | block selector                                      |                                                       |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";
import { decodePefParameter, encodePefParameter, type PefParameter } from "./pef-parameter.ts";

/** Asks for a parameter. */
export interface GetPefConfigurationParametersRequest {
  /** Whether only its revision is wanted. */
  readonly revisionOnly: boolean;
  /** Which, 0–127 (IPMI v2.0 table 30-6). */
  readonly parameterSelector: number;
  /** Which of several sets of it; 0 where it has none. */
  readonly setSelector: number;
  /** Which block of it; 0 where it has none. */
  readonly blockSelector: number;
}

/** A parameter. */
export interface GetPefConfigurationParametersResponse {
  /** 11h. */
  readonly parameterRevision: number;
  /** What it says; absent where only the revision was wanted. */
  readonly parameter?: PefParameter;
}

/** Get PEF Configuration Parameters: needs OPERATOR. */
export const getPefConfigurationParameters: Command<
  GetPefConfigurationParametersRequest,
  GetPefConfigurationParametersResponse
> = {
  name: "Get PEF Configuration Parameters",
  netFn: NetFn.sensorEvent,
  cmd: 0x13,
  section: "IPMI v2.0 §30.4",
  request: {
    encode(value, writer) {
      writer
        .u8(bit(7, value.revisionOnly) | (value.parameterSelector & 0x7f))
        .u8(value.setSelector)
        .u8(value.blockSelector);
    },
    decode(reader) {
      const selector = reader.u8("parameterSelector");
      return {
        revisionOnly: isSet(selector, 7),
        parameterSelector: selector & 0x7f,
        setSelector: reader.u8("setSelector"),
        blockSelector: reader.u8("blockSelector"),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.parameterRevision);
      if (value.parameter !== undefined) encodePefParameter(value.parameter, writer);
    },
    decode(reader, { revisionOnly, parameterSelector }) {
      const parameterRevision = reader.u8("parameterRevision");
      if (revisionOnly && reader.remaining === 0) return { parameterRevision };
      return { parameterRevision, parameter: decodePefParameter(parameterSelector, reader) };
    },
  },
  completionCodes: { 128: "Parameter not supported" },
};
