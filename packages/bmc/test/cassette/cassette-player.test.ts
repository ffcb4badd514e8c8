import { type BridgePath, buildIpmbSendMessage, type LanResponse, unwrapBridgedResponse } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Haystack } from "../../../core/test/support/haystack.ts";
import {
  type BridgeMode,
  CassetteAssertionError,
  CassettePlayer,
  type CassettePlayerOptions,
  readCassette,
} from "../../src/index.ts";
import { ascii, createBmc, drain, feed } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

type Exchange = Readonly<Record<string, unknown>>;

const temperature: readonly Exchange[] = [
  { netFn: 4, cmd: 0x2d, data: "01", response: "20c000", delay: 20 },
  { netFn: 4, cmd: 0x2d, data: "01", response: "21c000" },
  { netFn: 4, cmd: 0x2d, data: "02", completionCode: 0xcb },
];

function play(
  exchanges: readonly Exchange[],
  options: CassettePlayerOptions = {},
  bridgeMode: BridgeMode = "separate",
): { readonly remote: HandConsole; readonly player: CassettePlayer } {
  const player = new CassettePlayer(readCassette({ version: 1, bridgeMode, exchanges }), options);
  const bmc = createBmc({ builtInCommands: "session" });
  bmc.handleRaw(player.handle);
  return { remote: new HandConsole(bmc).connect(), player };
}

