import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeToBytes } from "../../src/wire/codec.ts";
import { buildIpmbSendMessage, unwrapBridgedResponse } from "../../src/wire/ipmb-send-message.ts";
import { decodeLanRequest, type LanResponse, lanResponse } from "../../src/wire/lan-message.ts";
import { concat, fromHex, toHex } from "../crypto/bytes.ts";
import { byte, bytesOf, record, sixBits } from "../support/codec-laws.ts";

const getDeviceId = { netFn: 0x06, cmd: 0x01, data: new Uint8Array() };

const answer: LanResponse = {
  rqAddr: 0x20,
  netFn: 7,
  rqLun: 0,
  rsAddr: 0x30,
  rqSeq: 6,
  rsLun: 0,
  cmd: 1,
  completionCode: 0,
  data: fromHex("02081001"),
};

/** A Send Message response from the controller in between. */
function acknowledgement(data: Uint8Array, completionCode = 0): LanResponse {
  return { ...answer, rsAddr: 0x24, cmd: 0x34, completionCode, data };
}

function wire(response: LanResponse): Uint8Array {
  return encodeToBytes(lanResponse, response);
}

describe("buildIpmbSendMessage", () => {
  it("wraps as ipmitool does, one hop: Get Device ID of 30h", () => {
    const { netFn, cmd, data } = buildIpmbSendMessage({ targetAddress: 0x30 }, { ...getDeviceId, rqSeq: 6 });
    expect({ netFn, cmd }).toStrictEqual({ netFn: 0x06, cmd: 0x34 });
    expect(toHex(data)).toBe("403018b881180166");
  });

  it("wraps as ipmitool does, one hop: Get Sensor Reading of 30h", () => {
    const request = { netFn: 0x04, cmd: 0x2d, data: fromHex("01"), rqSeq: 6 };
    expect(toHex(buildIpmbSendMessage({ targetAddress: 0x30 }, request).data)).toBe("403010c081182d0139");
  });

  it("puts channel, LUN and requester's address where they belong", () => {
    const path = { targetAddress: 0x72, targetChannel: 7, targetLun: 2 };
    const { data } = buildIpmbSendMessage(path, { ...getDeviceId, rqSeq: 0x3f, requesterAddress: 0x20 });
    expect(data[0]).toBe(0x47);
    expect(decodeLanRequest(data.subarray(1))).toStrictEqual({
      rsAddr: 0x72,
      netFn: 6,
      rsLun: 2,
      rqAddr: 0x20,
      rqSeq: 0x3f,
      rqLun: 0,
      cmd: 1,
      data: new Uint8Array(),
    });
  });

  it("nests a second Send Message for two hops, with 81h outside and 20h inside", () => {
    const path = { transitAddress: 0x82, transitChannel: 0, targetAddress: 0x72, targetChannel: 7 };
    const { netFn, cmd, data } = buildIpmbSendMessage(path, { ...getDeviceId, rqSeq: 5 });
    expect({ netFn, cmd, channel: data[0] }).toStrictEqual({ netFn: 0x06, cmd: 0x34, channel: 0x40 });
    const outer = decodeLanRequest(data.subarray(1));
    expect({ ...outer, data: outer.data[0] }).toStrictEqual({
      rsAddr: 0x82,
      netFn: 6,
      rsLun: 0,
      rqAddr: 0x81,
      rqSeq: 5,
      rqLun: 0,
      cmd: 0x34,
      data: 0x47,
    });
    expect(decodeLanRequest(outer.data.subarray(1))).toStrictEqual({
      rsAddr: 0x72,
      netFn: 6,
      rsLun: 0,
      rqAddr: 0x20,
      rqSeq: 5,
      rqLun: 0,
      cmd: 1,
      data: new Uint8Array(),
    });
  });
});

describe("unwrapBridgedResponse", () => {
  it("finds the answer in the acknowledgement", () => {
    expect(
      unwrapBridgedResponse(fromHex("201cc430180100020810 0102a0911200030f0000000045".replace(" ", ""))),
    ).toStrictEqual({
      ...answer,
      data: fromHex("0208100102a0911200030f00000000"),
    });
  });

  it("finds it two acknowledgements deep", () => {
    expect(unwrapBridgedResponse(wire(acknowledgement(wire(answer))))).toStrictEqual(answer);
  });

  it("gives the next hop's refusal", () => {
    const refusal = acknowledgement(new Uint8Array(), 0xd3);
    expect(unwrapBridgedResponse(wire(refusal))).toStrictEqual(refusal);
    expect(unwrapBridgedResponse(wire(acknowledgement(wire(refusal))))).toStrictEqual(refusal);
  });

  it("gives the next hop's acknowledgement where the answer is still to come", () => {
    const empty = acknowledgement(new Uint8Array());
    expect(unwrapBridgedResponse(wire(empty))).toStrictEqual(empty);
  });

  it("does not look into the data of an answer", () => {
    const outer = { ...answer, data: wire(answer) };
    expect(unwrapBridgedResponse(wire(outer))).toStrictEqual(outer);
  });

  it("finds nothing in no data, a wrong checksum, or a request", () => {
    expect(unwrapBridgedResponse(new Uint8Array())).toBeUndefined();
    expect(unwrapBridgedResponse(concat(wire(answer).subarray(0, -1), fromHex("00")))).toBeUndefined();
    expect(unwrapBridgedResponse(fromHex("3018b881180166"))).toBeUndefined();
  });

  it("takes a wrong checksum where checksums are not verified (nochecksumcheck)", () => {
    const spoilt = wire(answer);
    spoilt[spoilt.length - 1]! ^= 0xff;
    expect(unwrapBridgedResponse(spoilt, { verifyChecksums: true })).toBeUndefined();
    expect(unwrapBridgedResponse(spoilt, { verifyChecksums: false })).toStrictEqual(answer);
  });

  it("survives any bytes, and more layers than a stack has room for", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(() => unwrapBridgedResponse(bytes)).not.toThrow();
      }),
    );
    let layers = wire(answer);
    while (layers.length < 20_000) layers = wire(acknowledgement(layers));
    expect(unwrapBridgedResponse(layers)).toStrictEqual(answer);
  });

  it("finds whatever was answered", () => {
    const response = record({ rqSeq: sixBits, cmd: byte, completionCode: byte, data: bytesOf(0, 40) });
    fc.assert(
      fc.property(response, (fields) => {
        const response = { ...answer, ...fields, netFn: 5 };
        expect(unwrapBridgedResponse(wire(response))).toStrictEqual(response);
      }),
    );
  });
});
