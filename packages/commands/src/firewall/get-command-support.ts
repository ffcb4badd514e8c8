/**
 * Get Command Support, 06h/0Ah (IPMI v2.0 §21.3). The request is in command-place.ts.
 *
 * | byte | response                                                                     |
 * |------|------------------------------------------------------------------------------|
 * | 0:15 | a bit for each command of the half asked for: 0b there is one, 1b there is none |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type CommandRange, commandRange } from "./command-place.ts";
import { readCommandMask, writeCommandMask } from "./masks.ts";

/** Which commands there are. */
export interface GetCommandSupportResponse {
  /** Numbers of these commands, of the half asked for, in ascending order. */
  readonly supported: readonly number[];
}

/** Get Command Support: any user may ask. */
export const getCommandSupport: Command<CommandRange, GetCommandSupportResponse> = {
  name: "Get Command Support",
  netFn: NetFn.app,
  cmd: 0x0a,
  section: "IPMI v2.0 §21.3",
  request: commandRange,
  response: {
    encode(value, writer, request) {
      writeCommandMask(value.supported, request.half, "oneIsOut", writer);
    },
    decode(reader, request) {
      return { supported: readCommandMask(request.half, "oneIsOut", reader) };
    },
  },
};
