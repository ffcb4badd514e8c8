import { describeCassette, readCassette } from "@ruipmi/bmc";
import { ByteWriter, encodeLanResponse, type LanResponse } from "@ruipmi/core/wire";
import type { TimelessInput } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { Haystack } from "../../../core/test/support/haystack.ts";
import { cassetteOf } from "../../src/cassette/cassette-of.ts";
import type { FollowedDatagram } from "../../src/sessions/followed-datagram.ts";
import { askCassette } from "../support/cassette-bmc.ts";
import type { MockWorld } from "../support/mock-capture.ts";
import { mockSessions, recordedCaptures, recordedSessions } from "../support/recordings.ts";

const command = (requestId: number, netFn: number, cmd: number, ...data: readonly number[]): TimelessInput => ({
  type: "request",
  requestId,
  request: { type: "command", netFn, cmd, data: Uint8Array.from(data) },
});
const bridged = (requestId: number, targetAddress: number, transitAddress?: number): TimelessInput => ({
  type: "request",
  requestId,
  request: {
    type: "command",
    netFn: 6,
    cmd: 1,
    data: new Uint8Array(0),
    bridge: {
      targetAddress,
      ...(transitAddress === undefined ? {} : { transitAddress, targetChannel: 7 }),
    },
  },
});

const work: readonly (readonly [number, TimelessInput])[] = [
  [0, { type: "request", requestId: 100, request: { type: "presencePing" } }],
  [200, command(1, 6, 1)],
  [210, command(2, 0x0a, 0x40)],
  [220, command(3, 4, 0x2d, 1)],
  [300, bridged(4, 0x30)],
  [500, bridged(5, 0x72, 0x82)],
  [700, bridged(6, 0x66)],
  [900, bridged(7, 0x66, 0x82)],
  [9000, { type: "closeSession" }],
];

function recorded(world: Partial<MockWorld> = {}): ReturnType<typeof cassetteOf> {
  return cassetteOf(mockSessions({ consoles: [{ inputs: work }], ...world }), "a test");
}

