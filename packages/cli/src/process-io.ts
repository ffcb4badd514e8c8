import {
  appendFileSync,
  closeSync,
  createReadStream,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { ReadStream } from "node:tty";
import { type FileInMaking, type Io, signalExitCodes, type TextSink } from "./io.ts";
import { processInput } from "./process-input.ts";

/** The outside world of a real process. */
export interface ProcessIo extends Io {
  /**
   * The exit code that a command's becomes: 1 where what it printed could not be written, to a full disk for one. Waits
   * until that is known.
   */
  exitCode(code: number): Promise<number>;
}

/** The {@link Io} of a real process. Installs handlers for SIGINT, SIGTERM and SIGHUP; a second signal ends it at once. */
export function processIo(): ProcessIo {
  const controller = new AbortController();
  const scopes: AbortController[] = [];
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      const scope = name === "SIGINT" ? scopes.at(-1) : undefined;
      if (scope !== undefined && !scope.signal.aborted) return scope.abort(name);
      if (controller.signal.aborted) process.exit(signalExitCodes[name]);
      controller.abort(name);
    });
  }
  let lostText = false;
  return {
    exitCode: async (code) => {
      await new Promise<void>((resolve) => void process.stdout.write("", () => resolve()));
      return lostText && code === 0 ? 1 : code;
    },
    stdout: sink(process.stdout, (error) => {
      lostText = true;
      process.stderr.write(`ruipmi: the result cannot be written: ${error.message}\n`);
    }),
    // Nobody is left to be told.
    stderr: sink(process.stderr, () => {}),
    stdin: processInput(controller),
    env: process.env,
    interrupted: controller.signal,
    now: () => new Date(),
    readFile: (path) => readFileSync(path),
    writeFile: (path, bytes) => writeFileSync(path, bytes),
    appendFile: (path, bytes) => appendFileSync(path, bytes),
    replaceFile,
    fileExists: (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
    fileSize: (path) => {
      const found = path === "-" ? undefined : statSync(path, { throwIfNoEntry: false });
      return found?.isFile() === true ? found.size : undefined;
    },
    readPieces: (path) => (path === "-" ? process.stdin : createReadStream(path, { highWaterMark: pieceLength })),
    makeFile,
    askPassword: (question) => askPassword(question, controller),
    catchInterruptions: () => {
      const scope = new AbortController();
      scopes.push(scope);
      return { signal: scope.signal, end: () => void scopes.splice(scopes.indexOf(scope), 1) };
    },
    suspend: () =>
      new Promise((resolve) => {
        process.once("SIGCONT", () => resolve());
        process.kill(process.pid, "SIGTSTP");
      }),
    onResize: (listener) => {
      process.stdout.on("resize", listener);
      return () => void process.stdout.off("resize", listener);
    },
  };
}

/** Writes beside the file and puts the result in its place: whoever reads sees the old file or the new one. */
export function replaceFile(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, bytes, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Large enough that the file system's own cost is small. */
const pieceLength = 1 << 18;

/** Writes beside the file until it is whole; see {@link replaceFile}. */
export function makeFile(path: string): FileInMaking {
  const temporary = `${path}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, "wx", 0o600);
  let waiting: Uint8Array[] = [];
  let waitingLength = 0;
  const flush = (): void => {
    let bytes = Buffer.concat(waiting);
    waiting = [];
    waitingLength = 0;
    // A full disk or a signal may cut a write short.
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(descriptor, bytes));
  };
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    write(bytes) {
      waiting.push(bytes);
      waitingLength += bytes.length;
      if (waitingLength >= pieceLength) flush();
    },
    finish() {
      flush();
      close();
      renameSync(temporary, path);
    },
    abandon() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}

function sink(stream: NodeJS.WriteStream, failed: (error: Error) => void): TextSink {
  let hasFailed = false;
  // A reader that has seen enough (`| head -1`) is no failure, nor is a terminal that was closed: what follows is
  // written to nobody.
  let isRead = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    isRead = false;
    if (hasFailed || error.code === "EPIPE" || error.code === "EIO") return;
    hasFailed = true;
    failed(error);
  });
  return {
    write: (text) => void stream.write(text),
    writeBytes: (bytes) => void stream.write(bytes),
    drained: async () => {
      // Without a reader the event that is waited for never comes.
      if (isRead && stream.writableNeedDrain) await drainedOrBroken(stream);
      return isRead;
    },
    isTerminal: stream.isTTY === true,
  };
}

function drainedOrBroken(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ["drain", "error", "close"]) stream.off(event, done);
      resolve();
    };
    for (const event of ["drain", "error", "close"]) stream.on(event, done);
  });
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
    // The terminal's echo goes before the question is there: an expect script answers at once.
    input.setRawMode(true);
    process.stderr.write(question);
    input.setEncoding("utf8");
    input.on("data", onData);
    interruption.signal.addEventListener("abort", onAbort, { once: true });
    input.resume();
  });
}
