/**
 * Set System Boot Options, 00h/08h (IPMI v2.0 §28.12, table 28-12). The response is empty.
 *
 * | byte | request                                                                       |
 * |------|-------------------------------------------------------------------------------|
 * | 0    | 7: mark the parameter invalid, locked; 6:0: parameter selector                |
 * | 1:   | the parameter, see `boot-options/`; none to change only its mark              |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { type BootOption, readBootOption, writeBootOption } from "./boot-options/boot-option.ts";

/** Sets a boot option parameter, or only its mark. */
export interface SetSystemBootOptionsRequest {
  /** One of `BootOptionSelector`, 0–127. */
  readonly parameterSelector: number;
  /** Whether the parameter shall be marked invalid, or locked. */
  readonly markInvalid: boolean;
  /** Its value; left out to change only the mark. */
  readonly option?: BootOption;
}

/** Set System Boot Options: needs OPERATOR. */
export const setSystemBootOptions: Command<SetSystemBootOptionsRequest, void> = {
  name: "Set System Boot Options",
  netFn: NetFn.chassis,
  cmd: 0x08,
  section: "IPMI v2.0 §28.12",
  request: {
    encode({ parameterSelector, markInvalid, option }, writer) {
      writer.u8(bit(7, markInvalid) | (parameterSelector & 0x7f));
      if (option !== undefined) writeBootOption(option, writer);
    },
    decode(reader) {
      const first = reader.u8("parameterSelector");
      const parameterSelector = first & 0x7f;
      const markInvalid = isSet(first, 7);
      if (reader.remaining === 0) return { parameterSelector, markInvalid };
      return { parameterSelector, markInvalid, option: readBootOption(parameterSelector, reader) };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Parameter not supported",
    129: "Attempt to set the 'set in progress' value when not in the 'set complete' state",
    130: "Attempt to write read-only parameter",
  },
};
