import { type IpmiClient, mayHaveExecuted, type RawResponse } from "@ruipmi/client";
import { RefusalError } from "@ruipmi/core";
import type { Command } from "@ruipmi/core/wire";
import { ExecutionDoubt } from "../errors.ts";
import type { Io } from "../io.ts";
import type { Options } from "../options/options.ts";
import { warnOfLowerPrivilege } from "../output/warnings.ts";
import type { CommandContext, RunCommand } from "./cli-command.ts";
import { openSessionClient } from "./open-client.ts";

/** An open session as commands use it: every request goes where `-t` says. */
export interface CliSession {
  /** Sends a command; a refusal is thrown. */
  request<Req, Res>(command: Command<Req, Res>, body: Req): Promise<Res>;
  /** Sends a command by its numbers; a refusal is a result. */
  raw(netFn: number, cmd: number, data: Uint8Array): Promise<RawResponse>;
}

/** Work in a session: opened before, and closed on every way out, an interruption included. */
export function inSession(work: (session: CliSession, context: CommandContext) => Promise<number>): RunCommand {
  return async (context) => {
    const { options, io } = context;
    return await withClient(await openSessionClient(options, io), io, async (client) => {
      warnOfLowerPrivilege(await client.connect(), io.stderr);
      return await work(cliSession(client, options), context);
    });
  };
}

/**
 * Sends a command that changes something: where nobody can say whether it was executed, the error says that.
 *
 * @throws `ExecutionDoubt` around the error, or the error itself
 */
export async function changing<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    // A refusal's own text says it where there is a doubt.
    if (mayHaveExecuted(error) && !(error instanceof RefusalError)) throw new ExecutionDoubt(error);
    throw error;
  }
}

/** Work with a client, with or without a session; closed on every way out. */
export async function withClient<T>(client: IpmiClient, io: Io, work: (client: IpmiClient) => Promise<T>): Promise<T> {
  // Closing settles whatever waits, so that `work` ends too.
  const close = (): void => void client.close();
  io.interrupted.addEventListener("abort", close, { once: true });
  try {
    if (io.interrupted.aborted) close();
    return await work(client);
  } finally {
    io.interrupted.removeEventListener("abort", close);
    await client.close();
  }
}

function cliSession(client: IpmiClient, { bridge }: Options): CliSession {
  const options = bridge === undefined ? {} : { bridge };
  return {
    request: (command, body) => client.request(command, body, options),
    raw: (netFn, cmd, data) => client.raw(netFn, cmd, data, options),
  };
}
