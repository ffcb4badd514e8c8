import { maxPasswordLength } from "@ruipmi/core";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { quote, requireLength, utf8 } from "./values.ts";

/** Where the password comes from. */
export type PasswordSource =
  /** `-P` */
  | { readonly type: "value"; readonly password: Uint8Array }
  /** `-E` */
  | { readonly type: "environment" }
  /** `-f` */
  | { readonly type: "file"; readonly path: string }
  /** `-a` */
  | { readonly type: "prompt" }
  /** Nowhere: asked for where there is a terminal, as with ipmitool; else the empty password. */
  | { readonly type: "none" };

/** The environment variables of `-E`; the first that is set counts, as with ipmitool. */
export const passwordVariables: readonly string[] = ["IPMITOOL_PASSWORD", "IPMI_PASSWORD"];

/** Fetches the password from its source: 0 to 20 bytes, never cut. */
export async function readPassword(source: PasswordSource, io: Io): Promise<Uint8Array> {
  switch (source.type) {
    case "value":
      return source.password;
    case "environment":
      return checked("-E", utf8(fromEnvironment(io)));
    case "file":
      return checked("-f", firstLine(readPasswordFile(source.path, io)));
    case "prompt":
      return checked("-a", utf8(await fromTerminal(io)));
    case "none":
      return checked("the answer", utf8(await fromWhoeverIsThere(io)));
  }
}

function checked(option: string, password: Uint8Array): Uint8Array {
  return requireLength(`${option}: the password`, password, maxPasswordLength);
}

function fromEnvironment(io: Io): string {
  const name = passwordVariables.find((variable) => io.env[variable] !== undefined);
  if (name !== undefined) return io.env[name]!;
  throw new UsageError(
    `-E takes the password from ${passwordVariables.join(" or ")}, which is not set: export it, or use -f or -a`,
  );
}

function readPasswordFile(path: string, io: Io): Uint8Array {
  try {
    return io.readFile(path);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "unreadable";
    throw new UsageError(`-f cannot read ${quote(path)} (${why}): give a file that you may read`);
  }
}

/** Bytes, not text: a password may be in any encoding. Only the newline goes; blanks may be part of the password. */
function firstLine(file: Uint8Array): Uint8Array {
  const newline = file.indexOf(0x0a);
  const line = newline === -1 ? file : file.subarray(0, newline);
  const carriageReturn = newline !== -1 && line.at(-1) === 0x0d;
  return Uint8Array.from(carriageReturn ? line.subarray(0, -1) : line);
}

async function fromWhoeverIsThere(io: Io): Promise<string> {
  if (!io.stdin.isTerminal) return "";
  return (await io.askPassword("Password: ")) ?? "";
}

async function fromTerminal(io: Io): Promise<string> {
  const password = await io.askPassword("Password: ");
  if (password !== undefined) return password;
  throw new UsageError("-a asks for the password on the terminal, and there is none here: use -E or -f");
}
