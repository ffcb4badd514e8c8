import { utf8Bytes } from "@ruipmi/client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("utf8Bytes", () => {
  it.each([
    ["", []],
    ["admin", [0x61, 0x64, 0x6d, 0x69, 0x6e]],
    ["ü", [0xc3, 0xbc]],
    ["€", [0xe2, 0x82, 0xac]],
    ["😀", [0xf0, 0x9f, 0x98, 0x80]],
    ["a\ud800b", [0x61, 0xef, 0xbf, 0xbd, 0x62]],
  ])("encodes %j", (text, bytes) => {
    expect([...utf8Bytes(text)]).toEqual(bytes);
  });

  it("agrees with TextEncoder on any string, whole or broken", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0x10ffff })),
        fc.array(fc.integer({ min: 0, max: 0xffff })),
        (points, units) => {
          for (const text of [String.fromCodePoint(...points), String.fromCharCode(...units)]) {
            expect(utf8Bytes(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
          }
        },
      ),
    );
  });
});
