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
import { firewallCommands } from "./firewall/index.ts";
import { fruCommands } from "./fru/index.ts";
import { lanCommands } from "./lan/index.ts";
import { pefCommands } from "./pef/index.ts";
import { picmgCommands } from "./picmg/index.ts";
import { sdrCommands } from "./sdr/index.ts";
import { selCommands } from "./sel/index.ts";
import { sensorCommands } from "./sensor/index.ts";
import { solCommands } from "./sol/index.ts";

/** The defining body of a command that belongs to no group and no OEM. */
const none = -1;

/** Every command this package knows, in the order of network function and command number. */
export const commandCatalogue: readonly AnyCommand[] = [
  ...chassisCommands,
  ...sensorCommands,
  ...pefCommands,
  ...([
    getDeviceId,
    sendMessage,
    getChannelAuthenticationCapabilities,
    setSessionPrivilegeLevel,
    closeSession,
    getChannelCipherSuites,
  ] as readonly AnyCommand[]),
  ...appCommands,
  ...firewallCommands,
  ...fruCommands,
  ...sdrCommands,
  ...selCommands,
  ...lanCommands,
  ...solCommands,
  ...picmgCommands,
  ...dcmiCommands,
].sort((a, b) => a.netFn - b.netFn || a.cmd - b.cmd || definingBodyOf(a) - definingBodyOf(b));

/**
 * The command of these numbers; `undefined` where the catalogue has none.
 *
 * @param netFn - network function; a response's (odd) finds the same command as its request's
 * @param cmd - command number
 * @param definingBody - network functions 2Ch and 2Eh: the group's number or the OEM's IANA enterprise number, which
 *   the bodies begin with; left out, a command is found where only one has the other two numbers
 *
 * @example
 * ```ts
 * findCommand(0x06, 0x01)?.name; // "Get Device ID"
 * findCommand(0x2c, 0x04, 0xdc)?.name; // "Set Power Limit"
 * ```
 */
export function findCommand(netFn: number, cmd: number, definingBody?: number): AnyCommand | undefined {
  const candidates = byNumber.get(key(netFn, cmd)) ?? [];
  if (candidates[0] === undefined || definingBodyOf(candidates[0]) === none) return candidates[0];
  if (definingBody === undefined) return candidates.length === 1 ? candidates[0] : undefined;
  return candidates.find((command) => definingBodyOf(command) === definingBody);
}

/**
 * The command's name in the specification's words; its numbers where the catalogue has none.
 *
 * @param netFn - network function, of request or response
 * @param cmd - command number
 * @param definingBody - the group's or OEM's number; left out, all that it may be are named
 *
 * @example
 * ```ts
 * commandName(0x00, 0x02); // "Chassis Control"
 * commandName(0x2c, 0x04); // "FRU Control or Set Power Limit"
 * commandName(0x2e, 0x10); // "Command 2Eh/10h"
 * ```
 */
export function commandName(netFn: number, cmd: number, definingBody?: number): string {
  const found = findCommand(netFn, cmd, definingBody);
  if (found !== undefined) return found.name;
  const candidates = definingBody === undefined ? (byNumber.get(key(netFn, cmd)) ?? []) : [];
  if (candidates.length > 0) return candidates.map(({ name }) => name).join(" or ");
  return `Command ${hexByte(netFn & 0x3e)}/${hexByte(cmd & 0xff)}`;
}

const byNumber: ReadonlyMap<number, readonly AnyCommand[]> = indexed(commandCatalogue);

function indexed(commands: readonly AnyCommand[]): Map<number, readonly AnyCommand[]> {
  const index = new Map<number, readonly AnyCommand[]>();
  for (const command of commands) {
    const number = key(command.netFn, command.cmd);
    index.set(number, [...(index.get(number) ?? []), command]);
  }
  return index;
}

/** The number that both bodies begin with (IPMI v2.0 §5.1). */
function definingBodyOf(command: AnyCommand): number {
  return command.groupExtension ?? command.iana ?? none;
}

/** The response's network function is one higher (IPMI v2.0 §5.1). */
function key(netFn: number, cmd: number): number {
  return ((netFn & 0x3e) << 8) | (cmd & 0xff);
}
