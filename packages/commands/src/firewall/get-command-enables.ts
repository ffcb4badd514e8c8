/**
 * Get Command Enables, 06h/61h (IPMI v2.0 §21.8). The request is in command-place.ts.
 *
 * | byte | response                                                                     |
 * |------|------------------------------------------------------------------------------|
 * | 0:15 | a bit for each command of the half asked for: 1b it is switched on |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type CommandRange, commandRange } from "./command-place.ts";
import { readCommandMask, writeCommandMask } from "./masks.ts";

/** Which commands are switched on. */
export interface GetCommandEnablesResponse {
  /** Numbers of these commands, of the half asked for, in ascending order. */
  readonly enabled: readonly number[];
}

/** Get Command Enables: any user may ask. */
export const getCommandEnables: Command<CommandRange, GetCommandEnablesResponse> = {
  name: "Get Command Enables",
  netFn: NetFn.app,
  cmd: 0x61,
  section: "IPMI v2.0 §21.8",
  request: commandRange,
  response: {
    encode(value, writer, request) {
      writeCommandMask(value.enabled, request.half, "oneIsIn", writer);
    },
    decode(reader, request) {
      return { enabled: readCommandMask(request.half, "oneIsIn", reader) };
    },
  },
};
