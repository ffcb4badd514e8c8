import type { IpmiClient } from "@ruipmi/client";
import { NetworkError } from "@ruipmi/core";
import { type AnyCommand, decodeResponseData, encodeRequestData, type Procedure } from "@ruipmi/core/wire";
import { CommandFailure } from "../../../packages/cli/src/errors.ts";
import { runProcedure } from "../../../packages/client/src/procedure-runner.ts";
import { commandRefusedError } from "../../../packages/client/src/refusal-advice.ts";
import type { LiePlan, Said, TrueMachine } from "./lies.ts";

/** More commands than any command line takes. */
const mostCalls = 200_000;

/** It went on and on; never caught by a command. */
export class Endless extends Error {}

/** What the command line needs of a client, in front of a simulated machine whose answers are changed on their way. */
export class LyingClient {
  readonly session = { sessionId: 1, privilegeLevel: 4, remoteConsoleSessionId: 5, managedSystemSessionId: 5 };
  calls = 0;
  readonly #machine: TrueMachine;
  readonly #plan: LiePlan;

  constructor(machine: TrueMachine, plan: LiePlan) {
    this.#machine = machine;
    this.#plan = plan;
  }

  /** As those take it who know only the real one. */
  asClient(): IpmiClient {
    return this as unknown as IpmiClient;
  }

  async raw(netFn: number, cmd: number, data: Uint8Array = new Uint8Array(0)): Promise<object> {
    const said = this.#ask(netFn, cmd, data);
    const isRefusal = typeof said === "number";
    const answer = { completionCode: isRefusal ? said : 0, data: isRefusal ? new Uint8Array(0) : said };
    return { netFn: netFn | 1, cmd, ...answer };
  }

  async request(command: AnyCommand, body: unknown): Promise<unknown> {
    const said = this.#ask(command.netFn, command.cmd, encodeRequestData(command, body));
    if (typeof said === "number") throw commandRefusedError(command, { completionCode: said });
    return decodeResponseData(command, said, body);
  }

  async run<T>(procedure: Procedure<T>, options: object = {}): Promise<T> {
    const setTimer = (delay: number, callback: () => void): (() => void) => {
      let isWanted = true;
      this.#machine.wait(delay);
      queueMicrotask(() => isWanted && callback());
      return () => {
        isWanted = false;
      };
    };
    const call = ({ command, request }: { command: AnyCommand; request: unknown }): Promise<unknown> =>
      this.request(command, request);
    return await runProcedure(procedure, { clock: { now: () => 0, setTimer }, call }, options);
  }

  openConsole(): never {
    throw new CommandFailure("notDone", "there is no console here");
  }

  snapshot(): object {
    return {};
  }

  async close(): Promise<object> {
    return { confirmed: true };
  }

  #ask(netFn: number, cmd: number, data: Uint8Array): Said {
    if (++this.calls > mostCalls) throw new Endless(`not over after ${mostCalls} commands`);
    const truth = this.#machine.ask(netFn, cmd, data);
    if (truth === undefined) throw new NetworkError("timeout", "the managed system does not answer", 3, 3000);
    return this.#plan.say(truth);
  }
}
