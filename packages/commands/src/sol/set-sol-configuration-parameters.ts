/**
 * Set SOL Configuration Parameters, 0Ch/21h (IPMI v2.0 §26.2, table 26-3):
 *
 * | byte | request                      |
 * |------|------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one |
 * | 1    | parameter selector           |
 * | 2:   | the parameter's data         |
 *
 * The response is empty.
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { readSolParameter, type SolParameter, solParameterSelector, writeSolParameter } from "./sol-parameters.ts";

/** Sets a parameter of a channel. */
export interface SetSolConfigurationParametersRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** The parameter, with its new value. */
  readonly parameter: SolParameter;
}

/** Set SOL Configuration Parameters: needs ADMINISTRATOR. */
export const setSolConfigurationParameters: Command<SetSolConfigurationParametersRequest, void> = {
  name: "Set SOL Configuration Parameters",
  netFn: NetFn.transport,
  cmd: 0x21,
  section: "IPMI v2.0 §26.2",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f).u8(solParameterSelector(value.parameter));
      writeSolParameter(writer, value.parameter);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const selector = reader.u8("selector");
      return { channelNumber, parameter: readSolParameter(reader, selector) };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Parameter not supported",
    129: "Attempt to set the 'set in progress' value when not in the 'set complete' state",
    130: "Attempt to write read-only parameter",
  },
};
