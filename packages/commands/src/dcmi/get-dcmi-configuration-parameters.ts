/**
 * Get DCMI Configuration Parameters, 2Ch/DCh/13h (DCMI v1.5 §6.1.3):
 *
 * | byte | request                                | response                                         |
 * |------|----------------------------------------|--------------------------------------------------|
 * | 0    | parameter selector                     | DCMI version, major                              |
 * | 1    | set selector; 00h, as each has one set | DCMI version, minor                              |
 * | 2    |                                        | parameter revision                               |
 * | 3:   |                                        | parameter data, see `DcmiConfigurationParameter` |
 */
import type { Command } from "@ruipmi/core/wire";
import {
  type DcmiConfigurationParameter,
  decodeDcmiConfiguration,
  encodeDcmiConfiguration,
} from "./configuration-parameter.ts";
import { inDcmiGroup } from "./dcmi-group.ts";

/** Asks for a parameter. */
export interface GetDcmiConfigurationParametersRequest {
  /** One of `DcmiConfigurationSelector`. */
  readonly parameterSelector: number;
  /** Which set of it; 0. */
  readonly setSelector: number;
}

/** A parameter. */
export interface GetDcmiConfigurationParametersResponse {
  /** 1. */
  readonly dcmiMajorVersion: number;
  /** 0, 1 or 5. */
  readonly dcmiMinorVersion: number;
  /** 1. */
  readonly parameterRevision: number;
  /** What it says. */
  readonly parameter: DcmiConfigurationParameter;
}

/** Get DCMI Configuration Parameters: any user may ask. */
export const getDcmiConfigurationParameters: Command<
  GetDcmiConfigurationParametersRequest,
  GetDcmiConfigurationParametersResponse
> = {
  ...inDcmiGroup,
  name: "Get DCMI Configuration Parameters",
  cmd: 0x13,
  section: "DCMI v1.5 §6.1.3",
  request: {
    encode(value, writer) {
      writer.u8(value.parameterSelector).u8(value.setSelector);
    },
    decode(reader) {
      return { parameterSelector: reader.u8("parameterSelector"), setSelector: reader.u8("setSelector") };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.dcmiMajorVersion).u8(value.dcmiMinorVersion).u8(value.parameterRevision);
      encodeDcmiConfiguration(value.parameter, writer);
    },
    decode(reader, { parameterSelector }) {
      return {
        dcmiMajorVersion: reader.u8("dcmiMajorVersion"),
        dcmiMinorVersion: reader.u8("dcmiMinorVersion"),
        parameterRevision: reader.u8("parameterRevision"),
        parameter: decodeDcmiConfiguration(parameterSelector, reader),
      };
    },
  },
  completionCodes: { 128: "Parameter not supported" },
};
