import type { SdrCache, SdrSource } from "@ruipmi/commands";
import { toJson } from "../output/json.ts";

/** A copy of records, with who they are of. */
export interface KeptSdrs {
  /** What the controller said of itself when they were read, see {@link deviceMark}. */
  readonly device: string;
  /** The copy. */
  readonly cache: SdrCache;
}

/** In the file, so that a later version of this program knows what it reads. */
const format = "ruipmi sdr cache 1";

/** The file of a copy: one line of JSON, records as hex. */
export function encodeCacheFile({ device, cache }: KeptSdrs): Uint8Array {
  return Uint8Array.from(Buffer.from(`${toJson({ format, device, ...cache })}\n`));
}

/** The copy in a file; `undefined` where the file is not one that {@link encodeCacheFile} made, whatever its bytes. */
export function decodeCacheFile(file: Uint8Array): KeptSdrs | undefined {
  const value = parsed(file);
  if (typeof value !== "object" || value === null) return undefined;
  const {
    format: found,
    device,
    source,
    recordCount,
    mostRecentAddition,
    mostRecentErase,
    records,
  } = value as Record<string, unknown>;
  if (found !== format || typeof device !== "string" || !isSource(source)) return undefined;
  if (!isCount(recordCount) || !isCount(mostRecentAddition) || !isCount(mostRecentErase)) return undefined;
  if (!Array.isArray(records) || !records.every(isHex)) return undefined;
  const bytes = records.map((record) => Uint8Array.from(Buffer.from(record, "hex")));
  return { device, cache: { source, recordCount, mostRecentAddition, mostRecentErase, records: bytes } };
}

function parsed(file: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(file).toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

function isSource(value: unknown): value is SdrSource {
  return value === "repository" || value === "device";
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}

function isHex(value: unknown): value is string {
  return typeof value === "string" && /^([0-9a-f]{2})+$/.test(value);
}