describe("cassetteOf", () => {
  it("keeps what was asked and answered, and where, without what sessions are made of", () => {
    const { about, guid, bridgeMode, exchanges } = recorded();
    expect({ about, bridgeMode, guidLength: guid?.length }).toEqual({
      about: "a test",
      bridgeMode: "separate",
      guidLength: 16,
    });
    expect(exchanges.map(({ name, bridge, completionCode }) => [name, bridge, completionCode])).toEqual([
      ["Get Device ID", undefined, 0],
      ["Get SEL Info", undefined, 0],
      ["Get Sensor Reading", undefined, 0],
      ["Get Device ID", { channel: 0, address: 0x30 }, 0],
      ["Get Device ID", { channel: 7, address: 0x72, transitChannel: 0, transitAddress: 0x82 }, 0],
      ["Get Device ID", { channel: 0, address: 0x66, refusedBy: "managedSystem" }, 0x83],
      [
        "Get Device ID",
        { channel: 7, address: 0x66, transitChannel: 0, transitAddress: 0x82, refusedBy: "transit" },
        0x83,
      ],
    ]);
    expect(exchanges[0]!.response[0]).toBe(0x20);
    expect(exchanges[3]!.response[0]).toBe(0x31);
    expect(exchanges[4]!.response[0]).toBe(0x73);
  });

  it("has what was sent again, answered twice or captured twice once", () => {
    const inputs = Array.from(
      { length: 40 },
      (_, index) => [200 + 1500 * index, command(index, 4, 0x2d, index)] as const,
    );
    const world = { consoles: [{ inputs }], until: 100_000 };
    const calm = recorded(world).exchanges;
    for (const seed of [1, 2, 3]) {
      const conditions = { loss: 0.1, duplicate: 0.2, delay: 5, jitter: 10 };
      const stormy = recorded({ ...world, seed, conditions }).exchanges;
      const asked = stormy.map(({ data }) => data[0]!);
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.length).toBeGreaterThan(35);
      for (const exchange of stormy) {
        expect(exchange.completionCode).toBe(calm.find(({ data }) => data[0] === exchange.data[0])!.completionCode);
      }
    }
  });

  it("has what was answered twice once, with the first answer", () => {
    // Longer than the remote console waits: it asks again, and is answered again.
    const inputs = [[5000, command(1, 6, 1)]] as const;
    const slow = { conditionsFrom: 4000, conditions: { delay: 700 } };
    const recordings = mockSessions({ consoles: [{ inputs }], ...slow });
    const answers = recordings[0]!.datagrams.filter(
      ({ message, from }) => from === "managedSystem" && message?.cmd === 1,
    );
    expect(answers.length).toBeGreaterThan(1);
    expect(cassetteOf(recordings).exchanges.map(({ name }) => name)).toEqual(["Get Device ID"]);
  });

  it("takes the answer that comes behind an embedded acknowledgement", () => {
    const [recording] = mockSessions({ consoles: [{ inputs: [[200, bridged(5, 0x72, 0x82)]] }] });
    const { datagrams } = recording!;
    const isAcknowledgement = ({ message, from }: FollowedDatagram): boolean =>
      from === "managedSystem" && message?.cmd === 0x34 && message.rsAddr === 0x20;
    const transits = datagrams.find(({ message, from }) => from === "managedSystem" && message?.rsAddr === 0x82);
    const embedded = new ByteWriter();
    encodeLanResponse(transits!.message as LanResponse, embedded);
    const changed = datagrams
      .filter((item) => item !== transits)
      .map((item) =>
        isAcknowledgement(item)
          ? { ...item, message: { ...(item.message as LanResponse), data: embedded.toBytes() } }
          : item,
      );
    const { exchanges } = cassetteOf([{ ...recording!, datagrams: changed }]);
    expect(exchanges).toMatchObject([{ name: "Get Device ID", bridge: { address: 0x72 }, completionCode: 0 }]);
    expect(exchanges[0]!.response[0]).toBe(0x73);
  });

  it("says how long answers took", () => {
    const conditions = { delay: 7 };
    expect(recorded({ conditions }).exchanges.map(({ delay }) => delay)).toEqual([7, 7, 7, 7, 7, 7, 7]);
  });

  it("keeps no passwords", () => {
    const secret = Array.from("a password of 16", (character) => character.charCodeAt(0));
    const inputs = [[200, command(1, 6, 0x47, 2, 2, ...secret)]] as const;
    const [exchange] = recorded({ consoles: [{ inputs }] }).exchanges;
    expect(exchange).toMatchObject({ name: "Set User Password", data: Uint8Array.of(2, 2, ...new Array(16).fill(0)) });
  });

  it("keeps no keys, in requests and in answers", () => {
    const secret = Uint8Array.from("kg/5dQs#8nJd=4pLf!6s", (character) => character.charCodeAt(0));
    const key = { channelNumber: 1, keyId: 1 } as const;
    const inputs = [
      [200, command(1, 6, 0x56, key.channelNumber, 1, key.keyId, ...secret)],
      [400, command(2, 6, 0x56, key.channelNumber, 0, key.keyId)],
    ] as const;
    const { exchanges } = recorded({ consoles: [{ inputs }] });
    expect(exchanges.map(({ name, completionCode }) => [name, completionCode])).toEqual([
      ["Set Channel Security Keys", 0],
      ["Set Channel Security Keys", 0],
    ]);
    expect(exchanges[1]!.response).toHaveLength(21);
    expect(new Haystack().show(exchanges).find({ secret }, { window: 8 })).toEqual([]);
  });

  const names = Object.keys(recordedCaptures);
  it.each(names)("%s: a managed system that plays it answers as the recorded one did", (name) => {
    const cassette = readCassette(JSON.parse(JSON.stringify(describeCassette(cassetteOf(recordedSessions(name))))));
    const { answers, player } = askCassette(cassette, cassette.exchanges);
    player.assertAllAsked();
    player.assertNothingUnknown();
    expect(answers.map(({ completionCode, data }) => ({ completionCode, data }))).toEqual(
      cassette.exchanges.map(({ completionCode, response }) => ({ completionCode, data: response })),
    );
    for (const [index, { took }] of answers.entries()) {
      expect(took).toBeGreaterThanOrEqual(cassette.exchanges[index]!.delay - 1e-6);
    }
  });

  it("finds in the captures what is there", () => {
    const counts = Object.fromEntries(names.map((name) => [name, cassetteOf(recordedSessions(name)).exchanges.length]));
    expect(counts).toMatchObject({
      "ipmitool-inventory-cs3.pcap": 160,
      "ipmitool-bridged-cs3.pcap": 10,
      "ipmitool-lan15-md5.pcap": 5,
      "freeipmi-cs11.pcap": 16,
      "ipmitool-wrong-password-cs3.pcap": 0,
    });
    const bridgedExchanges = cassetteOf(recordedSessions("ipmitool-bridged-cs3.pcap")).exchanges.filter(
      ({ bridge }) => bridge !== undefined,
    );
    expect(bridgedExchanges.map(({ name, bridge }) => [name, bridge])).toEqual([
      ["Get Device ID", { channel: 0, address: 0x30 }],
      ["Get Sensor Reading", { channel: 0, address: 0x30 }],
    ]);
  });
});
