import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Finished, finish, type RunOptions, run } from "./run.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
// As a path, since a program that runs in another folder finds no package there.
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const program = ["--import", tsx, "--conditions=@ruipmi/source", `${root}packages/cli/src/main.ts`];

/** The `ruipmi` command from its sources, for those who start it themselves. */
export const ruipmiProgram: readonly string[] = [process.execPath, ...program];

/** Runs the `ruipmi` command from its sources. */
export function ruipmi(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return run(process.execPath, [...program, ...args], options);
}

/** A `ruipmi sim` that is ready. */
export interface RunningSim {
  readonly port: number;
  /** The process's ID. */
  readonly pid: number;
  /** What it has written to stdout until now. */
  written(): string;
  /** Interrupts it and says how it ended. */
  stop(): Promise<Finished>;
  /** Kills it, as a loss of power would. */
  kill(): Promise<Finished>;
}

/** Starts `ruipmi sim`, on a free port unless they say which, and waits for its line. */
export async function startRuipmiSim(args: readonly string[] = []): Promise<RunningSim> {
  const port0 = args.includes("--port") ? [] : ["--port", "0"];
  const child = spawn(process.execPath, [...program, "sim", ...port0, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = finish(child, 300_000);
  let text = "";
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const found = /:(\d+)\b/.exec(text);
      if (found !== null && text.includes("\n")) resolve(Number(found[1]));
    });
    child.once("close", () => reject(new Error(`ruipmi sim ended before it was ready: ${text}`)));
  });
  const end = (signal: NodeJS.Signals): Promise<Finished> => {
    child.kill(signal);
    return ended;
  };
  return {
    port,
    pid: child.pid!,
    written: () => text,
    stop: () => end("SIGINT"),
    kill: () => end("SIGKILL"),
  };
}
