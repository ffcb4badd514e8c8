import { DescriptionError, readDevice } from "@ruipmi/bmc";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { quote } from "../options/values.ts";
import { readJsonFile } from "./json-file.ts";

/** Makes as many machines of one file as are wanted, each on its own: the file is read once. */
export type DeviceSource = () => ReturnType<typeof readDevice>;

/**
 * Reads a device file.
 *
 * @throws `UsageError` that says where in the file what was expected
 */
export function readDeviceFile(path: string, io: Io): DeviceSource {
  const description = readJsonFile("--device", path, io);
  const make: DeviceSource = () => readDevice(description);
  try {
    make();
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    throw new UsageError(`--device ${quote(path)}: ${error.message}`);
  }
  return make;
}
