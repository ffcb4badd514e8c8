import { UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";

/**
 * Record IDs as ipmitool takes them: decimal, 0x hex, or octal with a leading zero.
 *
 * @param command - for the error
 */
export function parseRecordIds(command: string, args: readonly string[]): readonly number[] {
  if (args.length === 0) throw new UsageError(`${command} needs the ID of a record, for example ${command} 0x1a`);
  return args.map(parseRecordId);
}

function parseRecordId(text: string): number {
  const id = numberOf(text);
  if (id !== undefined && id <= 0xffff) return id;
  throw new UsageError(`a record's ID is a number from 0 to 65535, in decimal or 0x hex, not ${quote(text)}`);
}

function numberOf(text: string): number | undefined {
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return /^(0[xX][0-9a-fA-F]+|[0-9]+)$/.test(text) ? Number(text) : undefined;
}
