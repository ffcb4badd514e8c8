import { UsageError } from "../../errors.ts";
import { parseWhole, quote } from "../../options/values.ts";

/** A FRU device ID, in decimal or 0x hex. */
export function parseFruId(text: string): number {
  return parseWhole("the FRU ID", text, 0, 0xff);
}

/** The FRU ID and the file of `fru read` and `fru write`. */
export function parseIdAndFile(
  command: string,
  [id, file, surplus]: readonly string[],
): { readonly fruDeviceId: number; readonly file: string } {
  if (id === undefined || file === undefined)
    throw new UsageError(`${command} needs a FRU ID and a file: ${command} 0 fru.bin`);
  if (surplus !== undefined)
    throw new UsageError(`${command} takes two arguments, and ${quote(surplus)} is one too many`);
  if (file === "") throw new UsageError(`${command} needs the name of a file, and an empty one is none`);
  return { fruDeviceId: parseFruId(id), file };
}
