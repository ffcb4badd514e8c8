import { describe, expect, it } from "vitest";
import { PcapngWriter } from "../../src/file/pcapng-writer.ts";
import { concat } from "../support/bytes.ts";
import { readAll } from "../support/capture-files.ts";

describe("PcapngWriter", () => {
  it("writes what the reader reads: times to the nanosecond, an interface for each link type, comments", () => {
    const writer = new PcapngWriter();
    const time = 1_700_000_000_123_456_789n;
    const file = concat(
      writer.header(),
      writer.packet({ time, linkType: 101, data: Uint8Array.of(1, 2, 3), comment: "ö!" }),
      writer.packet({ time: undefined, linkType: 1, data: Uint8Array.of(4), originalLength: 60 }),
      writer.packet({ time: time + 1n, linkType: 101, data: new Uint8Array(0) }),
    );
    expect(readAll(file, 7)).toMatchObject([
      { number: 1, time, linkType: 101, data: Uint8Array.of(1, 2, 3), originalLength: 3 },
      { number: 2, time: 0n, linkType: 1, data: Uint8Array.of(4), originalLength: 60 },
      { number: 3, time: time + 1n, linkType: 101, data: new Uint8Array(0) },
    ]);
    expect(new TextDecoder().decode(file)).toContain("?!");
  });
});
