import { MalformedMessageError } from "@ruipmi/core";
import { ByteReader, type Codec, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  decodeTypeLength,
  encodeTypeLength,
  latin1,
  maxSdrTypeLength,
  type TypeLengthString,
  typeLengthText,
} from "../../src/formats/type-length.ts";

const codec: Codec<TypeLengthString> = {
  encode: (value, writer) => encodeTypeLength(value, writer),
  decode: (reader) => decodeTypeLength(reader, "name"),
};

function text(alphabet: string, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet), maxLength }).map((string) => string.trimEnd());
}

const sixBits = Array.from({ length: 64 }, (_, code) => String.fromCharCode(code + 0x20)).join("");
const eightBits = Array.from({ length: 255 }, (_, code) => String.fromCharCode(code + 1)).join("");

const anyString: fc.Arbitrary<TypeLengthString> = fc.oneof(
  bytesOf(0, 63).map((bytes) => ({ encoding: "binary" as const, bytes })),
  text("0123456789 -.:,_", 126).map((string) => ({ encoding: "bcdPlus" as const, text: string })),
  text(sixBits, 84).map((string) => ({ encoding: "sixBitAscii" as const, text: string })),
  text(eightBits, 63).map((string) => ({ encoding: "latin1" as const, text: string })),
);

testCodecLaws("type/length string", {
  codec,
  context: undefined,
  golden: [
    { name: "nothing", hex: "00", value: { encoding: "binary", bytes: new Uint8Array(0) } },
    { name: "binary", hex: "02 c1 00", value: { encoding: "binary", bytes: Uint8Array.of(0xc1, 0) } },
    { name: "BCD plus", hex: "44 12 34 b5 ca", value: { encoding: "bcdPlus", text: "1234-5." } },
    // The specification's own example (FRU Information Storage Definition §13.3): "IPMI".
    { name: "six bits", hex: "83 29 dc a6", value: { encoding: "sixBitAscii", text: "IPMI" } },
    { name: "Latin 1", hex: "c4 46 41 4e e9", value: { encoding: "latin1", text: "FANé" } },
    { name: "one character", hex: "c2 41 00", value: latin1("A") },
    { name: "zeros at the end", hex: "c4 46 41 00 00", value: latin1("FA"), decodeOnly: true },
  ],
  arbitrary: anyString,
  shortest: 1,
  trailing: "refused",
});

describe("a type/length string", () => {
  it("is cut off where it is too long", () => {
    expect(encodeToBytes(codec, latin1("x".repeat(70)))).toHaveLength(64);
    const sdr: Codec<TypeLengthString> = { ...codec, encode: (value, writer) => encodeTypeLength(value, writer, 16) };
    expect(encodeToBytes(sdr, latin1("a name of more than sixteen"))).toHaveLength(17);
  });

  it("has five bits of length in an SDR", () => {
    const reader = new ByteReader(Uint8Array.of(0xe2, 0x41, 0x42), "name");
    expect(decodeTypeLength(reader, "name", maxSdrTypeLength)).toStrictEqual(latin1("AB"));
    const short = new ByteReader(Uint8Array.of(0xe2, 0x41, 0x42), "name");
    expect(() => decodeTypeLength(short, "name")).toThrow(MalformedMessageError);
  });

  it("writes blank or ? for what an encoding does not have", () => {
    expect([...encodeToBytes(codec, { encoding: "bcdPlus", text: "1x2" })]).toStrictEqual([0x42, 0x1a, 0x2a]);
    expect([...encodeToBytes(codec, { encoding: "sixBitAscii", text: "a" })]).toStrictEqual([0x81, 0]);
    expect([...encodeToBytes(codec, latin1("€5"))]).toStrictEqual([0xc2, 0x3f, 0x35]);
  });

  it("is text to a reader", () => {
    expect(typeLengthText(latin1("FAN1"))).toBe("FAN1");
    expect(typeLengthText({ encoding: "binary", bytes: Uint8Array.of(1, 0xab) })).toBe("01ab");
  });
});
