import { DescriptionError, readDevice } from "@ruipmi/bmc";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { quote } from "../options/values.ts";

/** Makes as many machines of one file as are wanted, each on its own: the file is read once. */
export type DeviceSource = () => ReturnType<typeof readDevice>;

/**
 * Reads a device file.
 *
 * @throws `UsageError` that says where in the file what was expected
 */
export function readDeviceFile(path: string, io: Io): DeviceSource {
  const description = parseJson(path, readText(path, io));
  const make: DeviceSource = () => readDevice(description);
  try {
    make();
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    throw new UsageError(`--device ${quote(path)}: ${error.message}`);
  }
  return make;
}

function readText(path: string, io: Io): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(io.readFile(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    const why = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "its text is not UTF-8" : code;
    throw new UsageError(`--device cannot read ${quote(path)} (${why}): give a JSON file that you may read`);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--device ${quote(path)} is not JSON: ${(error as SyntaxError).message}`);
  }
}
