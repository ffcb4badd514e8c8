import { describe, expect, it } from "vitest";
import { ByteWriter } from "../../src/wire/byte-writer.ts";

describe("ByteWriter", () => {
  it.each([2, 3, 64])("gives away what was written, with a capacity of %i", (capacity) => {
    const writer = new ByteWriter(capacity);
    const bytes = writer.u16(0x0201).u8(3).finish();
    expect([...bytes]).toEqual([1, 2, 3]);
  });

  it("never touches again what it gave away", () => {
    const writer = new ByteWriter(1);
    const first = writer.u8(1).finish();
    expect(writer.length).toBe(0);
    const second = writer.u8(2).finish();
    expect([...first]).toEqual([1]);
    expect([...second]).toEqual([2]);
  });

  it.each([0, 1, 32, 33, 200])("copies %i bytes", (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index);
    const written = new ByteWriter(4).u8(0xff).bytes(bytes).u8(0xee).toBytes();
    bytes.fill(0);
    expect([...written]).toEqual([0xff, ...Array.from({ length }, (_, index) => index), 0xee]);
  });
});
