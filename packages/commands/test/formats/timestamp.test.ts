import { describe, expect, it } from "vitest";
import { timestamp, timestampDate } from "../../src/index.ts";

describe("a timestamp", () => {
  it.each([
    [0, "sinceInitialization"],
    [0x1fffffff, "sinceInitialization"],
    [0x20000000, "seconds"],
    [0xfffffffe, "seconds"],
    [0xffffffff, "unspecified"],
  ])("of %i is %s", (raw, kind) => {
    expect(timestamp(raw)).toStrictEqual({ raw, kind, utcOffset: undefined });
    expect(timestampDate(timestamp(raw)) === undefined).toBe(kind !== "seconds");
  });

  it("is UTC where the clock's offset is not told, and else that far from it", () => {
    const raw = Date.UTC(2026, 10, 22, 14, 0, 0) / 1000;
    expect(timestampDate(timestamp(raw))?.toISOString()).toBe("2026-11-22T14:00:00.000Z");
    expect(timestampDate(timestamp(raw, 60))?.toISOString()).toBe("2026-11-22T13:00:00.000Z");
    expect(timestampDate(timestamp(raw, -330))?.toISOString()).toBe("2026-11-22T19:30:00.000Z");
  });
});
