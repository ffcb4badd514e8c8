/**
 * Get Configurable Commands, 06h/0Ch (IPMI v2.0 §21.5). The request is in command-place.ts.
 *
 * | byte | response                                                                     |
 * |------|------------------------------------------------------------------------------|
 * | 0:15 | a bit for each command of the half asked for: 1b it can be switched off and on |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type CommandRange, commandRange } from "./command-place.ts";
import { readCommandMask, writeCommandMask } from "./masks.ts";

/** Which commands can be switched off and on. */
export interface GetConfigurableCommandsResponse {
  /** Numbers of these commands, of the half asked for, in ascending order. */
  readonly configurable: readonly number[];
}

/** Get Configurable Commands: any user may ask. */
export const getConfigurableCommands: Command<CommandRange, GetConfigurableCommandsResponse> = {
  name: "Get Configurable Commands",
  netFn: NetFn.app,
  cmd: 0x0c,
  section: "IPMI v2.0 §21.5",
  request: commandRange,
  response: {
    encode(value, writer, request) {
      writeCommandMask(value.configurable, request.half, "oneIsIn", writer);
    },
    decode(reader, request) {
      return { configurable: readCommandMask(request.half, "oneIsIn", reader) };
    },
  },
};
