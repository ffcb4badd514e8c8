import { type IpmiClient, mayHaveExecuted, type RawResponse } from "@ruipmi/client";
import { RefusalError } from "@ruipmi/core";
import type { CallOptions, Command, Procedure } from "@ruipmi/core/wire";
import { ExecutionDoubt } from "../errors.ts";
import type { Io } from "../io.ts";
import { progressLine } from "../output/progress.ts";
import { warnOfLowerPrivilege } from "../output/warnings.ts";
import type { CommandContext, RunCommand } from "./cli-command.ts";
import { openSessionClient } from "./open-client.ts";

/** An open session as commands use it: every request goes where `-t` says, unless its own options say otherwise. */
export interface CliSession {
  /**
   * Sends a command; a refusal is thrown.
   *
   * @param options - a LUN or a timeout of its own, or another way to go than `-t`
   */
  request<Res>(command: Command<void, Res>, body?: undefined, options?: CallOptions): Promise<Res>;
  /** Sends a command whose request has a body; a refusal is thrown. */
  request<Req, Res>(command: Command<Req, Res>, body: Req, options?: CallOptions): Promise<Res>;
  /** Sends a command by its numbers; a refusal is a result. To the LUN that `-l` says. */
  raw(netFn: number, cmd: number, data: Uint8Array, options?: CallOptions): Promise<RawResponse>;
  /**
   * Runs a procedure; its calls go where `-t` says, too. What it reports is shown on stderr where that is a terminal.
   *
   * @param progressText - a line for what the procedure reports with `progress`, of the type it documents
   *
   * @example
   * ```ts
   * const log = await session.run(readSel(), ({ read, count }: SelProgress) => `${read} of ${count} entries`);
   * ```
   */
  run<T, Progress = never>(procedure: Procedure<T>, progressText?: (progress: Progress) => string): Promise<T>;
  /** The client underneath, for what has no other way: the payloads of a serial console. It knows nothing of `-t`. */
  readonly client: IpmiClient;
}

/**
 * Work in a session: opened before, and closed on every way out, an interruption included. In `shell` and `exec` it is
 * the one session they keep.
 */
export function inSession(work: (session: CliSession, context: CommandContext) => Promise<number>): RunCommand {
  return async (context) => {
    const { options, io, shared } = context;
    if (shared !== undefined) {
      return await shared.use(context, (client) => work(cliSession(client, context), context));
    }
    return await withClient(await openSessionClient(options, io), io, async (client) => {
      warnOfLowerPrivilege(await client.connect(), io.stderr);
      return await work(cliSession(client, context), context);
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
    if (mayHaveExecuted(error) && !(error instanceof RefusalError)) throw new ExecutionDoubt(error, error.command);
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

function cliSession(client: IpmiClient, { options, io }: CommandContext): CliSession {
  const { bridge, lun } = options;
  const towards: CallOptions = bridge === undefined ? {} : { bridge };
  const rawTowards: CallOptions = lun === undefined ? towards : { ...towards, lun };
  return {
    client,
    request<Req, Res>(command: Command<Req, Res>, body?: Req, own?: CallOptions): Promise<Res> {
      return client.request(command, body as Req, { ...towards, ...own });
    },
    raw: (netFn, cmd, data, own) => client.raw(netFn, cmd, data, { ...rawTowards, ...own }),
    async run<T, Progress>(procedure: Procedure<T>, progressText?: (progress: Progress) => string): Promise<T> {
      const line = progressLine(io.stderr);
      try {
        return await client.run(procedure, {
          call: towards,
          onProgress: (value) => {
            if (progressText !== undefined) line.show(progressText(value as Progress));
          },
        });
      } finally {
        line.clear();
      }
    },
  };
}
