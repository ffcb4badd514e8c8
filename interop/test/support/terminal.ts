import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Finished, finish } from "./run.ts";

const onATerminal = fileURLToPath(new URL("./on-a-terminal.py", import.meta.url));

/** A program on a terminal: they refuse, or behave otherwise, when they are not on one. */
export class Terminal {
  /** How it ended. */
  readonly ended: Promise<Finished>;
  readonly #child: ChildProcess;
  #screen = "";

  constructor(command: string, args: readonly string[], timeout = 30_000) {
    this.#child = spawn("python3", [onATerminal, command, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    this.ended = finish(this.#child, timeout);
    this.#child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.#screen += text;
    });
  }

  /** All that it printed. */
  get screen(): string {
    return this.#screen;
  }

  /** Types. */
  type(text: string): void {
    this.#child.stdin!.write(text);
  }

  /** Waits until it prints `text`, from where the last such wait ended, at most so many milliseconds. */
  async shows(text: string | RegExp, longest = 10_000): Promise<void> {
    const deadline = Date.now() + longest;
    for (;;) {
      const rest = this.#screen.slice(this.#seen);
      const at = typeof text === "string" ? rest.indexOf(text) : rest.search(text);
      if (at >= 0) {
        this.#seen += at + (typeof text === "string" ? text.length : (rest.match(text)?.[0].length ?? 0));
        return;
      }
      if (Date.now() > deadline) throw new Error(`${text} did not come; on the screen is ${JSON.stringify(rest)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #seen = 0;
}
