import type { SdrCache } from "@ruipmi/commands";

/** Bytes of a record before its body: ID, version, type, length of the body (IPMI v2.0 §43). */
const headerLength = 5;

/** The versions that records have: IPMI v1.0, v1.5 and v2.0. */
const versions: ReadonlySet<number> = new Set([0x01, 0x02, 0x51]);

/**
 * The file of ipmitool's `sdr dump` and `-S`: the records one after the other, nothing between them.
 *
 * @returns a copy that says nothing of when it was made; `undefined` where the bytes are not records from first to last
 */
export function decodeDumpFile(file: Uint8Array): SdrCache | undefined {
  const records: Uint8Array[] = [];
  for (let start = 0; start < file.length; ) {
    const end = start + headerLength + (file[start + 4] ?? 0);
    if (end > file.length || !versions.has(file[start + 2]!)) return undefined;
    records.push(file.slice(start, end));
    start = end;
  }
  if (records.length === 0) return undefined;
  return { source: "repository", recordCount: records.length, mostRecentAddition: 0, mostRecentErase: 0, records };
}

/** The same file of a copy. */
export function encodeDumpFile({ records }: SdrCache): Uint8Array {
  return Uint8Array.from(records.flatMap((record) => [...asLongAsItSays(record)]));
}

/**
 * A record whose header tells its length, which is what separates it from the next: without what a managed system sent
 * beyond it, and where there is less, with the length that there is.
 */
function asLongAsItSays(record: Uint8Array): Uint8Array {
  const trimmed = record.slice(0, headerLength + (record[headerLength - 1] ?? 0));
  trimmed[headerLength - 1] = trimmed.length - headerLength;
  return trimmed;
}
