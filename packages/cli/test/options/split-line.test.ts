import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { splitLine } from "../../src/options/split-line.ts";

describe("splitLine", () => {
  it.each<[string, string[]]>([
    ["", []],
    ["  \t ", []],
    ["# only a comment", []],
    ["mc info", ["mc", "info"]],
    ["  mc\tinfo  # who", ["mc", "info"]],
    ["sensor get 'Inlet Temp' \"CPU 1\"", ["sensor", "get", "Inlet Temp", "CPU 1"]],
    ["user set password 3 ''", ["user", "set", "password", "3", ""]],
    ["echo 'a # b' a~b", ["echo", "a # b", "a~b"]],
    ["echo a'b c'd", ["echo", "ab cd"]],
    [`echo "it's"`, ["echo", "it's"]],
    ["raw 6 1\r", ["raw", "6", "1"]],
  ])("%j", (line, words) => {
    expect(splitLine(line)).toEqual(words);
  });

  it("refuses a quotation mark without a partner", () => {
    for (const line of ["echo 'a", 'echo a"', "echo '\""]) expect(() => splitLine(line)).toThrow(UsageError);
  });

  it("gives back any words that were quoted", () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((word) => !/["']/.test(word))), (words) => {
        expect(splitLine(words.map((word) => `"${word}"`).join(" "))).toEqual(words);
      }),
    );
  });
});
