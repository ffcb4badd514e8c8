/**
 * Get LAN Configuration Parameters, 0Ch/02h (IPMI v2.0 §23.2):
 *
 * | byte | request                                             | response                                          |
 * |------|-----------------------------------------------------|---------------------------------------------------|
 * | 0    | 7: only the parameter's revision; 3:0: channel      | parameter revision: 7:4 present, 3:0 compatible with |
 * | 1    | parameter selector                                  | data (1:), see `LanParameter`; none for revision only |
 * | 2    | set selector                                        |                                                   |
 * | 3    | block selector                                      |                                                   |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeLanParameter, encodeLanParameter, type LanParameter } from "./lan-parameter.ts";

/** Asks for a parameter. */
export interface GetLanConfigurationParametersRequest {
  /** 0–15; Eh is the channel that the request comes by. */
  readonly channelNumber: number;
  /** Whether only its revision is wanted. */
  readonly revisionOnly: boolean;
  /** Which (IPMI v2.0 table 23-4). */
  readonly parameterSelector: number;
  /** Which of several sets of it; 0 where it has none. */
  readonly setSelector: number;
  /** Which block of it; 0 where it has none. */
  readonly blockSelector: number;
}

/** A parameter. */
export interface GetLanConfigurationParametersResponse {
  /** 11h. */
  readonly parameterRevision: number;
  /** What it says; absent where only the revision was wanted. */
  readonly parameter?: LanParameter;
}

/** Get LAN Configuration Parameters: needs OPERATOR. */
export const getLanConfigurationParameters: Command<
  GetLanConfigurationParametersRequest,
  GetLanConfigurationParametersResponse
> = {
  name: "Get LAN Configuration Parameters",
  netFn: NetFn.transport,
  cmd: 0x02,
  section: "IPMI v2.0 §23.2",
  request: {
    encode(value, writer) {
      writer
        .u8(bit(7, value.revisionOnly) | (value.channelNumber & 0x0f))
        .u8(value.parameterSelector)
        .u8(value.setSelector)
        .u8(value.blockSelector);
    },
    decode(reader) {
      const channel = reader.u8("channelNumber");
      return {
        channelNumber: channel & 0x0f,
        revisionOnly: isSet(channel, 7),
        parameterSelector: reader.u8("parameterSelector"),
        setSelector: reader.u8("setSelector"),
        blockSelector: reader.u8("blockSelector"),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.parameterRevision);
      if (value.parameter !== undefined) encodeLanParameter(value.parameter, writer);
    },
    decode(reader, { revisionOnly, parameterSelector }) {
      const parameterRevision = reader.u8("parameterRevision");
      if (revisionOnly && reader.remaining === 0) return { parameterRevision };
      return { parameterRevision, parameter: decodeLanParameter(parameterSelector, reader) };
    },
  },
  completionCodes: { 128: "Parameter not supported" },
};
