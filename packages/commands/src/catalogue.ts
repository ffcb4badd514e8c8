import {
  type AnyCommand,
  closeSession,
  getChannelAuthenticationCapabilities,
  getChannelCipherSuites,
  getDeviceId,
  hexByte,
  sendMessage,
  setSessionPrivilegeLevel,
} from "@ruipmi/core/wire";
import { appCommands } from "./app/index.ts";
import { chassisCommands } from "./chassis/index.ts";
import { dcmiCommands } from "./dcmi/index.ts";
import { fruCommands } from "./fru/index.ts";
import { lanCommands } from "./lan/index.ts";
import { sdrCommands } from "./sdr/index.ts";
import { selCommands } from "./sel/index.ts";
import { sensorCommands } from "./sensor/index.ts";
import { solCommands } from "./sol/index.ts";

/** Every command this package knows, in the order of network function and command number. */
export const commandCatalogue: readonly AnyCommand[] = [
  ...chassisCommands,
  ...sensorCommands,
  ...([
    getDeviceId,
    sendMessage,
    getChannelAuthenticationCapabilities,
    setSessionPrivilegeLevel,
    closeSession,
    getChannelCipherSuites,
  ] as readonly AnyCommand[]),
  ...appCommands,
  ...fruCommands,
  ...sdrCommands,
  ...selCommands,
  ...lanCommands,
  ...solCommands,
  ...dcmiCommands,
].sort((a, b) => a.netFn - b.netFn || a.cmd - b.cmd);

/**
 * The command of these numbers; `undefined` where the catalogue has none.
 *
 * @param netFn - network function; a response's (odd) finds the same command as its request's
 * @param cmd - command number
 *
 * @example
 * ```ts
 * findCommand(0x06, 0x01)?.name; // "Get Device ID"
 * ```
 */
export function findCommand(netFn: number, cmd: number): AnyCommand | undefined {
  return byNumber.get(key(netFn, cmd));
}

/**
 * The command's name in the specification's words; its numbers where the catalogue has none.
 *
 * @param netFn - network function, of request or response
 * @param cmd - command number
 *
 * @example
 * ```ts
 * commandName(0x00, 0x02); // "Chassis Control"
 * commandName(0x2e, 0x10); // "Command 2Eh/10h"
 * ```
 */
export function commandName(netFn: number, cmd: number): string {
  return findCommand(netFn, cmd)?.name ?? `Command ${hexByte(netFn & 0x3e)}/${hexByte(cmd & 0xff)}`;
}

const byNumber: ReadonlyMap<number, AnyCommand> = new Map(
  commandCatalogue.map((command) => [key(command.netFn, command.cmd), command]),
);

/** The response's network function is one higher (IPMI v2.0 §5.1). */
function key(netFn: number, cmd: number): number {
  return ((netFn & 0x3e) << 8) | (cmd & 0xff);
}
