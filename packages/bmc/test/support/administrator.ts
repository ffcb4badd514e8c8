import {
  bodyPrefix,
  type Command,
  decodeFromBytes,
  encodeToBytes,
  PrivilegeLevel,
  setSessionPrivilegeLevel,
} from "@ruipmi/core/wire";
import type { BmcConfig, BmcDevice, BmcEngine } from "../../src/index.ts";
import { createBmc } from "./bmc-fixture.ts";
import { HandConsole } from "./hand-console.ts";

/** A session with an engine of its own, raised to a level, that speaks commands of groups too. */
export class Administrator {
  readonly bmc: BmcEngine;
  readonly console: HandConsole;

  constructor(config: Partial<BmcConfig> = {}, level: PrivilegeLevel = PrivilegeLevel.administrator) {
    this.bmc = createBmc(config);
    this.console = new HandConsole(this.bmc).connect();
    this.console.call(setSessionPrivilegeLevel, { privilegeLevel: level });
  }

  /** The machine. */
  get device(): BmcDevice {
    return this.bmc.device;
  }

  /** Lets time pass; sessions must not idle out meanwhile. */
  wait(milliseconds: number): void {
    this.console.now += milliseconds;
  }

  /** The response; throws for a refusal. */
  ask<Req, Res>(command: Command<Req, Res>, request: Req): Res {
    const { completionCode, data } = this.#send(command, request);
    if (completionCode !== 0) throw new Error(`${command.name}: completion code ${completionCode.toString(16)}h`);
    const body = data.subarray(bodyPrefix(command).length);
    return decodeFromBytes(command.response, body, command.name, request);
  }

  /** The completion code. */
  codeOf<Req, Res>(command: Command<Req, Res>, request: Req): number {
    return this.#send(command, request).completionCode;
  }

  #send<Req, Res>(command: Command<Req, Res>, request: Req): { completionCode: number; data: Uint8Array } {
    const body = encodeToBytes(command.request, request);
    return this.console.raw(command.netFn, command.cmd, ...bodyPrefix(command), ...body);
  }
}
