import type { IpmiClient } from "@ruipmi/client";
import { NetworkError } from "@ruipmi/core";
import { ExecutionDoubt, UsageError } from "../errors.ts";
import { type OptionKey, optionName, optionTable } from "../options/option-table.ts";
import { warnOfLowerPrivilege } from "../output/warnings.ts";
import type { CommandContext } from "./cli-command.ts";
import type { CommandLine } from "./command-line.ts";
import { openSessionClient, readSecrets, type SessionSecrets } from "./open-client.ts";

/** What a line may say for itself; everything else belongs to the session, and `set` changes it. */
const lineOptions: ReadonlySet<OptionKey> = new Set([
  "targetAddress",
  "targetChannel",
  "transitAddress",
  "transitChannel",
  "lun",
  "sdrCacheFile",
  "noCache",
  "escapeCharacter",
  "consoleLog",
  "reconnect",
  "yes",
  "json",
  "csv",
  "utc",
  "verbose",
  "help",
  "version",
]);

/** The options that `set` changes without another session. */
const outputOptions: ReadonlySet<OptionKey> = new Set(["csv", "json", "verbose", "targetAddress"]);

/**
 * One session for many lines, and the options that they share: opened when the first line needs it, opened anew when it
 * was lost, closed at the end. Whoever interrupts a line ends the session with it, since that is what settles what waits.
 */
export class SharedSession {
  #client: IpmiClient | undefined;
  /** Kept, so that nobody is asked again for what was typed when a lost session is opened anew. */
  #secrets: SessionSecrets | undefined;
  #given: CommandLine["given"];
  readonly #files = new Set<string>();

  /** @param given - the options of the command line that `shell` or `exec` stood on */
  constructor(given: CommandLine["given"]) {
    this.#given = given;
  }

  /** The options that the next line runs with. */
  get given(): CommandLine["given"] {
    return this.#given;
  }

  /** Whether there is a session. */
  get isOpen(): boolean {
    return this.#client?.session !== undefined;
  }

  /** Changes the options for the lines that follow; where that concerns the session, the next line opens another. */
  async change(key: OptionKey, given: CommandLine["given"]): Promise<void> {
    this.#given = given;
    if (!outputOptions.has(key)) await this.forget();
  }

  /**
   * The shared options with those of one line.
   *
   * @throws `UsageError` for an option that no line can have of its own
   */
  withLine(own: CommandLine["given"]): CommandLine["given"] {
    const stray = optionTable.find(({ key }) => own.has(key) && !lineOptions.has(key));
    if (stray === undefined) return new Map([...this.#given, ...own]);
    throw new UsageError(`${optionName(stray)} belongs to the whole session: give it before shell or exec, or see set`);
  }

  /** Work in the session, which is opened where there is none. */
  async use<T>({ options, io }: CommandContext, work: (client: IpmiClient) => Promise<T>): Promise<T> {
    if (!this.isOpen) await this.close();
    this.#secrets ??= await readSecrets(options, io);
    const client = this.#client ?? (await openSessionClient(options, io, this.#secrets));
    this.#client = client;
    const close = (): void => void client.close();
    io.interrupted.addEventListener("abort", close, { once: true });
    try {
      if (io.interrupted.aborted) close();
      if (client.session === undefined) warnOfLowerPrivilege(await client.connect(), io.stderr);
      return await work(client);
    } catch (error) {
      // A managed system that forgot the session is as silent in it as one that is gone: the next line finds out.
      if (isSilence(error)) await this.close();
      throw error;
    } finally {
      io.interrupted.removeEventListener("abort", close);
    }
  }

  /** Ends the session, if there is one; the next line opens another. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.close();
  }

  /** {@link close}, and forgets the password and the key: at the end, and before others take their place. */
  async forget(): Promise<void> {
    await this.close();
    this.#secrets?.password.fill(0);
    this.#secrets?.kg?.fill(0);
    this.#secrets = undefined;
  }

  /** Does something small in the open session so that the managed system does not end it; nothing where there is none. */
  async keepAlive(touch: (client: IpmiClient) => Promise<unknown>): Promise<void> {
    if (this.#client === undefined || !this.isOpen) return;
    // A session that was lost is opened anew by the next line, which also says why it cannot be.
    await touch(this.#client).catch(() => undefined);
  }

  /** Runs the lines of a file. Throws `UsageError` where that file is being run already: it would never end. */
  async within<T>(file: string, work: () => Promise<T>): Promise<T> {
    if (this.#files.has(file)) throw new UsageError("a file of exec cannot run itself");
    this.#files.add(file);
    try {
      return await work();
    } finally {
      this.#files.delete(file);
    }
  }
}

function isSilence(error: unknown): boolean {
  const cause = error instanceof ExecutionDoubt ? error.cause : error;
  return cause instanceof NetworkError;
}
