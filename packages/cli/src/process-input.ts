import { createInterface, type Interface } from "node:readline";
import type { ReadStream } from "node:tty";
import type { BytesHandler, Input, LineOptions } from "./io.ts";

/** Standard input of a real process. `interruption` is aborted by ^C where a terminal makes a character of it. */
export function processInput(interruption: AbortController): Input {
  const stream = process.stdin as ReadStream;
  const isTerminal = stream.isTTY === true;
  let piped: PipedLines | undefined;
  return {
    isTerminal,
    readLine: (options = {}) => {
      if (isTerminal) return typedLine(stream, options, interruption);
      piped ??= new PipedLines(stream, interruption.signal);
      return piped.next();
    },
    readBytes: (handler) => readBytes(stream, handler),
  };
}

/** Asks for a line with an editor of its own, so that the terminal is as it was between two lines. */
function typedLine(
  stream: ReadStream,
  { prompt = "", history = [], complete }: LineOptions,
  interruption: AbortController,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const editor = createInterface({
      input: stream,
      output: process.stdout.isTTY ? process.stdout : process.stderr,
      terminal: true,
      prompt,
      history: [...history],
      ...(complete === undefined
        ? {}
        : { completer: (line: string) => [complete(line)[0].map((word) => `${word} `), complete(line)[1]] }),
    });
    let line: string | undefined;
    const end = (): void => editor.close();
    interruption.signal.addEventListener("abort", end, { once: true });
    editor.on("line", (text) => {
      line = text;
      editor.close();
    });
    // ^C at the prompt drops what was typed, as in other shells; ^D ends the input.
    editor.on("SIGINT", () => {
      line = "";
      editor.close();
    });
    editor.on("close", () => {
      interruption.signal.removeEventListener("abort", end);
      if (line === undefined || line === "") (process.stdout.isTTY ? process.stdout : process.stderr).write("\n");
      resolve(line);
    });
    editor.prompt();
  });
}

/** The lines of a pipe or a file, one after the other. */
class PipedLines {
  readonly #reader: Interface;
  readonly #lines: string[] = [];
  #waiting: ((line: string | undefined) => void) | undefined;
  #ended = false;

  constructor(stream: ReadStream, interrupted: AbortSignal) {
    this.#reader = createInterface({ input: stream, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
    this.#reader.on("line", (line) => this.#take(line));
    this.#reader.on("close", () => {
      this.#ended = true;
      this.#waiting?.(undefined);
    });
    interrupted.addEventListener("abort", () => this.#reader.close(), { once: true });
  }

  next(): Promise<string | undefined> {
    if (this.#lines.length > 0) return Promise.resolve(this.#lines.shift());
    if (this.#ended) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting = (line) => {
        this.#waiting = undefined;
        resolve(line);
      };
    });
  }

  #take(line: string): void {
    if (this.#waiting === undefined) this.#lines.push(line);
    else this.#waiting(line);
  }
}

function readBytes(stream: ReadStream, handler: BytesHandler): () => void {
  const isTerminal = stream.isTTY === true;
  const onData = (chunk: Buffer): void => handler.onBytes(Uint8Array.from(chunk));
  const onEnd = (): void => handler.onEnd();
  if (isTerminal) stream.setRawMode(true);
  stream.on("data", onData);
  stream.once("end", onEnd);
  stream.resume();
  let isReading = true;
  return () => {
    if (!isReading) return;
    isReading = false;
    stream.off("data", onData);
    stream.off("end", onEnd);
    if (isTerminal) stream.setRawMode(false);
    stream.pause();
  };
}
