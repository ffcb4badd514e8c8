import { CommandFailure, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { quote } from "../options/values.ts";

/** The one argument of a command that takes a file's name. */
export function requireFile(command: string, args: readonly string[]): string {
  const [file, surplus] = args;
  if (file === undefined || surplus !== undefined) throw new UsageError(`${command} takes one file name`);
  return file;
}

/** The bytes of a file that was named; `CommandFailure` where it cannot be read. */
export function readNamedFile(io: Io, file: string): Uint8Array {
  try {
    return io.readFile(file);
  } catch (error) {
    throw new CommandFailure("file", `cannot read ${quote(file)}: ${reason(error)}`);
  }
}

/** Writes a file that was named; `CommandFailure` where that cannot be. */
export function writeNamedFile(io: Io, file: string, bytes: Uint8Array): void {
  try {
    io.writeFile(file, bytes);
  } catch (error) {
    throw new CommandFailure("file", `cannot write ${quote(file)}: ${reason(error)}`);
  }
}

/** Adds to a file that was named; `CommandFailure` where that cannot be. */
export function appendNamedFile(io: Io, file: string, bytes: Uint8Array): void {
  try {
    io.appendFile(file, bytes);
  } catch (error) {
    throw new CommandFailure("file", `cannot add to ${quote(file)}: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  // Node says the call and the path again: `ENOENT: no such file or directory, open 'x'`.
  return error instanceof Error ? error.message.replace(/, \w+( '.*')?$/s, "") : "unknown reason";
}
