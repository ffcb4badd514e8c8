import { describe, expect, it } from "vitest";
import {
  byte,
  flag,
  hexBytes,
  named,
  orNothing,
  real,
  text,
  textLike,
  whole,
  word,
} from "../../src/description/scalars.ts";
import { DescriptionError, type Shape } from "../../src/description/shape.ts";
import { isValid } from "../support/json-schema.ts";

const colours = { red: 1, green: 2 } as const;

const shapes: Readonly<Record<string, Shape<unknown>>> = {
  byte,
  flag,
  real: real(),
  atLeast: real({ least: 0.5 }),
  atMost: whole({ most: 9 }),
  text: text(4),
  version: textLike(/^[0-9]+\.[0-9]$/, "a version such as 1.0"),
  word: word(["left", "right"]),
  colour: named(colours),
  openColour: named<number>(colours, { least: 0, most: 7 }),
  hex: hexBytes({ most: 3 }),
  hex2: hexBytes({ least: 2, most: 2 }),
  maybe: orNothing(byte),
};

describe("shapes of single values", () => {
  it.each<[string, unknown, unknown]>([
    ["byte", 0, 0],
    ["byte", 255, 255],
    ["flag", false, false],
    ["real", -1.5, -1.5],
    ["atLeast", 0.5, 0.5],
    ["atMost", -3, -3],
    ["text", "a ~ä", "a ~ä"],
    ["version", "12.0", "12.0"],
    ["word", "right", "right"],
    ["colour", "green", 2],
    ["openColour", "red", 1],
    ["openColour", 7, 7],
    ["hex", "", new Uint8Array(0)],
    ["hex", "00ff10", Uint8Array.of(0, 255, 16)],
    ["hex2", "1234", Uint8Array.of(0x12, 0x34)],
    ["maybe", 3, 3],
    ["maybe", null, undefined],
  ])("%s takes %j, and writes it back", (name, said, value) => {
    const shape = shapes[name]!;
    expect(shape.read(said, "here")).toEqual(value);
    expect(shape.write(value)).toEqual(said);
    expect(isValid(shape.schema(), said)).toBe(true);
  });

  it("passes over what separates bytes, and over the case of digits", () => {
    const guid = hexBytes({ least: 4, most: 4 });
    for (const said of ["de:ad:BE:EF", "dead-beef", "de ad be ef"]) {
      expect(guid.read(said, "guid")).toEqual(Uint8Array.of(0xde, 0xad, 0xbe, 0xef));
      expect(isValid(guid.schema(), said)).toBe(true);
    }
  });

  it.each<[string, unknown, string]>([
    ["byte", 256, "expected a whole number from 0 to 255, got 256"],
    ["byte", -1, "expected a whole number from 0 to 255, got -1"],
    ["byte", 1.5, "expected a whole number from 0 to 255, got 1.5"],
    ["byte", "hot", 'expected a whole number, got "hot"'],
    ["byte", undefined, "expected a whole number, got undefined"],
    ["flag", 1, "expected true or false, got 1"],
    ["flag", null, "expected true or false, got null"],
    ["real", Number.NaN, "expected a number, got null"],
    ["atLeast", 0, "expected a number of at least 0.5, got 0"],
    ["atMost", 10, "expected a whole number of at most 9, got 10"],
    ["text", "12345", 'expected text of at most 4 characters of ISO 8859-1, got "12345"'],
    ["text", "€", 'expected text of at most 4 characters of ISO 8859-1, got "€"'],
    ["text", [], "expected text of at most 4 characters of ISO 8859-1, got a list"],
    ["version", "1", 'expected a version such as 1.0, got "1"'],
    ["word", "up", 'expected one of left, right, got "up"'],
    ["colour", 1, "expected one of red, green, got 1"],
    ["colour", "toString", 'expected one of red, green, got "toString"'],
    ["openColour", 8, "expected a whole number from 0 to 7, got 8"],
    ["openColour", "blue", 'expected one of red, green, or a number, got "blue"'],
    ["hex", "00000000", 'expected 0 to 3 bytes in hex, got "00000000"'],
    ["hex", "0", 'expected 0 to 3 bytes in hex, got "0"'],
    ["hex2", "zzzz", 'expected 2 bytes in hex, got "zzzz"'],
    ["hex2", {}, "expected 2 bytes in hex, got an object"],
    ["maybe", "x", 'expected a whole number, got "x"'],
  ])("%s refuses %j", (name, said, problem) => {
    const shape = shapes[name]!;
    expect(() => shape.read(said, "a.b")).toThrow(new DescriptionError("a.b", problem));
    if (!Number.isNaN(said) && said !== undefined) expect(isValid(shape.schema(), said)).toBe(false);
  });

  it("shortens what is too long to be read", () => {
    expect(() => flag.read("x".repeat(1000), "a")).toThrow(/^a: expected true or false, got "x{59}…$/);
  });
});
