import { MalformedMessageError } from "@ruipmi/core";

/** What `decode` returns, or `undefined` for bytes that are no such message; other errors pass. */
export function tryDecode<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}
