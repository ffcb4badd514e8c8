import {
  type BridgePath,
  buildIpmbSendMessage,
  decodeFromBytes,
  getDeviceId,
  type LanResponse,
  unwrapBridgedResponse,
} from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import type { BridgeMode } from "../../src/index.ts";
import { createBmc } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

const single: BridgePath = { targetAddress: 0x30 };
const double: BridgePath = { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82 };

function bridge(
  mode: BridgeMode,
  path: BridgePath,
  netFn = 6,
  cmd = 1,
  data = new Uint8Array(0),
): readonly LanResponse[] {
  const remote = new HandConsole(createBmc()).connect();
  remote.bmc.device.bridgeMode = mode;
  const sent = buildIpmbSendMessage(path, { netFn, cmd, data, rqSeq: 5 });
  return remote.exchange(remote.lanRequest(sent.netFn, sent.cmd, sent.data, 5));
}

function deviceIdOf(answer: LanResponse | undefined): number {
  return decodeFromBytes(getDeviceId.response, answer!.data, "answer", undefined).deviceId;
}

const acknowledgement = { netFn: 7, cmd: 0x34, rqSeq: 5, completionCode: 0 };

describe("Send Message", () => {
  it("brings the answer separately, after the acknowledgement", () => {
    const [first, second, ...more] = bridge("separate", single);
    expect(first).toMatchObject({ ...acknowledgement, rsAddr: 0x20, data: new Uint8Array(0) });
    expect(second).toMatchObject({ netFn: 7, cmd: 1, rqSeq: 5, rsAddr: 0x30, rqAddr: 0x81, completionCode: 0 });
    expect(deviceIdOf(second)).toBe(0x31);
    expect(more).toStrictEqual([]);
  });

  it("brings the answer before the acknowledgement", () => {
    const [first, second] = bridge("beforeAcknowledgement", single);
    expect(first).toMatchObject({ cmd: 1, rsAddr: 0x30 });
    expect(second).toMatchObject({ ...acknowledgement, rsAddr: 0x20 });
  });

  it("brings the answer within the acknowledgement", () => {
    const answers = bridge("embedded", single);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ ...acknowledgement, rsAddr: 0x20 });
    expect(deviceIdOf(unwrapBridgedResponse(answers[0]!.data))).toBe(0x31);
  });

  it("goes two hops, in each mode", () => {
    const separate = bridge("separate", double);
    expect(separate.map(({ rsAddr, cmd }) => [rsAddr, cmd])).toStrictEqual([
      [0x20, 0x34],
      [0x82, 0x34],
      [0x72, 1],
    ]);
    expect(deviceIdOf(separate[2])).toBe(0x73);
    const before = bridge("beforeAcknowledgement", double);
    expect(before.map(({ rsAddr }) => rsAddr)).toStrictEqual([0x72, 0x82, 0x20]);
    const embedded = bridge("embedded", double);
    expect(embedded).toHaveLength(1);
    const inner = unwrapBridgedResponse(embedded[0]!.data);
    expect(inner).toMatchObject({ rsAddr: 0x72, rqSeq: 5 });
    expect(deviceIdOf(inner)).toBe(0x73);
  });

  it("finds nobody: NAK on Write, at either hop", () => {
    expect(bridge("separate", { targetAddress: 0x66 })).toMatchObject([{ cmd: 0x34, completionCode: 0x83 }]);
    expect(bridge("separate", { ...single, targetChannel: 3 })).toMatchObject([{ cmd: 0x34, completionCode: 0x83 }]);
    expect(bridge("separate", { ...double, targetAddress: 0x66 })).toMatchObject([
      { rsAddr: 0x20, completionCode: 0 },
      { rsAddr: 0x82, cmd: 0x34, completionCode: 0x83 },
    ]);
  });

  it("reaches a controller that knows little else", () => {
    expect(bridge("separate", single, 0x0a, 0x10)[1]).toMatchObject({ rsAddr: 0x30, completionCode: 0xc1 });
    expect(bridge("separate", single, 6, 1, Uint8Array.of(1))[1]).toMatchObject({ completionCode: 0xc7 });
    expect(bridge("separate", single, 6, 0x34)[1]).toMatchObject({ completionCode: 0xc7 });
  });

  it("refuses what is no IPMB message, and keeps the answer to itself without tracking", () => {
    const remote = new HandConsole(createBmc()).connect();
    expect(remote.raw(6, 0x34, 0x40, 1, 2, 3).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x34).completionCode).toBe(0xc7);
    const { data } = buildIpmbSendMessage(single, { netFn: 6, cmd: 1, data: new Uint8Array(0), rqSeq: 1 });
    expect(remote.raw(6, 0x34, 0x80, ...data.subarray(1)).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x34, 0x00, ...data.subarray(1))).toMatchObject({
      completionCode: 0,
      data: new Uint8Array(0),
    });
  });

  it("is answered from memory when repeated, acknowledgement and answer both", () => {
    const remote = new HandConsole(createBmc()).connect();
    const sent = buildIpmbSendMessage(single, { netFn: 6, cmd: 1, data: new Uint8Array(0), rqSeq: 5 });
    const message = remote.lanRequest(sent.netFn, sent.cmd, sent.data, 5);
    expect(remote.exchange(message, true)).toStrictEqual(remote.exchange(message));
    expect(remote.bmc.snapshot()).toMatchObject({ executed: 1, repeated: 1 });
  });
});
