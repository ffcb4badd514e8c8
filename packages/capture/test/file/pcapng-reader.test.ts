import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, uint } from "../support/bytes.ts";
import {
  block,
  dataOf,
  enhancedPacket,
  interfaceDescription,
  readAll,
  sectionHeader,
} from "../support/capture-files.ts";

const data = Uint8Array.of(1, 2, 3, 4, 5);

describe("PcapngReader", () => {
  it.each([true, false])("reads enhanced packets, little-endian %s", (littleEndian) => {
    const ticks = 1_700_000_000_123_456n;
    const file = concat(
      sectionHeader(littleEndian),
      interfaceDescription(1, [], littleEndian),
      enhancedPacket(0, ticks, data, littleEndian),
    );
    expect(readAll(file)).toEqual([
      {
        type: "packet",
        number: 1,
        time: ticks * 1000n,
        linkType: 1,
        data,
        originalLength: 5,
        offset: 28 + 20 + 28,
      },
    ]);
  });

  it.each([
    ["10^-9", 9, 1_700_000_000_000_000_001n, 1_700_000_000_000_000_001n],
    ["10^-3", 3, 1_700_000_000_001n, 1_700_000_000_001_000_000n],
    ["2^-10", 0x8a, 1025n, 1_000_976_562n],
  ])("counts time in ticks of %s", (_name, resolution, ticks, time) => {
    const interfaceBlock = interfaceDescription(1, [{ code: 9, value: Uint8Array.of(resolution) }]);
    const items = readAll(concat(sectionHeader(), interfaceBlock, enhancedPacket(0, ticks, data)));
    expect(items[0]).toMatchObject({ time });
  });

  it("adds the interface's time offset", () => {
    const interfaceBlock = interfaceDescription(1, [{ code: 14, value: uint(100n, 8) }]);
    const items = readAll(concat(sectionHeader(), interfaceBlock, enhancedPacket(0, 1n, data)));
    expect(items[0]).toMatchObject({ time: 100_000_001_000n });
  });

  it("tells interfaces apart, and counts them anew in each section, of either byte order", () => {
    const file = concat(
      sectionHeader(),
      interfaceDescription(1),
      interfaceDescription(113),
      enhancedPacket(1, 0n, data),
      sectionHeader(false),
      interfaceDescription(101, [], false),
      enhancedPacket(0, 0n, data, false),
      enhancedPacket(1, 0n, data, false),
    );
    const items = readAll(file, 3);
    expect(items).toEqual([
      expect.objectContaining({ number: 1, linkType: 113 }),
      expect.objectContaining({ number: 2, linkType: 101 }),
      { type: "note", offset: expect.any(Number), text: expect.stringContaining("interface 1") },
    ]);
  });

  it("reads simple packets, which have no time, up to the snapshot length", () => {
    const packet = block(3, concat(uint(9, 4), Uint8Array.of(1, 2, 3, 4)));
    const items = readAll(concat(sectionHeader(), interfaceDescription(1, [], true, 4), packet));
    expect(items).toEqual([
      expect.objectContaining({ time: undefined, data: Uint8Array.of(1, 2, 3, 4), originalLength: 9 }),
    ]);
  });

  it("reads obsolete packet blocks", () => {
    const fields = concat(uint(0, 2), uint(7, 2), ...[0, 5_000_000, 5, 5].map((value) => uint(value, 4)));
    const items = readAll(concat(sectionHeader(), interfaceDescription(1), block(2, concat(fields, data))));
    expect(items).toEqual([expect.objectContaining({ time: 5_000_000_000n, data })]);
  });

  it("passes over comments, name resolution, statistics, decryption secrets and blocks unknown, of any length", () => {
    const comment = concat(uint(1, 2), uint(2, 2), Uint8Array.of(0x68, 0x69, 0, 0), uint(0, 4));
    const others = [
      ...[4, 9, 10, 0xbad].map((type) => block(type, new Uint8Array(1_000_000))),
      ...[5, 0x8000_0001].map((type) => block(type, new Uint8Array(500_000))),
    ];
    const file = concat(
      sectionHeader(),
      interfaceDescription(1),
      ...others,
      enhancedPacket(0, 0n, data, true, comment),
      block(0xbad, new Uint8Array(0)),
      enhancedPacket(0, 0n, data),
    );
    const items = readAll(file, 4096);
    expect(dataOf(items)).toEqual([data, data]);
    expect(items).toHaveLength(2);
  });

  it("passes over damage, says where, and reads the rest", () => {
    const start = concat(sectionHeader(), interfaceDescription(1), enhancedPacket(0, 0n, data));
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 1, max: 50 }), (words, chunk) => {
        const damage = new Uint8Array(4 * words).fill(0xff);
        const items = readAll(concat(start, damage, enhancedPacket(0, 1n, data)), chunk);
        expect(dataOf(items)).toEqual([data, data]);
        expect(items[1]).toEqual({ type: "note", offset: start.length, text: expect.stringContaining("passed over") });
      }),
    );
  });

  it("says where a packet is longer than its block, and where a block is cut", () => {
    const wrong = enhancedPacket(0, 0n, data);
    wrong[20] = 200;
    const start = concat(sectionHeader(), interfaceDescription(1));
    const items = readAll(concat(start, wrong, enhancedPacket(0, 0n, data).subarray(0, 30)));
    expect(items).toEqual([
      { type: "note", offset: start.length + 8, text: expect.stringContaining("longer than the block") },
      { type: "note", offset: start.length + wrong.length, text: expect.stringContaining("ends inside a block") },
    ]);
  });

  it("reads any bytes without throwing, and ends", () => {
    const start = concat(sectionHeader(), interfaceDescription(1));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 64 }), (bytes, length) => {
        expect(readAll(concat(start, bytes), length).length).toBeLessThanOrEqual(bytes.length / 12 + 2);
      }),
    );
  });
});
