import type { Cassette, CassetteExchange } from "@ruipmi/bmc";
import { NetFn } from "@ruipmi/core/wire";
import type { ExchangeScrub } from "./exchange-scrub.ts";
import { scrubFru } from "./fru.ts";
import { fruDataOffset, fruImages, isFruPiece } from "./fru-image.ts";
import { identityScrubs } from "./identity.ts";
import { lanScrubs } from "./lan.ts";
import { type Replacement, Replacements } from "./replacements.ts";
import { userScrubs } from "./users.ts";

/** A cassette that can be shown around. */
export interface ScrubbedCassette {
  /** The cassette, with other names, serial numbers and addresses. */
  readonly cassette: Cassette;
  /** What was left out, or kept and should be looked at, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Replaces what tells whose machine it was: names of users, serial numbers and asset tags, GUIDs, IP and MAC addresses,
 * names of machines. The same becomes the same, lengths stay, checksums are right. Serial numbers, GUIDs and addresses that
 * were found are replaced wherever else they stand, in the manufacturer's own commands too. What cannot be read, and so
 * not be scrubbed, is left out.
 *
 * @example
 * ```ts
 * const { cassette, notes } = scrubCassette(cassetteOf(recordings));
 * for (const note of notes) console.warn(note);
 * ```
 */
export function scrubCassette(cassette: Cassette): ScrubbedCassette {
  const replacements = new Replacements();
  const notes: string[] = [];
  const guid = cassette.guid === undefined ? {} : { guid: replacements.guid(cassette.guid) };
  const scrubbed = cassette.exchanges.map((exchange) => scrubExchange(exchange, replacements));
  const withFrus = scrubFrus(scrubbed, replacements, notes);
  const exchanges = withFrus.map((exchange) => replaceEverywhere(exchange, replacements.recognisable));
  return { cassette: { ...cassette, ...guid, exchanges }, notes };
}

const scrubs: readonly ExchangeScrub[] = [...userScrubs, ...lanScrubs, ...identityScrubs];

function scrubExchange(exchange: CassetteExchange, replacements: Replacements): CassetteExchange {
  const { netFn, cmd } = exchange;
  const copy = { ...exchange, data: exchange.data.slice(), response: exchange.response.slice() };
  const found = scrubs.find((scrub) => {
    return scrub.netFn === netFn && scrub.cmd === cmd && (scrub.group ?? copy.data[0]) === copy.data[0];
  });
  found?.scrub(copy, replacements);
  return copy;
}

const writeFruData = 0x12;

/** Scrubs the FRU devices that were read; what cannot be scrubbed is left out. */
function scrubFrus(
  exchanges: readonly CassetteExchange[],
  replacements: Replacements,
  notes: string[],
): readonly CassetteExchange[] {
  const changed = new Map<number, CassetteExchange>();
  const leftOut = new Set<number>();
  for (const image of fruImages(exchanges, wayOf)) {
    const { deviceId, pieces } = image;
    const scrubbed = scrubFru(image, replacements);
    if ("problem" in scrubbed) {
      notes.push(`FRU ${deviceId} is left out: ${scrubbed.problem}.`);
      for (const { index } of pieces) leftOut.add(index);
      continue;
    }
    notes.push(...scrubbed.notes.map((note) => `FRU ${deviceId}: ${note}.`));
    for (const { index, offset } of pieces) {
      const exchange = exchanges[index]!;
      const response = exchange.response.slice();
      response.set(scrubbed.bytes.subarray(offset, offset + response.length - fruDataOffset), fruDataOffset);
      changed.set(index, { ...exchange, response });
    }
  }
  const isWrite = ({ netFn, cmd }: CassetteExchange): boolean => netFn === NetFn.storage && cmd === writeFruData;
  if (exchanges.some(isWrite)) notes.push("What was written to FRUs is left out.");
  return exchanges.flatMap((exchange, index) => {
    return leftOut.has(index) || isWrite(exchange) ? [] : [changed.get(index) ?? exchange];
  });
}

function wayOf({ bridge }: CassetteExchange): string {
  const { transitChannel, transitAddress, channel, address } = bridge ?? {};
  return [transitChannel, transitAddress, channel, address].join(".");
}

/** Replaces what was found elsewhere; not in FRU devices, whose checksums would not know. */
function replaceEverywhere(exchange: CassetteExchange, replaced: readonly Replacement[]): CassetteExchange {
  if (isFruPiece(exchange)) return exchange;
  const { data, response } = exchange;
  for (const { original, replacement } of replaced) {
    for (const bytes of [data, response]) {
      for (let at = indexOf(bytes, original, 0); at !== -1; at = indexOf(bytes, original, at + original.length)) {
        bytes.set(replacement, at);
      }
    }
  }
  return exchange;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(wanted[0]!, from); at !== -1; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
