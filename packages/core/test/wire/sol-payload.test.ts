import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import {
  emptySolConsolePacket,
  nextSolSequenceNumber,
  type SolSystemPacket,
  solConsolePacket,
  solSystemPacket,
} from "../../src/wire/sol-payload.ts";
import { byte, bytesOf, nibble, record, testCodecLaws } from "../support/codec-laws.ts";

const common = {
  packetSequenceNumber: nibble,
  acknowledgedSequenceNumber: nibble,
  acceptedCharacterCount: byte,
  nack: fc.boolean(),
  characters: bytesOf(0, 255),
};

const quiet: SolSystemPacket = {
  packetSequenceNumber: 0,
  acknowledgedSequenceNumber: 0,
  acceptedCharacterCount: 0,
  nack: false,
  characters: new Uint8Array(0),
  transferUnavailable: false,
  deactivated: false,
  transmitOverrun: false,
  breakDetected: false,
};

testCodecLaws("SOL payload from the remote console", {
  codec: solConsolePacket,
  context: undefined,
  golden: [
    {
      name: "a character typed at ipmitool",
      hex: "01 00 00 00 68",
      value: { ...emptySolConsolePacket, packetSequenceNumber: 1, characters: Uint8Array.of(0x68) },
    },
    {
      name: "an acknowledgement of 19 characters",
      hex: "00 03 13 00",
      value: { ...emptySolConsolePacket, acknowledgedSequenceNumber: 3, acceptedCharacterCount: 19 },
    },
    {
      name: "a break",
      hex: "02 00 00 10",
      value: { ...emptySolConsolePacket, packetSequenceNumber: 2, generateBreak: true },
    },
    {
      name: "a refusal of packet 15, ring, pause, DCD dropped",
      hex: "00 0f 00 6c",
      value: {
        ...emptySolConsolePacket,
        acknowledgedSequenceNumber: 15,
        nack: true,
        ring: true,
        ctsPause: true,
        dropDcdDsr: true,
      },
    },
    {
      name: "both flushes",
      hex: "00 00 00 03",
      value: { ...emptySolConsolePacket, flushInbound: true, flushOutbound: true },
    },
    {
      name: "reserved bits that are set",
      hex: "f1 f2 01 80",
      value: {
        ...emptySolConsolePacket,
        packetSequenceNumber: 1,
        acknowledgedSequenceNumber: 2,
        acceptedCharacterCount: 1,
      },
      decodeOnly: true,
    },
  ],
  arbitrary: record({
    ...common,
    ring: fc.boolean(),
    generateBreak: fc.boolean(),
    ctsPause: fc.boolean(),
    dropDcdDsr: fc.boolean(),
    flushInbound: fc.boolean(),
    flushOutbound: fc.boolean(),
  }),
  shortest: 4,
  trailing: "taken",
});

testCodecLaws("SOL payload from the managed system", {
  codec: solSystemPacket,
  context: undefined,
  golden: [
    {
      name: "an acknowledgement of one character",
      hex: "00 01 01 00",
      value: { ...quiet, acknowledgedSequenceNumber: 1, acceptedCharacterCount: 1 },
    },
    {
      name: "two characters and an acknowledgement",
      hex: "05 04 02 00 6f 6b",
      value: {
        ...quiet,
        packetSequenceNumber: 5,
        acknowledgedSequenceNumber: 4,
        acceptedCharacterCount: 2,
        characters: Uint8Array.of(0x6f, 0x6b),
      },
    },
    {
      name: "a refusal since power is off",
      hex: "00 07 00 60",
      value: { ...quiet, acknowledgedSequenceNumber: 7, nack: true, transferUnavailable: true },
    },
    { name: "the end", hex: "00 00 00 10", value: { ...quiet, deactivated: true } },
    {
      name: "an overrun and a break",
      hex: "00 00 00 0c",
      value: { ...quiet, transmitOverrun: true, breakDetected: true },
    },
    { name: "reserved bits that are set", hex: "f0 f0 00 83", value: quiet, decodeOnly: true },
  ],
  arbitrary: record({
    ...common,
    transferUnavailable: fc.boolean(),
    deactivated: fc.boolean(),
    transmitOverrun: fc.boolean(),
    breakDetected: fc.boolean(),
  }),
  shortest: 4,
  trailing: "taken",
});

describe("SOL packets", () => {
  it("carry 255 characters and no more", () => {
    const decoders = [
      (bytes: Uint8Array) => decodeFromBytes(solConsolePacket, bytes, "SOL"),
      (bytes: Uint8Array) => decodeFromBytes(solSystemPacket, bytes, "SOL"),
    ];
    for (const decode of decoders) {
      expect(decode(new Uint8Array(4 + 255)).characters).toHaveLength(255);
      expect(() => decode(new Uint8Array(4 + 256))).toThrow("more than 255");
    }
  });

  it("count from 1 to 15 and round again, past 0", () => {
    const numbers = [0];
    for (let count = 0; count < 16; count++) numbers.push(nextSolSequenceNumber(numbers.at(-1)!));
    expect(numbers).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 1]);
  });
});
