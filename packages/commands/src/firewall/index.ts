import type { AnyCommand } from "@ruipmi/core/wire";
import { getCommandEnables } from "./get-command-enables.ts";
import { getCommandSubFunctionEnables } from "./get-command-sub-function-enables.ts";
import { getCommandSubFunctionSupport } from "./get-command-sub-function-support.ts";
import { getCommandSupport } from "./get-command-support.ts";
import { getConfigurableCommandSubFunctions } from "./get-configurable-command-sub-functions.ts";
import { getConfigurableCommands } from "./get-configurable-commands.ts";
import { getNetFnSupport } from "./get-net-fn-support.ts";
import { getOemNetFnIanaSupport } from "./get-oem-net-fn-iana-support.ts";
import { setCommandEnables } from "./set-command-enables.ts";
import { setCommandSubFunctionEnables } from "./set-command-sub-function-enables.ts";

export type { CommandPlace, CommandRange, NetFnPlace } from "./command-place.ts";
export * from "./get-command-enables.ts";
export * from "./get-command-sub-function-enables.ts";
export * from "./get-command-sub-function-support.ts";
export * from "./get-command-support.ts";
export * from "./get-configurable-command-sub-functions.ts";
export * from "./get-configurable-commands.ts";
export * from "./get-net-fn-support.ts";
export * from "./get-oem-net-fn-iana-support.ts";
export * from "./set-command-enables.ts";
export * from "./set-command-sub-function-enables.ts";

/** The commands of firmware firewall and command discovery, in the order of their numbers. */
export const firewallCommands: readonly AnyCommand[] = [
  getNetFnSupport,
  getCommandSupport,
  getCommandSubFunctionSupport,
  getConfigurableCommands,
  getConfigurableCommandSubFunctions,
  setCommandEnables,
  getCommandEnables,
  setCommandSubFunctionEnables,
  getCommandSubFunctionEnables,
  getOemNetFnIanaSupport,
] as readonly AnyCommand[];
