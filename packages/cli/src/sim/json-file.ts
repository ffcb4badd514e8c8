import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { quote } from "../options/values.ts";

/**
 * What a JSON file says.
 *
 * @param option - which option names it, for errors
 * @throws `UsageError` where it cannot be read, or is no JSON
 */
export function readJsonFile(option: string, path: string, io: Io): unknown {
  const text = readText(option, path, io);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${option} ${quote(path)} is not JSON: ${(error as SyntaxError).message}`);
  }
}

function readText(option: string, path: string, io: Io): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(io.readFile(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    const why = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "its text is not UTF-8" : code;
    throw new UsageError(`${option} cannot read ${quote(path)} (${why}): give a JSON file that you may read`);
  }
}
