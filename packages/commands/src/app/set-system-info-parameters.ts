/**
 * Set System Info Parameters, 06h/58h (IPMI v2.0 §22.14a). The response is empty.
 *
 * | byte | request                          |
 * |------|----------------------------------|
 * | 0    | 7:0: parameter selector          |
 * | 1:   | the parameter, see `system-info-parameter.ts` |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import {
  readSystemInfoParameter,
  type SystemInfoParameter,
  writeSystemInfoParameter,
} from "./system-info-parameter.ts";

/** Sets a system info parameter. */
export interface SetSystemInfoParametersRequest {
  /** One of `SystemInfoParameterSelector`, 0–255. */
  readonly parameterSelector: number;
  /** Its value. */
  readonly parameter: SystemInfoParameter;
}

/** Set System Info Parameters: needs ADMINISTRATOR. */
export const setSystemInfoParameters: Command<SetSystemInfoParametersRequest, void> = {
  name: "Set System Info Parameters",
  netFn: NetFn.app,
  cmd: 0x58,
  section: "IPMI v2.0 §22.14a",
  request: {
    encode({ parameterSelector, parameter }, writer) {
      writer.u8(parameterSelector);
      writeSystemInfoParameter(parameter, writer);
    },
    decode(reader) {
      const parameterSelector = reader.u8("parameterSelector");
      return { parameterSelector, parameter: readSystemInfoParameter(parameterSelector, reader) };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Parameter not supported",
    129: "Attempt to set the 'set in progress' value when not in the 'set complete' state",
    130: "Attempt to write read-only parameter",
  },
};
