import { readFileSync } from "node:fs";
import type { ReadStream } from "node:tty";
import { type Io, signalExitCodes, type TextSink } from "./io.ts";

/** The {@link Io} of a real process. Installs handlers for SIGINT, SIGTERM and SIGHUP; a second signal ends it at once. */
export function processIo(): Io {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(signalExitCodes[name]);
      controller.abort(name);
    });
  }
  return {
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    env: process.env,
    interrupted: controller.signal,
    readFile: (path) => readFileSync(path),
    askPassword: (question) => askPassword(question, controller),
  };
}

function sink(stream: NodeJS.WriteStream): TextSink {
  // A reader that has seen enough (`| head -1`) is no failure, nor is a terminal that was closed: what follows is
  // written to nobody.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
  });
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true };
}

const enter = new Set(["\r", "\n", "\u0004"]);
const backspace = new Set(["\u007f", "\b"]);
const controlC = "\u0003";

function askPassword(question: string, interruption: AbortController): Promise<string | undefined> {
  const input = process.stdin as ReadStream;
  if (input.isTTY !== true) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    let typed: string[] = [];
    const finish = (answer: string | undefined): void => {
      input.off("data", onData);
      interruption.signal.removeEventListener("abort", onAbort);
      input.setRawMode(false);
      input.pause();
      process.stderr.write("\n");
      resolve(answer);
    };
    const onAbort = (): void => finish(undefined);
    const onData = (text: string): void => {
      for (const character of text) {
        if (enter.has(character)) return finish(typed.join(""));
        // Raw mode turns the key into a character instead of a signal.
        if (character === controlC) return interruption.abort("SIGINT");
        if (backspace.has(character)) typed = typed.slice(0, -1);
        else typed.push(character);
      }
    };
    process.stderr.write(question);
    input.setRawMode(true);
    input.setEncoding("utf8");
    input.on("data", onData);
    interruption.signal.addEventListener("abort", onAbort, { once: true });
    input.resume();
  });
}
