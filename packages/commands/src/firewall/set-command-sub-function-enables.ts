/**
 * Set Command Sub-function Enables, 06h/62h (IPMI v2.0 §21.9). The response is empty.
 *
 * | byte    | request                                                                        |
 * |---------|--------------------------------------------------------------------------------|
 * | 0:3     | which command, and the number of group or OEM behind it (command-place.ts)     |
 * | then 4  | a bit for each of the sub-functions 0–31: 1b switch it on, 0b off              |
 * | then 4  | the same for 32–63, optional                                                   |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type CommandPlace, commandPlace } from "./command-place.ts";
import { unsupportedEnable } from "./completion-codes.ts";
import { readSubFunctionMasks, writeSubFunctionMasks } from "./masks.ts";

/** Switches the sub-functions of a command off and on. */
export interface SetCommandSubFunctionEnablesRequest extends CommandPlace {
  /** Those that shall be on, 0–63; every other one goes off where it can. */
  readonly enabled: readonly number[];
}

/** Set Command Sub-function Enables: needs ADMINISTRATOR. */
export const setCommandSubFunctionEnables: Command<SetCommandSubFunctionEnablesRequest, void> = {
  name: "Set Command Sub-function Enables",
  netFn: NetFn.app,
  cmd: 0x62,
  section: "IPMI v2.0 §21.9",
  request: {
    encode(value, writer) {
      commandPlace.encode(value, writer);
      writeSubFunctionMasks(value.enabled, writer);
    },
    decode(reader) {
      return { ...commandPlace.decode(reader), enabled: readSubFunctionMasks(reader) };
    },
  },
  response: emptyBody,
  completionCodes: unsupportedEnable,
};