describe("CassettePlayer", () => {
  it("answers in the order of the recording, then the last again", () => {
    const { remote, player } = play(temperature, { timing: "none" });
    const readings = [1, 2, 3].map(() => remote.raw(4, 0x2d, 1).data[0]);
    expect(readings).toEqual([0x20, 0x21, 0x21]);
    expect(player.unasked.map(({ data }) => data)).toEqual([Uint8Array.of(2)]);
    expect(remote.raw(4, 0x2d, 2).completionCode).toBe(0xcb);
    player.assertAllAsked();
    player.assertNothingUnknown();
  });

  it("refuses what was recorded less often, where that is wanted", () => {
    const { remote, player } = play(temperature, { timing: "none", exhausted: "refuse" });
    const codes = [1, 2, 3].map(() => remote.raw(4, 0x2d, 1).completionCode);
    expect(codes).toEqual([0, 0, 0xc1]);
    expect(player.unknown).toMatchObject([{ netFn: 4, cmd: 0x2d, times: 1 }]);
  });

  it("refuses what was not recorded, and says so", () => {
    const heard: string[] = [];
    const onUnknown: CassettePlayerOptions["onUnknown"] = ({ cmd, times }) => heard.push(`${cmd} ${times}`);
    const { remote, player } = play(temperature, { unknown: 0xd5, onUnknown });
    expect(remote.raw(6, 1).completionCode).toBe(0xd5);
    expect(remote.raw(6, 1).completionCode).toBe(0xd5);
    expect(remote.raw(4, 0x2d, 3).completionCode).toBe(0xd5);
    expect(heard).toEqual(["1 1", "1 2", "45 1"]);
    expect(player.unknown).toMatchObject([
      { netFn: 6, cmd: 1, times: 2 },
      { netFn: 4, cmd: 0x2d, times: 1 },
    ]);
    expect(() => player.assertNothingUnknown()).toThrow(
      "2 requests were asked and not recorded:\n" +
        "- Get Device ID (netFn 06h, command 01h, no data)\n" +
        "- Get Sensor Reading (netFn 04h, command 2Dh, data 03)",
    );
    expect(() => player.assertAllAsked()).toThrow(CassetteAssertionError);
    expect(() => player.assertAllAsked()).toThrow(/^3 recorded requests were not asked:/);
  });

  it("takes as long as the managed system did, also when the request comes again", () => {
    const { remote } = play(temperature);
    const message = remote.lanRequest(4, 0x2d, Uint8Array.of(1));
    expect(remote.exchange(message)).toEqual([]);
    expect(remote.last.at).toBe(20);
    remote.now = 5;
    expect(remote.exchange(message, true)).toEqual([]);
    remote.bmc.handleInput({ type: "timeout", now: 19.9 });
    expect(drain(remote.bmc).datagrams).toEqual([]);
    const { datagrams } = feed(remote.bmc, { type: "timeout", now: 20 });
    const answers = remote.open(datagrams.map(({ datagram }) => datagram));
    expect(answers.map(({ data }) => data[0])).toEqual([0x20, 0x20]);
  });

  it("does not care which reservation a request is made under, nor for passwords", () => {
    const { remote, player } = play([
      { netFn: 0x0a, cmd: 0x23, data: "0700000000ff", response: "ffff01" },
      { netFn: 6, cmd: 0x47, data: "020200000000000000000000000000000000" },
      { netFn: 6, cmd: 0x56, data: "010101", response: "00" },
    ]);
    expect(remote.raw(0x0a, 0x23, 9, 1, 0, 0, 0, 0xff).data).toEqual(Uint8Array.of(0xff, 0xff, 1));
    expect(remote.raw(0x0a, 0x23, 9, 1, 1, 0, 0, 0xff).completionCode).toBe(0xc1);
    expect(remote.raw(6, 0x47, 2, 2, ...new Uint8Array(16).fill(0x41)).completionCode).toBe(0);
    expect(remote.raw(6, 0x47, 3, 2, ...new Uint8Array(16).fill(0x41)).completionCode).toBe(0xc1);
    expect(() => player.assertNothingUnknown()).toThrow(/data 03 02 00 00/);
  });

  describe("of records and FRUs", () => {
    /** An SDR of 12 bytes, read under the name of the first, then under its own ID 0103h; two pieces of a FRU. */
    const pieces: readonly Exchange[] = [
      { netFn: 0x0a, cmd: 0x23, data: "000000000005", response: "04010301510207" },
      { netFn: 0x0a, cmd: 0x23, data: "010003010504", response: "040105060708" },
      { netFn: 0x0a, cmd: 0x23, data: "010003010903", response: "0401090a0b" },
      { netFn: 0x0a, cmd: 0x23, data: "010004010005", response: "ffff04015102ff" },
      { netFn: 0x0a, cmd: 0x43, data: "0000000000ff", response: `ffff${"01".repeat(16)}` },
      { netFn: 0x0a, cmd: 0x11, data: "00000004", response: "0400010203" },
      { netFn: 0x0a, cmd: 0x11, data: "00040004", response: "0404050607" },
      { netFn: 0x0a, cmd: 0x11, data: "00200001", response: "01ff" },
      { netFn: 0x0a, cmd: 0x10, data: "05", response: "000101" },
      { netFn: 0x0a, cmd: 0x11, data: "05000004", response: "0400010203" },
    ];
    const record = [3, 1, 0x51, 2, 7, 5, 6, 7, 8, 9, 10, 11];

    it("joins the pieces, whoever asks for others", () => {
      const { remote, player } = play(pieces, { timing: "none" });
      const read = (...data: readonly number[]): readonly number[] => [...remote.raw(0x0a, 0x23, ...data).data];
      expect(read(9, 0, 0, 0, 0, 0xff)).toEqual([4, 1, ...record]);
      expect(read(9, 0, 3, 1, 0, 0xff)).toEqual([4, 1, ...record]);
      expect(read(9, 0, 0, 0, 4, 8)).toEqual([4, 1, ...record.slice(4)]);
      expect(read(9, 0, 3, 1, 3, 0xff)).toEqual([4, 1, ...record.slice(3)]);
      expect([...remote.raw(0x0a, 0x43, 0, 0, 1, 1, 14, 2).data]).toEqual([0xff, 0xff, 1, 1]);
      expect([...remote.raw(0x0a, 0x11, 0, 2, 0, 3).data]).toEqual([3, 2, 3, 4]);
      expect([...remote.raw(0x0a, 0x11, 0, 6, 0, 200).data]).toEqual([2, 6, 7]);
      player.assertNothingUnknown();
    });

    it("makes nothing up", () => {
      const { remote } = play(pieces, { timing: "none" });
      for (const [cmd, data] of [
        [0x23, [9, 0, 4, 1, 0, 0xff]],
        [0x23, [9, 0, 3, 1, 11, 2]],
        [0x23, [9, 0, 3, 1, 0, 13]],
        [0x23, [9, 0, 3, 1, 0]],
        [0x23, [9, 0, 5, 1, 0, 0xff]],
        [0x11, [0, 8, 0, 1]],
        [0x11, [1, 0, 0, 1]],
        [0x11, [5, 0, 0, 2]],
      ] as const) {
        expect(remote.raw(0x0a, cmd, ...data).completionCode, data.join(" ")).toBe(0xc1);
      }
    });

    it("leaves them as they were recorded where that is wanted", () => {
      const { remote } = play(pieces, { timing: "none", pieces: "recorded" });
      expect(remote.raw(0x0a, 0x23, 9, 0, 3, 1, 0, 0xff).completionCode).toBe(0xc1);
      expect(remote.raw(0x0a, 0x23, 9, 0, 3, 1, 9, 3).completionCode).toBe(0);
    });
  });

  it("keeps no password and no key of what is unknown, nor tells one", () => {
    const heard: unknown[] = [];
    const { remote, player } = play([], { onUnknown: (request) => void heard.push(request) });
    const secret = ascii("v9Xq-3mTz_7wKc.2rHb+");
    remote.raw(6, 0x47, 0x82, 2, ...secret);
    remote.raw(6, 0x56, 1, 1, 1, ...secret);
    expect(player.unknown.map(({ cmd }) => cmd)).toEqual([0x47, 0x56]);
    const haystack = new Haystack().show(heard).show(player).show(player.unknown);
    try {
      player.assertNothingUnknown();
    } catch (error) {
      haystack.show(error);
    }
    expect(haystack.text).toContain("Set User Password");
    expect(haystack.find({ secret }, { window: 8 })).toEqual([]);
  });

  it("tells LUNs apart", () => {
    const { remote } = play([{ netFn: 4, cmd: 0x2d, lun: 1, data: "01", response: "05" }]);
    expect(remote.raw(4, 0x2d, 1).completionCode).toBe(0xc1);
  });

  it("wants a completion code that is one", () => {
    const cassette = readCassette({ version: 1, exchanges: [] });
    expect(() => new CassettePlayer(cassette, { unknown: 0 })).toThrow(/from 1 to 255/);
    expect(() => new CassettePlayer(cassette, { unknown: 1.5 })).toThrow(/from 1 to 255/);
  });

  it("leaves sessions to the managed system, and nothing else", () => {
    const { remote, player } = play([]);
    expect(remote.raw(6, 0x3b, 4).completionCode).toBe(0);
    expect(remote.raw(6, 0x38, 0x0e, 4).completionCode).toBe(0);
    expect(remote.raw(0, 1).completionCode).toBe(0xc1);
    expect(player.unknown).toHaveLength(1);
  });
});

