import type { Command } from "@ruipmi/commands";
import { NetFn, PrivilegeLevel } from "@ruipmi/core/wire";
import type { BuiltInHandler, CommandHandler, HandlerEntry, HandlerOptions, RawHandler } from "./handler.ts";

/** Which handler answers which command. */
export class HandlerTable {
  readonly #entries = new Map<string, HandlerEntry>();
  /** Answers what no entry is there for. */
  rawHandler: RawHandler | undefined;

  /** Sets the handler of a command; an earlier one is replaced. */
  handle<Req, Res>(command: Command<Req, Res>, handler: CommandHandler<Req, Res>, options: HandlerOptions = {}): void {
    this.#entries.set(keyOf(command.netFn, command.cmd, command.groupExtension ?? command.iana), {
      command: command as Command<unknown, unknown>,
      handler: handler as CommandHandler<unknown, unknown>,
      privilegeLevel: options.privilegeLevel ?? PrivilegeLevel.user,
      outsideSession: options.outsideSession ?? false,
    });
  }

  /** Sets a built-in handler. */
  add<Req, Res>({ command, handler, options }: BuiltInHandler<Req, Res>): void {
    this.handle(command, handler, options);
  }

  /** The handler for a request; group and OEM commands are told apart by the first bytes of their data. */
  find(netFn: number, cmd: number, data: Uint8Array): HandlerEntry | undefined {
    return this.#entries.get(keyOf(netFn, cmd, bodyOwner(netFn, data)));
  }
}

/** The number of the group, or of the OEM, whose command a request is; `undefined` for the specification's own. */
export function bodyOwner(netFn: number, data: Uint8Array): number | undefined {
  if (netFn === NetFn.groupExtension) return data[0];
  if (netFn === NetFn.oemGroup && data.length >= 3) return data[0]! | (data[1]! << 8) | (data[2]! << 16);
  return undefined;
}

function keyOf(netFn: number, cmd: number, owner: number | undefined): string {
  return `${netFn}/${cmd}/${owner ?? ""}`;
}
