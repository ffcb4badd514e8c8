/**
 * Get Configurable Command Sub-functions, 06h/0Dh (IPMI v2.0 §21.6). The request is in command-place.ts.
 *
 * | byte | response                                                                  |
 * |------|---------------------------------------------------------------------------|
 * | 0:3  | a bit for each of the sub-functions 0–31: 1b can be switched off and on |
 * | 4:7  | the same for 32–63, optional                                              |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type CommandPlace, commandPlace } from "./command-place.ts";
import { readSubFunctionMasks, writeSubFunctionMasks } from "./masks.ts";

/** Which sub-functions of a command can be switched off and on. */
export interface GetConfigurableCommandSubFunctionsResponse {
  /** Numbers of these sub-functions, 0–63, in ascending order (IPMI v2.0 appendix H). */
  readonly configurable: readonly number[];
}

/** Get Configurable Command Sub-functions: any user may ask. */
export const getConfigurableCommandSubFunctions: Command<CommandPlace, GetConfigurableCommandSubFunctionsResponse> = {
  name: "Get Configurable Command Sub-functions",
  netFn: NetFn.app,
  cmd: 0x0d,
  section: "IPMI v2.0 §21.6",
  request: commandPlace,
  response: {
    encode(value, writer) {
      writeSubFunctionMasks(value.configurable, writer);
    },
    decode(reader) {
      return { configurable: readSubFunctionMasks(reader) };
    },
  },
};
