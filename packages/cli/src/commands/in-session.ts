import type { IpmiClient, RawResponse } from "@ruipmi/client";
import type { Command } from "@ruipmi/core/wire";
import type { Io } from "../io.ts";
import type { Options } from "../options/options.ts";
import type { CommandContext, RunCommand } from "./cli-command.ts";
import { openClient } from "./open-client.ts";

/** An open session as commands use it: every request goes where `-t` says. */
export interface CliSession {
  /** Sends a command; a refusal is thrown. */
  request<Req, Res>(command: Command<Req, Res>, body: Req): Promise<Res>;
  /** Sends a command by its numbers; a refusal is a result. */
  raw(netFn: number, cmd: number, data: Uint8Array): Promise<RawResponse>;
}

/** Work in a session: opened before, and closed on every way out, an interruption included. */
export function inSession(work: (session: CliSession, context: CommandContext) => Promise<number>): RunCommand {
  return (context) =>
    withClient(context.options, context.io, async (client) => {
      await client.connect();
      return await work(cliSession(client, context.options), context);
    });
}

/** Work with a client, with or without a session; closed on every way out. */
export async function withClient<T>(options: Options, io: Io, work: (client: IpmiClient) => Promise<T>): Promise<T> {
  const client = await openClient(options, io);
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
