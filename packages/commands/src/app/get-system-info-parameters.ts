/**
 * Get System Info Parameters, 06h/59h (IPMI v2.0 §22.14b):
 *
 * | byte | request                              |
 * |------|--------------------------------------|
 * | 0    | 7: parameter revision only           |
 * | 1    | 7:0: parameter selector              |
 * | 2    | set selector                         |
 * | 3    | block selector                       |
 *
 * | byte | response                                                                     |
 * |------|------------------------------------------------------------------------------|
 * | 0    | parameter revision: 7:4: present, 3:0: oldest it is compatible with          |
 * | 1:   | the parameter, see `system-info-parameter.ts`; none where only the revision was asked for |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";
import {
  readSystemInfoParameter,
  type SystemInfoParameter,
  writeSystemInfoParameter,
} from "./system-info-parameter.ts";

/** Asks for a system info parameter. */
export interface GetSystemInfoParametersRequest {
  /** Whether only the revision is wanted. */
  readonly revisionOnly: boolean;
  /** One of `SystemInfoParameterSelector`, 0–255. */
  readonly parameterSelector: number;
  /** Which block of a text, 0–255; 0 for what is no text. */
  readonly setSelector: number;
  /** 0 for what has no blocks. */
  readonly blockSelector: number;
}

/** A system info parameter. */
export interface GetSystemInfoParametersResponse {
  /** 11h: revision 1, compatible with 1. */
  readonly parameterRevision: number;
  /** Its value; absent where only the revision was asked for. */
  readonly parameter?: SystemInfoParameter;
}

/** Get System Info Parameters: any user may ask. */
export const getSystemInfoParameters: Command<GetSystemInfoParametersRequest, GetSystemInfoParametersResponse> = {
  name: "Get System Info Parameters",
  netFn: NetFn.app,
  cmd: 0x59,
  section: "IPMI v2.0 §22.14b",
  request: {
    encode(value, writer) {
      writer.u8(bit(7, value.revisionOnly)).u8(value.parameterSelector).u8(value.setSelector).u8(value.blockSelector);
    },
    decode(reader) {
      return {
        revisionOnly: isSet(reader.u8("revisionOnly"), 7),
        parameterSelector: reader.u8("parameterSelector"),
        setSelector: reader.u8("setSelector"),
        blockSelector: reader.u8("blockSelector"),
      };
    },
  },
  response: {
    encode({ parameterRevision, parameter }, writer) {
      writer.u8(parameterRevision);
      if (parameter !== undefined) writeSystemInfoParameter(parameter, writer);
    },
    decode(reader, { parameterSelector, revisionOnly }) {
      const parameterRevision = reader.u8("parameterRevision");
      if (revisionOnly) return { parameterRevision };
      return { parameterRevision, parameter: readSystemInfoParameter(parameterSelector, reader) };
    },
  },
  completionCodes: {
    128: "Parameter not supported",
  },
};
