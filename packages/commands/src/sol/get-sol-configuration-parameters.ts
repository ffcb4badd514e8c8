/**
 * Get SOL Configuration Parameters, 0Ch/22h (IPMI v2.0 §26.3, table 26-4):
 *
 * | byte | request                                                    |
 * |------|------------------------------------------------------------|
 * | 0    | 7: only the parameter revision; 3:0: channel, 0Eh = this one |
 * | 1    | parameter selector                                         |
 * | 2    | set selector, 0 for all parameters of IPMI v2.0            |
 * | 3    | block selector, 0 for all parameters of IPMI v2.0          |
 *
 * | byte | response                                                    |
 * |------|-------------------------------------------------------------|
 * | 0    | parameter revision: 7:4: present; 3:0: oldest compatible     |
 * | 1:   | the parameter's data, unless only the revision was asked for |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { readSolParameter, type SolParameter, writeSolParameter } from "./sol-parameters.ts";

/** Which parameter of which channel. */
export interface GetSolConfigurationParametersRequest {
  /** Whether only the parameter's revision is wanted. */
  readonly revisionOnly: boolean;
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** One of `SolParameterSelector`, 0–255. */
  readonly selector: number;
  /** 0–255; 0 where the parameter has no sets. */
  readonly setSelector: number;
  /** 0–255; 0 where the parameter has no blocks. */
  readonly blockSelector: number;
}

/** A parameter and the revision of its format. */
export interface GetSolConfigurationParametersResponse {
  /** 7:4: present revision, 3:0: oldest compatible one; 11h for those of IPMI v2.0. */
  readonly revision: number;
  /** The parameter; absent where only the revision was asked for. */
  readonly parameter?: SolParameter;
}

/** Get SOL Configuration Parameters: needs OPERATOR. */
export const getSolConfigurationParameters: Command<
  GetSolConfigurationParametersRequest,
  GetSolConfigurationParametersResponse
> = {
  name: "Get SOL Configuration Parameters",
  netFn: NetFn.transport,
  cmd: 0x22,
  section: "IPMI v2.0 §26.3",
  request: {
    encode(value, writer) {
      writer
        .u8((value.revisionOnly ? 0x80 : 0) | (value.channelNumber & 0x0f))
        .u8(value.selector)
        .u8(value.setSelector)
        .u8(value.blockSelector);
    },
    decode(reader) {
      const channel = reader.u8("channelNumber");
      const selector = reader.u8("selector");
      const setSelector = reader.u8("setSelector");
      const blockSelector = reader.u8("blockSelector");
      return {
        revisionOnly: (channel & 0x80) !== 0,
        channelNumber: channel & 0x0f,
        selector,
        setSelector,
        blockSelector,
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.revision);
      if (value.parameter !== undefined) writeSolParameter(writer, value.parameter);
    },
    decode(reader, { selector, revisionOnly }) {
      const revision = reader.u8("revision");
      // Some send the data all the same when only the revision is asked for.
      if (revisionOnly && reader.remaining === 0) return { revision };
      return { revision, parameter: readSolParameter(reader, selector) };
    },
  },
  completionCodes: { 128: "Parameter not supported" },
};