describe("CassettePlayer, bridging", () => {
  const near: BridgePath = { targetAddress: 0x30 };
  const far: BridgePath = { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82 };
  const recorded: readonly Exchange[] = [
    { netFn: 6, cmd: 1, bridge: { channel: 0, address: 0x30 }, response: "31" },
    {
      netFn: 6,
      cmd: 1,
      bridge: { channel: 7, address: 0x72, transitChannel: 0, transitAddress: 0x82 },
      response: "73",
    },
    { netFn: 6, cmd: 1, bridge: { channel: 0, address: 0x66, refusedBy: "managedSystem" }, completionCode: 0x83 },
    {
      netFn: 6,
      cmd: 1,
      bridge: { channel: 7, address: 0x66, transitChannel: 0, transitAddress: 0x82, refusedBy: "transit" },
      completionCode: 0x82,
    },
  ];

  function ask(mode: BridgeMode, path: BridgePath, cmd = 1): readonly LanResponse[] {
    const { remote } = play(recorded, {}, mode);
    const sent = buildIpmbSendMessage(path, { netFn: 6, cmd, data: new Uint8Array(0), rqSeq: 5 });
    return remote.exchange(remote.lanRequest(sent.netFn, sent.cmd, sent.data, 5));
  }

  it.each([
    ["separate", [0x20, 0x30], [0x20, 0x82, 0x72]],
    ["beforeAcknowledgement", [0x30, 0x20], [0x72, 0x82, 0x20]],
  ] as const)("brings answers as the recorded bridge did: %s", (mode, one, two) => {
    const single = ask(mode, near);
    expect(single.map(({ rsAddr }) => rsAddr)).toEqual(one);
    expect(single.find(({ rsAddr }) => rsAddr === 0x30)).toMatchObject({ rqSeq: 5, data: Uint8Array.of(0x31) });
    const double = ask(mode, far);
    expect(double.map(({ rsAddr }) => rsAddr)).toEqual(two);
    expect(double.find(({ rsAddr }) => rsAddr === 0x72)).toMatchObject({ rqSeq: 5, data: Uint8Array.of(0x73) });
  });

  it("brings answers within the acknowledgement", () => {
    const [answer] = ask("embedded", far);
    expect(unwrapBridgedResponse(answer!.data)).toMatchObject({ rsAddr: 0x72, data: Uint8Array.of(0x73) });
  });

  it("refuses at the hop that refused", () => {
    expect(ask("separate", { targetAddress: 0x66 })).toMatchObject([{ rsAddr: 0x20, completionCode: 0x83 }]);
    expect(ask("separate", { ...far, targetAddress: 0x66 })).toMatchObject([
      { rsAddr: 0x20, completionCode: 0 },
      { rsAddr: 0x82, completionCode: 0x82 },
    ]);
  });

  it("knows what a known controller was not asked, and controllers nobody asked", () => {
    expect(ask("separate", near, 2)).toMatchObject([
      { rsAddr: 0x20, completionCode: 0 },
      { rsAddr: 0x30, cmd: 2, completionCode: 0xc1 },
    ]);
    expect(ask("separate", { targetAddress: 0x44 })).toMatchObject([{ rsAddr: 0x20, cmd: 0x34, completionCode: 0xc1 }]);
  });

  it("says the way in what was unknown", () => {
    const { remote, player } = play(recorded);
    const sent = buildIpmbSendMessage(far, { netFn: 6, cmd: 2, data: new Uint8Array(0), rqSeq: 5 });
    remote.exchange(remote.lanRequest(sent.netFn, sent.cmd, sent.data, 5));
    expect(() => player.assertNothingUnknown()).toThrow(
      "Cold Reset at 72h on channel 7 behind 82h on channel 0 (netFn 06h, command 02h, no data)",
    );
  });
});
