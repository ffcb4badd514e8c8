import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MalformedMessageError } from "../../src/errors.ts";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { checksum, decodeLanRequest, decodeLanResponse, lanRequest, lanResponse } from "../../src/wire/lan-message.ts";
import { flipBit, fromHex } from "../crypto/bytes.ts";
import { byte, bytesOf, record, sixBits, testCodecLaws } from "../support/codec-laws.ts";
import { recordedPayload } from "../support/recorded-packets.ts";

const lun = fc.integer({ min: 0, max: 3 });
const request = {
  rsAddr: 0x20,
  netFn: 6,
  rsLun: 0,
  rqAddr: 0x81,
  rqSeq: 1,
  rqLun: 0,
  cmd: 0x3b,
  data: fromHex("04"),
};
const response = {
  rqAddr: 0x81,
  netFn: 7,
  rqLun: 0,
  rsAddr: 0x20,
  rqSeq: 1,
  rsLun: 0,
  cmd: 0x3b,
  completionCode: 0,
  data: fromHex("04"),
};
const arbitraryRequest = record({
  rsAddr: byte,
  netFn: sixBits.map((netFn) => netFn & 0x3e),
  rsLun: lun,
  rqAddr: byte,
  rqSeq: sixBits,
  rqLun: lun,
  cmd: byte,
  data: bytesOf(0, 60),
});
const arbitraryResponse = record({
  rqAddr: byte,
  netFn: sixBits.map((netFn) => netFn | 1),
  rqLun: lun,
  rsAddr: byte,
  rqSeq: sixBits,
  rsLun: lun,
  cmd: byte,
  completionCode: byte,
  data: bytesOf(0, 60),
});

testCodecLaws("LAN request", {
  codec: lanRequest,
  context: undefined,
  golden: [
    { name: "ipmitool's Set Session Privilege Level", hex: recordedPayload(0, 6), value: request },
    {
      name: "Get Channel Authentication Capabilities",
      hex: "20 18 c8 81 00 38 8e 04 b5",
      value: { ...request, rqSeq: 0, cmd: 0x38, data: fromHex("8e04") },
    },
    {
      name: "an IPMB frame with LUNs",
      hex: "24 b2 2a 20 16 00 01 c9",
      value: { rsAddr: 0x24, netFn: 0x2c, rsLun: 2, rqAddr: 0x20, rqSeq: 5, rqLun: 2, cmd: 0, data: fromHex("01") },
    },
  ],
  arbitrary: arbitraryRequest,
  shortest: 7,
  trailing: "taken",
});

testCodecLaws("LAN response", {
  codec: lanResponse,
  context: undefined,
  golden: [
    { name: "ipmi_sim's Set Session Privilege Level", hex: recordedPayload(0, 7), value: response },
    {
      name: "ipmi_sim's refusal of a PICMG command",
      hex: recordedPayload(0, 13),
      value: {
        ...response,
        netFn: 0x2d,
        rqSeq: 4,
        cmd: 0,
        completionCode: 0xc1,
        data: new Uint8Array(),
      },
    },
  ],
  arbitrary: arbitraryResponse,
  shortest: 8,
  trailing: "taken",
});

describe("LAN messages", () => {
  it("have checksums that make their groups sum to 0", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const sum = bytes.reduce((sum, byte) => sum + byte, checksum(bytes, 0, bytes.length));
        expect(sum & 0xff).toBe(0);
      }),
    );
    expect(checksum(fromHex("ff2018ff"), 1, 3)).toBe(0xc8);
  });

  it("with any bit flipped fail a checksum, and say which", () => {
    const bytes = fromHex(recordedPayload(0, 6));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const field = bit < 3 * 8 ? "LAN message: checksum1" : "LAN message: checksum2";
      expect(() => decodeLanRequest(flipBit(bytes, bit))).toThrow(expect.objectContaining({ field }));
    }
  });

  it("are read without checksums where asked", () => {
    const wrong = flipBit(flipBit(fromHex(recordedPayload(0, 6)), 2 * 8), 7 * 8);
    expect(decodeLanRequest(wrong, { verifyChecksums: false })).toStrictEqual(request);
    expect(() => decodeLanRequest(wrong, { verifyChecksums: true })).toThrow(MalformedMessageError);
    const wrongResponse = flipBit(fromHex(recordedPayload(0, 7)), 8 * 8);
    expect(decodeLanResponse(wrongResponse, { verifyChecksums: false })).toStrictEqual(response);
  });

  it("are not taken for the other direction", () => {
    expect(() => decodeLanRequest(fromHex(recordedPayload(0, 7)))).toThrow("netFn");
    expect(() => decodeLanResponse(encodeToBytes(lanRequest, { ...request, data: fromHex("0000") }))).toThrow("netFn");
  });

  it("are never anything but a value or malformed, whatever the bytes and with the checksums ignored", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        for (const decode of [decodeLanRequest, decodeLanResponse]) {
          try {
            decode(bytes, { verifyChecksums: false });
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedMessageError);
          }
        }
      }),
    );
  });
});
