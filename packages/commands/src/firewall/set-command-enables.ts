/**
 * Set Command Enables, 06h/60h (IPMI v2.0 §21.7). The response is empty.
 *
 * | byte | request                                                                          |
 * |------|----------------------------------------------------------------------------------|
 * | 0:2  | which half of a network function (command-place.ts)                              |
 * | 3:18 | a bit for each command: 1b switch it on, 0b off; 1b also where it cannot be set  |
 * | 19:  | the group's or the OEM's number, where the network function has one              |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type CommandRange, readDefiningBody, readRange, writeDefiningBody, writeRange } from "./command-place.ts";
import { unsupportedEnable } from "./completion-codes.ts";
import { readCommandMask, writeCommandMask } from "./masks.ts";

/** Switches the commands of half a network function off and on. */
export interface SetCommandEnablesRequest extends CommandRange {
  /** Those that shall be on, of that half; every other one goes off where it can. */
  readonly enabled: readonly number[];
}

/** Set Command Enables: needs ADMINISTRATOR. */
export const setCommandEnables: Command<SetCommandEnablesRequest, void> = {
  name: "Set Command Enables",
  netFn: NetFn.app,
  cmd: 0x60,
  section: "IPMI v2.0 §21.7",
  request: {
    encode(value, writer) {
      writeRange(value, writer);
      writeCommandMask(value.enabled, value.half, "oneIsIn", writer);
      writeDefiningBody(value, writer);
    },
    decode(reader) {
      const range = readRange(reader);
      const enabled = readCommandMask(range.half, "oneIsIn", reader);
      return { ...range, enabled, ...readDefiningBody(range.netFn, reader) };
    },
  },
  response: emptyBody,
  completionCodes: unsupportedEnable,
};
