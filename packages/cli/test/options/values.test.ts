import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.ts";
import * as values from "../../src/options/values.ts";

describe("parseWhole", () => {
  it.each([
    ["0", 0],
    ["32", 32],
    ["0x20", 32],
    ["0XfF", 255],
    ["007", 7],
  ])("reads %s as %i", (text, value) => {
    expect(values.parseWhole("N", text, 0, 255)).toBe(value);
  });

  it.each(["", " 1", "1 ", "-1", "+1", "1.0", "1e2", "0x", "20h", "0b1", "256", "0x100", "abc", "NaN", "Infinity"])(
    "refuses %j",
    (text) => {
      expect(() => values.parseWhole("N", text, 0, 255)).toThrow(UsageError);
    },
  );
});

describe("parseSeconds", () => {
  it.each([
    ["1", 1000],
    ["0.25", 250],
    [".5", 500],
    ["2.", 2000],
    ["3600", 3_600_000],
  ])("reads %s as %i ms", (text, milliseconds) => {
    expect(values.parseSeconds("-N", text)).toBe(milliseconds);
  });

  it.each(["", "0", "0.0", ".", "-1", "1s", "3601", "1e1", "0x2"])("refuses %j", (text) => {
    expect(() => values.parseSeconds("-N", text)).toThrow(UsageError);
  });
});

describe("parseSlaveAddress", () => {
  it("takes even addresses", () => {
    expect(values.parseSlaveAddress("-t", "0x82")).toBe(0x82);
  });

  it("says what a 7-bit address would be", () => {
    expect(() => values.parseSlaveAddress("-t", "0x41")).toThrow(/0x82/);
  });
});

describe("parseCipherSuites", () => {
  it.each([
    ["17", false, [17]],
    ["17,3", false, [17, 3]],
    ["0-3,17", true, [0, 1, 2, 3, 17]],
    ["5-5", true, [5]],
    ["0-19", true, Array.from({ length: 20 }, (_, id) => id)],
  ])("reads %s", (text, ranges, suites) => {
    expect(values.parseCipherSuites("-C", text, ranges)).toEqual(suites);
  });

  it.each(["", ",", "3,", "20", "-1", "3-5", "0x3", "3 ,4", "a"])("refuses %j without ranges", (text) => {
    expect(() => values.parseCipherSuites("-C", text, false)).toThrow(UsageError);
  });

  it.each(["5-3", "1-2-3", "-", "3-", "-3", "0-20", "3,3", "0-4,2"])("refuses %j with ranges", (text) => {
    expect(() => values.parseCipherSuites("--suites", text, true)).toThrow(UsageError);
  });
});

describe("parsePrivilegeLevel", () => {
  it.each([
    ["callback", 1],
    ["USER", 2],
    ["Operator", 3],
    ["ADMINISTRATOR", 4],
    ["oem", 5],
  ])("reads %s", (word, level) => {
    expect(values.parsePrivilegeLevel("-L", word)).toBe(level);
  });

  it("knows what was meant", () => {
    expect(() => values.parsePrivilegeLevel("-L", "administator")).toThrow(/did you mean administrator\?/);
    expect(() => values.parsePrivilegeLevel("-L", "constructor")).toThrow(UsageError);
  });

  it.each([
    ["admin", "administrator"],
    ["ADMIN", "administrator"],
    ["op", "operator"],
    ["call", "callback"],
    ["o", "operator or oem"],
  ])("takes no abbreviation, and for %s offers %s", (text, offered) => {
    expect(() => values.parsePrivilegeLevel("-L", text)).toThrow(new RegExp(`; did you mean ${offered}\\?$`));
  });

  it("offers nothing for nothing", () => {
    expect(() => values.parsePrivilegeLevel("-L", "")).not.toThrow(/did you mean/);
  });
});

describe("parseHexSecret", () => {
  it("reads hex with and without 0x", () => {
    expect(values.parseHexSecret("-y", "0x00Ff")).toEqual(Uint8Array.of(0, 0xff));
    expect(values.parseHexSecret("-y", "00ff10")).toEqual(Uint8Array.of(0, 0xff, 0x10));
    expect(values.parseHexSecret("-y", "")).toEqual(new Uint8Array(0));
  });

  it.each(["f", "0x", "gg", "12 34", "123"])("judges %j without repeating it", (text) => {
    if (text === "0x") return expect(values.parseHexSecret("-y", text)).toHaveLength(0);
    try {
      values.parseHexSecret("-y", text);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      expect((error as Error).message).not.toContain(text === "f" ? '"f"' : text);
      return;
    }
    throw new Error("was taken");
  });
});

describe("quote", () => {
  it("makes anything fit for one line", () => {
    expect(values.quote("a\u001b[31m\nb")).toBe('"a?[31m?b"');
    expect(values.quote("x".repeat(100))).toHaveLength(43);
  });
});
