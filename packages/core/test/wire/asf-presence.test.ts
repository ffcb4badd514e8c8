import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedMessageError } from "../../src/errors.ts";
import { presencePing, presencePong } from "../../src/wire/asf-presence.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { fromHex } from "../crypto/bytes.ts";
import { byte, nibble, record, testCodecLaws, uint32 } from "../support/codec-laws.ts";

const pong = {
  messageTag: 0x2a,
  enterpriseNumber: 4542,
  oemDefined: 0,
  ipmiSupported: true,
  asfVersion: 1,
  supportedInteractions: 0,
};

testCodecLaws("presence ping", {
  codec: presencePing,
  context: undefined,
  golden: [
    { name: "a ping", hex: "000011be 80 2a 00 00", value: { messageTag: 0x2a } },
    {
      name: "a reserved byte that is not 0",
      hex: "000011be 80 2a 77 00",
      value: { messageTag: 0x2a },
      decodeOnly: true,
    },
  ],
  arbitrary: record({ messageTag: byte }),
  shortest: 8,
  trailing: "refused",
});

testCodecLaws("presence pong", {
  codec: presencePong,
  context: undefined,
  golden: [
    { name: "ipmi_sim's", hex: "000011be 40 2a 00 10 000011be 00000000 81 00 000000000000", value: pong },
    {
      name: "reserved bytes that are not 0",
      hex: "000011be 40 2a ff 10 000011be 00000000 f1 00 ffffffffffff",
      value: pong,
      decodeOnly: true,
    },
    {
      name: "an OEM's, most significant byte first",
      hex: "000011be 40 00 00 10 000002a2 fedcba98 00 a0 000000000000",
      value: {
        messageTag: 0,
        enterpriseNumber: 674,
        oemDefined: 0xfedcba98,
        ipmiSupported: false,
        asfVersion: 0,
        supportedInteractions: 0xa0,
      },
    },
  ],
  arbitrary: record({
    messageTag: byte,
    enterpriseNumber: uint32,
    oemDefined: uint32,
    ipmiSupported: fc.boolean(),
    asfVersion: nibble,
    supportedInteractions: byte,
  }),
  shortest: 24,
  trailing: "refused",
});

describe("ASF presence", () => {
  it.each([
    ["a ping for a pong", "000011be 40 2a 00 00"],
    ["another enterprise", "000011bf 80 2a 00 00"],
    ["a data length that a ping does not have", "000011be 80 2a 00 10"],
  ])("refuses %s", (_, hex) => {
    expect(() => decodeFromBytes(presencePing, fromHex(hex.replaceAll(" ", "")), "ping")).toThrow(
      MalformedMessageError,
    );
  });

  it("refuses a pong whose data length is not 16", () => {
    const bytes = fromHex("000011be402a000f000011be000000008100000000000000");
    expect(() => decodeFromBytes(presencePong, bytes, "pong")).toThrow("dataLength");
  });
});
