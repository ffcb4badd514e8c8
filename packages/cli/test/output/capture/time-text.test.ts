import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationText, isoTime, milliseconds } from "../../../src/output/capture/time-text.ts";

describe("isoTime", () => {
  it.each([
    [0n, "1970-01-01T00:00:00.000000Z"],
    [1_795_336_886_885_360_000n, "2026-11-22T08:41:26.885360Z"],
    [1_795_336_886_885_360_001n, "2026-11-22T08:41:26.885360001Z"],
    [-1n, "1969-12-31T23:59:59.999999999Z"],
    [1n << 90n, `${1n << 90n} ns`],
  ])("%s", (time, text) => {
    expect(isoTime(time)).toBe(text);
  });

  it("says the same milliseconds as a date, for any time", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }), (time) => {
        const milliseconds = time >= 0n ? time / 1_000_000n : (time - 999_999n) / 1_000_000n;
        expect(new Date(isoTime(time)).getTime()).toBe(Number(milliseconds));
      }),
    );
  });
});

describe("durations", () => {
  it("have their unit", () => {
    expect([milliseconds(128_000n), durationText(128_000n)]).toEqual([{ value: 0.128, unit: "ms" }, "0.128 ms"]);
    expect(durationText(1_250_000_000n)).toBe("1.250 s");
  });
});
