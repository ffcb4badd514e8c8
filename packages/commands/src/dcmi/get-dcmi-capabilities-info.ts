/**
 * Get DCMI Capabilities Info, 2Ch/DCh/01h (DCMI v1.5 §6.1.1):
 *
 * | byte | request            | response                                      |
 * |------|--------------------|-----------------------------------------------|
 * | 0    | parameter selector | DCMI version, major                           |
 * | 1    |                    | DCMI version, minor                           |
 * | 2    |                    | parameter revision                            |
 * | 3:   |                    | parameter data, see `DcmiCapabilityParameter` |
 */
import type { Command } from "@ruipmi/core/wire";
import { type DcmiCapabilityParameter, decodeDcmiCapability, encodeDcmiCapability } from "./dcmi-capabilities.ts";
import { inDcmiGroup } from "./dcmi-group.ts";

/** Asks for a parameter. */
export interface GetDcmiCapabilitiesInfoRequest {
  /** One of `DcmiCapabilitySelector`. */
  readonly parameterSelector: number;
}

/** A parameter. */
export interface GetDcmiCapabilitiesInfoResponse {
  /** 1. */
  readonly dcmiMajorVersion: number;
  /** 0, 1 or 5. */
  readonly dcmiMinorVersion: number;
  /** 1 for DCMI v1.0, 2 from v1.1 on. */
  readonly parameterRevision: number;
  /** What it says. */
  readonly parameter: DcmiCapabilityParameter;
}

/** Get DCMI Capabilities Info: any user may ask, and without a session too. */
export const getDcmiCapabilitiesInfo: Command<GetDcmiCapabilitiesInfoRequest, GetDcmiCapabilitiesInfoResponse> = {
  ...inDcmiGroup,
  name: "Get DCMI Capabilities Info",
  cmd: 0x01,
  section: "DCMI v1.5 §6.1.1",
  request: {
    encode(value, writer) {
      writer.u8(value.parameterSelector);
    },
    decode(reader) {
      return { parameterSelector: reader.u8("parameterSelector") };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.dcmiMajorVersion).u8(value.dcmiMinorVersion).u8(value.parameterRevision);
      encodeDcmiCapability(value.parameter, writer);
    },
    decode(reader, { parameterSelector }) {
      return {
        dcmiMajorVersion: reader.u8("dcmiMajorVersion"),
        dcmiMinorVersion: reader.u8("dcmiMinorVersion"),
        parameterRevision: reader.u8("parameterRevision"),
        parameter: decodeDcmiCapability(parameterSelector, reader),
      };
    },
  },
};
