import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CapturedPacket, CaptureItem } from "../../src/file/capture-item.ts";
import { concat } from "../support/bytes.ts";
import {
  block,
  enhancedPacket,
  type FilePacket,
  interfaceDescription,
  pcapFile,
  readAll,
  sectionHeader,
} from "../support/capture-files.ts";

/** Packets that can be told apart, and that no header can be found in. */
const packets: readonly FilePacket[] = Array.from({ length: 40 }, (_, index) => ({
  seconds: 1_700_000_000 + index,
  fraction: 1000 * index,
  data: new Uint8Array(60 + ((7 * index) % 40)).fill(0x80 + index),
}));

const files = [
  ["pcap", pcapFile(packets, { littleEndian: true, nanoseconds: false }), 24],
  ["pcap, big-endian, nanoseconds", pcapFile(packets, { littleEndian: false, nanoseconds: true }), 24],
  ["pcapng", pcapng(true), 48],
  ["pcapng, big-endian", pcapng(false), 48],
] as const;

function pcapng(littleEndian: boolean): Uint8Array {
  const blocks = packets.map(({ seconds, data }) => enhancedPacket(0, BigInt(seconds), data, littleEndian));
  return concat(sectionHeader(littleEndian), interfaceDescription(1, [], littleEndian), ...blocks);
}

/** Where it begins, what is taken away there, and what comes in its place. */
const damage = fc.record({
  place: fc.noBias(fc.double({ min: 0, max: 1, noNaN: true })),
  removed: fc.nat(150),
  inserted: fc.noBias(fc.uint8Array({ maxLength: 150 })),
});

const packetsOf = (items: readonly CaptureItem[]): readonly CapturedPacket[] =>
  items.filter((item) => item.type === "packet");
const text = (data: Uint8Array): string => Buffer.from(data).toString("hex");

describe("damage anywhere", () => {
  it.each(files)("%s: all before it is read, and soon behind it everything again", (_name, file, headers) => {
    const whole = packetsOf(readAll(file));
    expect(whole).toHaveLength(packets.length);
    const spans = whole.map(({ offset, data }) => ({ start: offset - 28, end: offset + data.length + 8, data }));
    const lengths = new Set(whole.map(({ data }) => text(data).length));
    fc.assert(
      fc.property(damage, fc.integer({ min: 1, max: 300 }), ({ place, removed, inserted }, chunkLength) => {
        const from = headers + Math.floor(place * (file.length - headers));
        const until = Math.min(file.length, from + removed);
        const items = readAll(concat(file.subarray(0, from), inserted, file.subarray(until)), chunkLength);
        const found = new Set(packetsOf(items).map(({ data }) => text(data)));
        for (const { end, data } of spans) if (end <= from) expect(found.has(text(data))).toBe(true);
        // What is damaged may reach into what follows it, where it happens to say so.
        const behind = spans.filter(({ start }) => start >= until).slice(2);
        for (const { data } of behind) expect(found.has(text(data))).toBe(true);
        const isLost = spans.some(({ data }) => !found.has(text(data)));
        const notes = items.filter((item) => item.type === "note");
        for (const { offset } of notes) expect(offset).toBeGreaterThanOrEqual(Math.min(from - 200, headers));
        // Whole packets that are missing, and data that changed within one, are nothing that a reader can see.
        const isOdd = [...found].some((data) => !lengths.has(data.length));
        if (isLost && isOdd && until < file.length) expect(notes.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it.each(files)("%s: four bytes that are missing do not put all that follows out of step", (_name, file) => {
    const offsets = packetsOf(readAll(file)).map(({ offset }) => offset);
    for (const at of [offsets[5]! + 30, offsets[5]! - 16, offsets[5]! - 12, offsets[5]! - 4]) {
      const items = readAll(concat(file.subarray(0, at), file.subarray(at + 4)));
      const last = packetsOf(items).slice(-30);
      expect(last.map(({ data }) => text(data))).toEqual(packets.slice(-30).map(({ data }) => text(data)));
      expect(items.some(({ type }) => type === "note")).toBe(true);
    }
  });

  it.each(files)("%s: a length that reaches beyond the file does not lose what is behind it", (name, file) => {
    const offsets = packetsOf(readAll(file)).map(({ offset }) => offset);
    const isPcapng = name.startsWith("pcapng");
    const isBigEndian = name.includes("big");
    const changed = file.slice();
    const view = new DataView(changed.buffer);
    // The tenth packet's lengths: both of a packet header, that of a block.
    const places = isPcapng ? [offsets[9]! - 24] : [offsets[9]! - 8, offsets[9]! - 4];
    for (const at of places) view.setUint32(at, 200_000, !isBigEndian);
    const items = readAll(changed, 100);
    expect(packetsOf(items)).toHaveLength(packets.length - 1);
    expect(items.filter((item) => item.type === "note")).toMatchObject([
      { offset: offsets[9]! - (isPcapng ? 28 : 16) },
    ]);
  });

  it("a long block that does not end as it says: what is behind is read, and where it was is said", () => {
    const long = block(0xbad, new Uint8Array(1_000_000));
    long[long.length - 4]! ^= 1;
    const start = concat(sectionHeader(), interfaceDescription(1));
    const file = concat(start, long, enhancedPacket(0, 0n, packets[0]!.data), enhancedPacket(0, 1n, packets[1]!.data));
    expect(readAll(file, 5000)).toMatchObject([
      { type: "note", offset: start.length },
      { type: "packet", data: packets[0]!.data },
      { type: "packet", data: packets[1]!.data },
    ]);
  });

  it("no more than 4096 interfaces are remembered, and the next is said to be none", () => {
    const interfaces = Array.from({ length: 4097 }, () => interfaceDescription(1));
    const last = enhancedPacket(4096, 0n, packets[0]!.data);
    const items = readAll(concat(sectionHeader(), ...interfaces, enhancedPacket(4095, 0n, packets[0]!.data), last));
    expect(items).toMatchObject([
      { type: "note", text: expect.stringContaining("4096 interfaces") },
      { type: "packet", number: 1 },
      { type: "note", text: expect.stringContaining("interface 4096") },
    ]);
  });

  it("the search for an end of damage takes time in proportion to the file, whatever the damage claims", () => {
    // Each place claims a packet of 250,000 bytes that none follows: where there was a copy for each, this took minutes.
    const claim = [0, 0, 0, 0, 0, 0, 0, 0, 0x91, 0xd0, 3, 0, 0x91, 0xd0, 3, 0x7f];
    const damaged = Uint8Array.from({ length: 1_000_000 }, (_, at) => claim[at % 16]!);
    const file = concat(
      pcapFile([], { littleEndian: true, nanoseconds: false }),
      new Uint8Array(16).fill(0xff),
      damaged,
    );
    const started = performance.now();
    expect(readAll(file, 1500)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
