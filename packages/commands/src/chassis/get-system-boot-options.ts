/**
 * Get System Boot Options, 00h/09h (IPMI v2.0 §28.13, table 28-13):
 *
 * | byte | request                      |
 * |------|------------------------------|
 * | 0    | 6:0: parameter selector      |
 * | 1    | set selector                 |
 * | 2    | block selector               |
 *
 * | byte | response                                                       |
 * |------|----------------------------------------------------------------|
 * | 0    | 3:0: parameter version                                         |
 * | 1    | 7: the parameter is invalid, locked; 6:0: parameter selector   |
 * | 2:   | the parameter, see `boot-options/`                             |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";
import { type BootOption, readBootOption, writeBootOption } from "./boot-options/boot-option.ts";

/** Asks for a boot option parameter. */
export interface GetSystemBootOptionsRequest {
  /** One of `BootOptionSelector`, 0–127. */
  readonly parameterSelector: number;
  /** Which block of the boot initiator mailbox, else 0. */
  readonly setSelector: number;
  /** 0: no parameter has blocks of its own. */
  readonly blockSelector: number;
}

/** A boot option parameter. */
export interface GetSystemBootOptionsResponse {
  /** 1 in IPMI v2.0, 0–15. */
  readonly parameterVersion: number;
  /** Whether the parameter is marked invalid, or locked. */
  readonly markedInvalid: boolean;
  /** Which parameter it is, 0–127. */
  readonly parameterSelector: number;
  /** Its value. */
  readonly option: BootOption;
}

/** Get System Boot Options: needs OPERATOR. */
export const getSystemBootOptions: Command<GetSystemBootOptionsRequest, GetSystemBootOptionsResponse> = {
  name: "Get System Boot Options",
  netFn: NetFn.chassis,
  cmd: 0x09,
  section: "IPMI v2.0 §28.13",
  request: {
    encode(value, writer) {
      writer
        .u8(value.parameterSelector & 0x7f)
        .u8(value.setSelector)
        .u8(value.blockSelector);
    },
    decode(reader) {
      return {
        parameterSelector: reader.u8("parameterSelector") & 0x7f,
        setSelector: reader.u8("setSelector"),
        blockSelector: reader.u8("blockSelector"),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.parameterVersion & 0x0f).u8(bit(7, value.markedInvalid) | (value.parameterSelector & 0x7f));
      writeBootOption(value.option, writer);
    },
    decode(reader) {
      const parameterVersion = reader.u8("parameterVersion") & 0x0f;
      const second = reader.u8("parameterSelector");
      const parameterSelector = second & 0x7f;
      return {
        parameterVersion,
        markedInvalid: isSet(second, 7),
        parameterSelector,
        option: readBootOption(parameterSelector, reader),
      };
    },
  },
  completionCodes: {
    128: "Parameter not supported",
  },
};
