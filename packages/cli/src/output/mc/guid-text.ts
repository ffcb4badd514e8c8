/**
 * A GUID as people know it. Managed systems do not agree on what the order of its bytes means: IPMI v2.0 §20.8 has all fields
 * least significant byte first and the whole from its end, RFC 4122 most significant byte first, SMBIOS the first three
 * fields one way and the rest the other. ipmitool guesses, and so does this.
 */
import { hex } from "../hex.ts";
import { dateTime, hexBytes, type JsonSchema, object, optional, string, words } from "../json-schema.ts";
import { localDateAndTime } from "../local-time.ts";

/** What the order of a GUID's bytes may mean. */
export const guidEncodings = ["rfc4122", "ipmi", "smbios"] as const;

/** One of {@link guidEncodings}. */
export type GuidEncoding = (typeof guidEncodings)[number];

/** A GUID taken apart. */
export interface ParsedGuid {
  /** What its bytes were taken for. */
  readonly encoding: GuidEncoding;
  /** `3fa81c5e-2790-9d4b-8446-d21b6f7530e8`. */
  readonly guid: string;
  /** 0–15; 1 to 5 are known. */
  readonly version: number;
  /** When it was made, in milliseconds since 1970; only of version 1. */
  readonly time: number | undefined;
}

/** What `--json` prints of a GUID. */
export const guidSchema: JsonSchema = object({
  bytes: hexBytes("the 16 bytes in the order of the wire"),
  guid: optional(string("as its encoding reads it")),
  encoding: optional(words(guidEncodings, "what the order of the bytes was taken for")),
  version: optional(string("how it was made")),
  time: optional(dateTime("when it was made, where that is how")),
});

/**
 * Reads 16 bytes one way, or the way that makes sense: of the three the last whose version is known, but the first that is
 * of version 1 with a time between 1970 and now.
 *
 * @param now - milliseconds since 1970
 * @returns `undefined` where no way makes sense
 */
export function parseGuid(bytes: Uint8Array, encoding: GuidEncoding | "auto", now: number): ParsedGuid | undefined {
  if (encoding !== "auto") return readGuid(bytes, encoding);
  let found: ParsedGuid | undefined;
  for (const candidate of guidEncodings) {
    const guid = readGuid(bytes, candidate);
    if (guid.version < 1 || guid.version > 5) continue;
    found = guid;
    if (guid.time !== undefined && isPast(guid.time, now)) return guid;
  }
  return found;
}

/** A GUID in the layout of ipmitool's `mc guid`; the bytes alone where there is no better. */
export function guidText(
  bytes: Uint8Array,
  parsed: ParsedGuid | undefined,
  { wasGuessed, utc }: { readonly wasGuessed: boolean; readonly utc: boolean },
): string {
  if (parsed === undefined) return `System GUID   : ${hex(bytes).toUpperCase()}\n`;
  const { guid, encoding, version, time } = parsed;
  const unlawful = encoding === "ipmi" ? "" : " (WARNING: IPMI Specification violation!)";
  const known = versionNames[version];
  return [
    `System GUID   : ${guid}`,
    ...(wasGuessed ? [`GUID Encoding : ${encodingNames[encoding]}${unlawful}`] : []),
    `GUID Version  : ${known ?? `Unknown/unsupported (${version})`}`,
    ...(time === undefined ? [] : [`Timestamp     : ${localDateAndTime(time, utc)}`]),
    "",
  ].join("\n");
}

/** A GUID as `--json` prints it. */
export function guidDocument(bytes: Uint8Array, parsed: ParsedGuid | undefined): object {
  if (parsed === undefined) return { bytes };
  const { guid, encoding, version, time } = parsed;
  return {
    bytes,
    guid,
    encoding,
    version: versionNames[version] ?? `Unknown/unsupported (${version})`,
    ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
  };
}

const encodingNames: Readonly<Record<GuidEncoding, string>> = { rfc4122: "RFC4122", ipmi: "IPMI", smbios: "SMBIOS" };

/** RFC 4122 §4.1.3. */
const versionNames: Readonly<Record<number, string>> = {
  1: "Time-based",
  2: "DCE Security with POSIX UIDs (not for IPMI)",
  3: "Name-based using MD5",
  4: "Random or pseudo-random",
  5: "Name-based using SHA-1",
};

function readGuid(bytes: Uint8Array, encoding: GuidEncoding): ParsedGuid {
  const ordered = encoding === "ipmi" ? Uint8Array.from(bytes).reverse() : Uint8Array.from(bytes);
  if (encoding === "smbios") {
    for (const [start, end] of [
      [0, 4],
      [4, 6],
      [6, 8],
    ] as const) {
      ordered.subarray(start, end).reverse();
    }
  }
  const digits = hex(ordered);
  const version = ordered[6]! >>> 4;
  const guid = [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index]!, end)).join("-");
  return { encoding, guid, version, time: version === 1 ? timeOf(ordered) : undefined };
}

/** RFC 4122 §4.1.4: 60 bits, in 100 ns since 15 October 1582. Whole seconds, as milliseconds since 1970. */
function timeOf(ordered: Uint8Array): number {
  const digits = hex(ordered);
  const ticks = BigInt(`0x${digits.slice(13, 16)}${digits.slice(8, 12)}${digits.slice(0, 8)}`);
  return (Number(ticks / 10_000_000n) - 12_219_292_800) * 1000;
}

/** A GUID cannot have been made after this year. */
function isPast(time: number, now: number): boolean {
  const year = new Date(time).getUTCFullYear();
  return year >= 1970 && year <= new Date(now).getUTCFullYear();
}
