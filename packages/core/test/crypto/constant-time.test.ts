import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalConstantTime } from "../../src/crypto/constant-time.ts";
import { flipBit } from "./bytes.ts";

describe("equalConstantTime", () => {
  it("is true for the same bytes and false for any flipped bit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), (bytes, at) => {
        expect(equalConstantTime(bytes, Uint8Array.from(bytes))).toBe(true);
        expect(equalConstantTime(bytes, flipBit(bytes, at % (bytes.length * 8)))).toBe(false);
      }),
    );
  });

  it("is false for another length, even when one begins with the other", () => {
    expect(equalConstantTime(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
    expect(equalConstantTime(Uint8Array.of(), Uint8Array.of(0))).toBe(false);
    expect(equalConstantTime(Uint8Array.of(), Uint8Array.of())).toBe(true);
  });
});
