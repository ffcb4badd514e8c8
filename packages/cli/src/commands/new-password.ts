/** A password that is to be a user's, from the command line or asked for on the terminal. */
import { CommandFailure, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { parseWhole, quote, requireLength, utf8 } from "../options/values.ts";

/** How many bytes a managed system keeps a password with. */
export type PasswordSize = 16 | 20;

/** Lines for the help of commands that take a password. */
export const newPasswordDetails: readonly string[] = [
  "A PASSWORD that is typed as an argument stands in the list of processes, for",
  "everybody on this machine, until ruipmi has begun, and in the history of a",
  "shell; without it, it is asked for on the terminal.",
];

/** `16` or `20`. */
export function parsePasswordSize(text: string): PasswordSize {
  const size = parseWhole("the password's size", text, 16, 20);
  if (size === 16 || size === 20) return size;
  throw new UsageError(`the password's size is 16 or 20 bytes, not ${quote(text)}`);
}

/** The bytes of a password that was typed as an argument. */
export function passwordArgument(text: string, size: PasswordSize = 20): Uint8Array {
  return requireLength("the password", utf8(text), size);
}

/**
 * Asks for a password on the terminal.
 *
 * @param isNew - asks twice, since nobody sees what was typed
 */
export async function askUserPassword(io: Io, userId: number, size: PasswordSize, isNew: boolean): Promise<Uint8Array> {
  const question = `Password for user ${userId}: `;
  const first = await io.askPassword(question);
  if (first === undefined)
    throw new UsageError("there is no terminal to ask for the password on: give it as an argument");
  if (isNew && (await io.askPassword(question)) !== first)
    throw new CommandFailure("notDone", "the two passwords are not the same: nothing was changed");
  return passwordArgument(first, size);
}
