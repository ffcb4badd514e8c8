/**
 * Set LAN Configuration Parameters, 0Ch/01h (IPMI v2.0 §23.1). The response is empty.
 *
 * | byte | request                          |
 * |------|----------------------------------|
 * | 0    | 3:0: channel                     |
 * | 1    | parameter selector               |
 * | 2:   | data, see `LanParameter`         |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { decodeLanParameter, encodeLanParameter, type LanParameter } from "./lan-parameter.ts";

/** Sets a parameter. */
export interface SetLanConfigurationParametersRequest {
  /** 0–15; Eh is the channel that the request comes by. */
  readonly channelNumber: number;
  /** Which (IPMI v2.0 table 23-4). */
  readonly parameterSelector: number;
  /** What it shall say. */
  readonly parameter: LanParameter;
}

/** Set LAN Configuration Parameters: needs ADMINISTRATOR. */
export const setLanConfigurationParameters: Command<SetLanConfigurationParametersRequest, void> = {
  name: "Set LAN Configuration Parameters",
  netFn: NetFn.transport,
  cmd: 0x01,
  section: "IPMI v2.0 §23.1",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f).u8(value.parameterSelector);
      encodeLanParameter(value.parameter, writer);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const parameterSelector = reader.u8("parameterSelector");
      return { channelNumber, parameterSelector, parameter: decodeLanParameter(parameterSelector, reader) };
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
