/**
 * Get Command Sub-function Enables, 06h/63h (IPMI v2.0 §21.10). The request is in command-place.ts.
 *
 * | byte | response                                                                  |
 * |------|---------------------------------------------------------------------------|
 * | 0:3  | a bit for each of the sub-functions 0–31: 1b are switched on |
 * | 4:7  | the same for 32–63, optional                                              |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type CommandPlace, commandPlace } from "./command-place.ts";
import { readSubFunctionMasks, writeSubFunctionMasks } from "./masks.ts";

/** Which sub-functions of a command are switched on. */
export interface GetCommandSubFunctionEnablesResponse {
  /** Numbers of these sub-functions, 0–63, in ascending order (IPMI v2.0 appendix H). */
  readonly enabled: readonly number[];
}

/** Get Command Sub-function Enables: any user may ask. */
export const getCommandSubFunctionEnables: Command<CommandPlace, GetCommandSubFunctionEnablesResponse> = {
  name: "Get Command Sub-function Enables",
  netFn: NetFn.app,
  cmd: 0x63,
  section: "IPMI v2.0 §21.10",
  request: commandPlace,
  response: {
    encode(value, writer) {
      writeSubFunctionMasks(value.enabled, writer);
    },
    decode(reader) {
      return { enabled: readSubFunctionMasks(reader) };
    },
  },
};
