import { type Cassette, DescriptionError, readCassette } from "@ruipmi/bmc";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { quote } from "../options/values.ts";
import { readJsonFile } from "./json-file.ts";

/**
 * Reads a cassette's file.
 *
 * @throws `UsageError` that says where in the file what was expected
 */
export function readCassetteFile(path: string, io: Io): Cassette {
  const json = readJsonFile("--cassette", path, io);
  try {
    return readCassette(json);
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    throw new UsageError(`--cassette ${quote(path)}: ${error.message}`);
  }
}
