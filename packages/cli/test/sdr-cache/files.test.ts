import type { SdrCache } from "@ruipmi/commands";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseOptions } from "../../src/options/options.ts";
import { tokenize } from "../../src/options/tokenize.ts";
import { decodeCacheFile, encodeCacheFile } from "../../src/sdr-cache/cache-file.ts";
import { cachePlace } from "../../src/sdr-cache/cache-place.ts";
import { decodeDumpFile, encodeDumpFile } from "../../src/sdr-cache/dump-file.ts";

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

/** A record of any body, with the length that its header says. */
const record = fc
  .tuple(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x01, 0x02, 0x51), fc.uint8Array({ maxLength: 255 }))
  .map(([id, version, body]) => Uint8Array.of(id & 0xff, id >> 8, version, 0x01, body.length, ...body));

const anyCache: fc.Arbitrary<SdrCache> = fc.record({
  source: fc.constantFrom("repository", "device"),
  recordCount: uint32,
  mostRecentAddition: uint32,
  mostRecentErase: uint32,
  records: fc.array(record, { minLength: 1, maxLength: 8 }),
});

const damaged = fc.oneof(
  fc.uint8Array(),
  fc.string().map((text) => Uint8Array.from(Buffer.from(text))),
);

describe("the cache file", () => {
  it("gives back what went in", () => {
    fc.assert(
      fc.property(fc.string(), anyCache, (device, cache) => {
        expect(decodeCacheFile(encodeCacheFile({ device, cache }))).toEqual({ device, cache });
      }),
    );
  });

  it("is a copy or nothing, whatever its bytes", () => {
    fc.assert(
      fc.property(damaged, (bytes) => {
        expect(decodeCacheFile(bytes)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(anyCache, fc.nat(), (cache, at) => {
        const file = encodeCacheFile({ device: "d", cache });
        expect(decodeCacheFile(file.subarray(0, at % (file.length - 1)))).toBeUndefined();
      }),
    );
  });

  it.each([
    [{ format: "ruipmi sdr cache 2" }],
    [{ device: 1 }],
    [{ source: "file" }],
    [{ recordCount: -1 }],
    [{ recordCount: 1.5 }],
    [{ mostRecentAddition: "1" }],
    [{ mostRecentErase: 2 ** 32 }],
    [{ records: "00" }],
    [{ records: ["0"] }],
    [{ records: ["zz"] }],
    [{ records: [1] }],
  ])("is refused with %j", (change) => {
    const cache: SdrCache = {
      source: "repository",
      recordCount: 1,
      mostRecentAddition: 2,
      mostRecentErase: 3,
      records: [Uint8Array.of(1, 2)],
    };
    const file = JSON.parse(Buffer.from(encodeCacheFile({ device: "d", cache })).toString()) as object;
    const bytes = (value: object): Uint8Array => Uint8Array.from(Buffer.from(JSON.stringify(value)));
    expect(decodeCacheFile(bytes(file))).toEqual({ device: "d", cache });
    expect(decodeCacheFile(bytes({ ...file, ...change }))).toBeUndefined();
  });
});

describe("the dump file", () => {
  it("gives back the records that went in", () => {
    fc.assert(
      fc.property(anyCache, (cache) => {
        expect(decodeDumpFile(encodeDumpFile(cache))?.records).toEqual(cache.records);
      }),
    );
  });

  it("is records from first to last, or nothing", () => {
    fc.assert(
      fc.property(anyCache, fc.nat(), (cache, at) => {
        const file = encodeDumpFile(cache);
        const ends = new Set(
          [...cache.records.keys()].map(
            (last) => encodeDumpFile({ ...cache, records: cache.records.slice(0, last + 1) }).length,
          ),
        );
        const cut = at % file.length;
        expect(decodeDumpFile(file.subarray(0, cut)) !== undefined).toBe(ends.has(cut));
      }),
    );
    expect(decodeDumpFile(new Uint8Array(0))).toBeUndefined();
    expect(decodeDumpFile(Uint8Array.from(Buffer.from("root:x:0:0:root:/root:/bin/sh\n")))).toBeUndefined();
  });
});

describe("cachePlace", () => {
  const place = (line: string, env: Record<string, string>): string | undefined => {
    return cachePlace(parseOptions(tokenize(line.split(" ")).given), { env });
  };

  it("is a file for each controller", () => {
    const env = { HOME: "/home/me" };
    expect(place("-H bmc.example", env)).toBe("/home/me/.cache/ruipmi/sdr_bmc.example_623.json");
    expect(place("-H BMC.example -p 623", env)).toBe("/home/me/.cache/ruipmi/sdr_bmc.example_623.json");
    expect(place("-H fe80::1%eth0 -p 9623", env)).toBe("/home/me/.cache/ruipmi/sdr_fe80+3a+3a1+25eth0_9623.json");
    expect(place("-H h -t 0x72 -b 7", env)).toBe("/home/me/.cache/ruipmi/sdr_h_623_-_-_114_7.json");
    expect(place("-H h", { HOME: "/home/me", XDG_CACHE_HOME: "/c" })).toBe("/c/ruipmi/sdr_h_623.json");
  });

  it("is nowhere without a folder, without a host, and with --no-cache", () => {
    expect(place("-H h", {})).toBeUndefined();
    expect(place("-H h", { XDG_CACHE_HOME: "relative" })).toBeUndefined();
    expect(place("-v", { HOME: "/home/me" })).toBeUndefined();
    expect(place("-H h --no-cache", { HOME: "/home/me" })).toBeUndefined();
  });
});
