import { describe, expect, it } from "vitest";
import { readAll } from "../support/capture-files.ts";

describe("CaptureReader", () => {
  it.each([
    ["text", new TextEncoder().encode("this is no capture"), /neither pcap nor pcapng/],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0), /gzip/],
    ["nothing", new Uint8Array(0), /too short/],
    ["three bytes", Uint8Array.of(0xd4, 0xc3, 0xb2), /too short/],
  ])("says what a file of %s is", (_name, bytes, text) => {
    expect(readAll(bytes, 2)).toEqual([{ type: "note", offset: 0, text: expect.stringMatching(text) }]);
  });
});
