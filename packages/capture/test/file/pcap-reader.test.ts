import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat } from "../support/bytes.ts";
import { dataOf, type FilePacket, type PcapForm, pcapFile, readAll } from "../support/capture-files.ts";

const forms: readonly PcapForm[] = [true, false].flatMap((littleEndian) =>
  [true, false].map((nanoseconds) => ({ littleEndian, nanoseconds })),
);

const packet: fc.Arbitrary<FilePacket> = fc.record({
  seconds: fc.nat(0x7fff_ffff),
  fraction: fc.nat(999_999),
  data: fc.uint8Array({ minLength: 1, maxLength: 80 }),
});

describe("PcapReader", () => {
  it.each(forms)("gives every packet with its time, %o", (form) => {
    const file = pcapFile(
      [{ seconds: 1_700_000_000, fraction: 123_456, data: Uint8Array.of(1, 2, 3), originalLength: 60 }],
      form,
      113,
    );
    expect(readAll(file)).toEqual([
      {
        type: "packet",
        number: 1,
        time: 1_700_000_000_000_000_000n + (form.nanoseconds ? 123_456n : 123_456_000n),
        linkType: 113,
        data: Uint8Array.of(1, 2, 3),
        originalLength: 60,
        offset: 40,
      },
    ]);
  });

  it("gives the same whatever the chunks", () => {
    fc.assert(
      fc.property(
        fc.array(packet, { maxLength: 8 }),
        fc.constantFrom(...forms),
        fc.integer({ min: 1, max: 100 }),
        (packets, form, length) => {
          const file = pcapFile(packets, form);
          const items = readAll(file, length);
          expect(items).toEqual(readAll(file));
          expect(dataOf(items)).toEqual(packets.map(({ data }) => data));
        },
      ),
    );
  });

  it("takes the low 28 bits of the link type: the others tell of a frame check sequence", () => {
    const file = pcapFile([{ seconds: 1, fraction: 0, data: Uint8Array.of(1) }], forms[0]!, 0x5400_0001);
    expect(readAll(file)[0]).toMatchObject({ type: "packet", linkType: 1 });
  });

  it.each([1, 15, 16, 17])("says where a file ends too early (%d bytes cut)", (cut) => {
    const packets = [1, 2].map((seconds) => ({ seconds, fraction: 0, data: new Uint8Array(16).fill(seconds) }));
    const file = pcapFile(packets, forms[0]!);
    const items = readAll(file.subarray(0, file.length - cut));
    expect(items).toEqual([
      expect.objectContaining({ type: "packet", number: 1 }),
      { type: "note", offset: 24 + 32, text: expect.stringContaining("ends inside a packet") },
    ]);
  });

  it("says so of a file without a whole header", () => {
    expect(readAll(pcapFile([], forms[0]!).subarray(0, 20))).toEqual([
      { type: "note", offset: 0, text: expect.stringContaining("ends inside its header") },
    ]);
  });

  it("passes over damage between packets, says where, and reads the rest", () => {
    const plain = fc.record({
      seconds: fc.integer({ min: 1_700_000_000, max: 1_700_100_000 }),
      fraction: fc.nat(999_999),
      data: fc.uint8Array({ minLength: 20, maxLength: 60 }),
    });
    fc.assert(
      fc.property(
        fc.array(plain, { minLength: 1, maxLength: 4 }),
        fc.array(plain, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 16, max: 200 }),
        (before, after, length) => {
          // What is there cannot be taken for a header: a length beyond any packet's.
          const damage = new Uint8Array(length).fill(0xff);
          const head = pcapFile(before, forms[0]!);
          const tail = pcapFile(after, forms[0]!).subarray(24);
          const items = readAll(concat(head, damage, tail), 37);
          const found = dataOf(items);
          expect(found.slice(0, before.length)).toEqual(before.map(({ data }) => data));
          expect(found.slice(-1)).toEqual(after.slice(-1).map(({ data }) => data));
          expect(items).toContainEqual({
            type: "note",
            offset: head.length,
            text: expect.stringContaining("passed over"),
          });
        },
      ),
    );
  });

  it("reads any bytes behind a header without throwing, and ends", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 1, max: 64 }), (bytes, length) => {
        const items = readAll(concat(pcapFile([], forms[0]!), bytes), length);
        expect(items.length).toBeLessThanOrEqual(bytes.length / 16 + 2);
      }),
    );
  });
});
