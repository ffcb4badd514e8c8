import type { Credentials, UserCredentials } from "@ruipmi/capture";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { type CaptureOptions, parseUser } from "../options/capture-options.ts";
import { quote } from "../options/values.ts";

/** Every secret that was given for a capture, those of the file included. */
export function readCredentials({ users, usersFile, kgs }: CaptureOptions, io: Io): Credentials {
  const fromFile = usersFile === undefined ? [] : usersIn(usersFile, io);
  return { users: [...users, ...fromFile], kgs };
}

function usersIn(path: string, io: Io): readonly UserCredentials[] {
  const lines = linesOf(readUsersFile(path, io));
  // Which line it is, and nothing of what it says.
  return lines.flatMap((line, index) =>
    line.length === 0 ? [] : [parseUser(`--password-file: line ${index + 1}`, line)],
  );
}

function readUsersFile(path: string, io: Io): Uint8Array {
  try {
    return io.readFile(path);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "unreadable";
    throw new UsageError(`--password-file cannot read ${quote(path)} (${why}): give a file that you may read`);
  }
}

/** Bytes, not text: a password may be in any encoding. Only line ends go; blanks may be part of a password. */
function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    lines.push(bytes.slice(start, newline !== -1 && bytes[end - 1] === 0x0d ? Math.max(start, end - 1) : end));
    start = end + 1;
  }
  return lines;
}
