import { describe, expect, it } from "vitest";
import { ApiMisuseError, ConsoleError } from "../../src/errors.ts";
import type { SolConfig } from "../../src/sol/config.ts";
import { SolEngine } from "../../src/sol/sol-engine.ts";
import type { SolEvent, SolOutput } from "../../src/sol/types.ts";
import { decodeFromBytes, encodeToBytes } from "../../src/wire/codec.ts";
import {
  type SolConsolePacket,
  type SolSystemPacket,
  solConsolePacket,
  solSystemPacket,
} from "../../src/wire/sol-payload.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A console, and a hand that plays the managed system. */
class Hand {
  readonly engine: SolEngine;
  now = 0;
  at: number | undefined;

  constructor(config: Partial<SolConfig> = {}) {
    this.engine = new SolEngine({ inboundPayloadSize: 14, silenceInterval: 0, ...config });
  }

  type(text: string): void {
    this.engine.handleInput({ type: "characters", now: this.now, characters: bytes(text) });
  }

  packet(packet: Partial<SolSystemPacket>): void {
    const payload = encodeToBytes(solSystemPacket, {
      packetSequenceNumber: 0,
      acknowledgedSequenceNumber: 0,
      acceptedCharacterCount: 0,
      nack: false,
      characters: new Uint8Array(0),
      transferUnavailable: false,
      deactivated: false,
      transmitOverrun: false,
      breakDetected: false,
      ...packet,
    });
    this.engine.handleInput({ type: "payload", now: this.now, payload });
  }

  acknowledge(number: number, count: number, more: Partial<SolSystemPacket> = {}): void {
    this.packet({ acknowledgedSequenceNumber: number, acceptedCharacterCount: count, ...more });
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    this.engine.handleInput({ type: "timeout", now: this.now });
  }

  drain(): { readonly sent: readonly SolConsolePacket[]; readonly events: readonly SolEvent[] } {
    const outputs: SolOutput[] = [];
    for (;;) {
      const output = this.engine.pollOutput();
      if (output.type === "timeout") {
        this.at = output.at;
        break;
      }
      outputs.push(output);
    }
    return {
      sent: outputs.flatMap((output) =>
        output.type === "transmit" ? [decodeFromBytes(solConsolePacket, output.payload, "SOL")] : [],
      ),
      events: outputs.flatMap((output) => (output.type === "event" ? [output.event] : [])),
    };
  }

  /** What was sent: number, characters, acknowledgement. */
  sent(): readonly string[] {
    return this.drain().sent.map((packet) => {
      const flags = packet.nack ? " nack" : "";
      const text = String.fromCharCode(...packet.characters);
      return `${packet.packetSequenceNumber}:${text} ack ${packet.acknowledgedSequenceNumber}/${packet.acceptedCharacterCount}${flags}`;
    });
  }
}

describe("what is typed", () => {
  it("goes in packets of the size that the managed system takes, one at a time", () => {
    const hand = new Hand();
    hand.type("0123456789abcdef");
    expect(hand.sent()).toStrictEqual(["1:0123456789 ack 0/0"]);
    hand.acknowledge(1, 10);
    expect(hand.sent()).toStrictEqual(["2:abcdef ack 0/0"]);
    hand.acknowledge(2, 6);
    expect(hand.sent()).toStrictEqual([]);
    expect(hand.engine.snapshot()).toMatchObject({ buffered: 0, isAwaitingAcknowledgement: false });
  });

  it("counts numbers from 1 to 15 and around", () => {
    const hand = new Hand();
    const numbers: number[] = [];
    for (let index = 0; index < 32; index++) {
      hand.type("x");
      const [packet] = hand.drain().sent;
      numbers.push(packet!.packetSequenceNumber);
      hand.acknowledge(packet!.packetSequenceNumber, 1);
    }
    expect(numbers.slice(13, 17)).toStrictEqual([14, 15, 1, 2]);
    expect(numbers).not.toContain(0);
  });

  it("is sent again under its number, without the acknowledgement that went along, until the tries are spent", () => {
    const hand = new Hand({ retry: { firstWait: 100, factor: 2, maxWait: 400, tries: 3 } });
    hand.type("one");
    hand.drain();
    hand.type("two");
    hand.packet({
      packetSequenceNumber: 5,
      acknowledgedSequenceNumber: 1,
      acceptedCharacterCount: 3,
      characters: bytes("x"),
    });
    expect(hand.sent()).toStrictEqual(["2:two ack 5/1"]);
    hand.pass(99);
    expect(hand.sent()).toStrictEqual([]);
    hand.pass(1);
    expect(hand.sent()).toStrictEqual(["2:two ack 0/0"]);
    hand.pass(200);
    expect(hand.sent()).toStrictEqual(["2:two ack 0/0"]);
    hand.pass(400);
    const { events, sent } = hand.drain();
    expect(sent).toStrictEqual([]);
    expect(events).toMatchObject([{ type: "closed", reason: "lost", unaccepted: 3 }]);
    expect(hand.at).toBeUndefined();
  });

  it("is sent once more under the next number, with the quirk solpacketseq", () => {
    const hand = new Hand({ retry: { firstWait: 100, tries: 2, factor: 1 }, quirks: ["solpacketseq"] });
    hand.type("x");
    const numbers: string[] = [...hand.sent()];
    for (let index = 0; index < 10; index++) {
      hand.pass(100);
      numbers.push(...hand.sent());
    }
    expect(numbers.map((text) => text.split(":")[0])).toStrictEqual(["1", "1", "2", "2"]);
    expect(hand.engine.snapshot().isClosed).toBe(true);
  });

  it("that was accepted in part goes on under a new number, at once", () => {
    const hand = new Hand();
    hand.type("0123456789");
    hand.drain();
    hand.acknowledge(1, 4);
    const { sent, events } = hand.drain();
    expect(sent.map(({ packetSequenceNumber }) => packetSequenceNumber)).toStrictEqual([2]);
    expect(String.fromCharCode(...sent[0]!.characters)).toBe("456789");
    expect(events).toStrictEqual([{ type: "charactersAccepted", count: 4 }]);
  });

  it("that was refused waits, and goes when the managed system refuses no more", () => {
    const hand = new Hand({ retry: { firstWait: 500, factor: 2, maxWait: 2000 } });
    hand.type("abc");
    hand.drain();
    hand.acknowledge(1, 0, { nack: true, transferUnavailable: true });
    expect(hand.drain()).toMatchObject({ sent: [], events: [{ type: "transferChanged", available: false }] });
    expect(hand.engine.snapshot()).toMatchObject({ isHeld: true, isTransferAvailable: false });
    expect(hand.at).toBe(500);
    hand.packet({});
    expect(hand.drain()).toMatchObject({
      sent: [{ packetSequenceNumber: 2 }],
      events: [{ type: "transferChanged", available: true }],
    });
  });

  it("that is refused again and again is tried ever less often, under numbers that nobody takes for late", () => {
    const hand = new Hand({ retry: { firstWait: 500, factor: 2, maxWait: 2000 } });
    hand.type("abc");
    const numbers: number[] = [];
    const times: number[] = [];
    for (let index = 0; index < 12; index++) {
      const [packet] = hand.drain().sent;
      numbers.push(packet!.packetSequenceNumber);
      times.push(hand.now);
      hand.acknowledge(packet!.packetSequenceNumber, 0, { nack: true });
      hand.drain();
      hand.pass(hand.at! - hand.now);
    }
    expect(numbers).toStrictEqual([1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6]);
    expect(times.slice(0, 5)).toStrictEqual([0, 500, 1500, 3500, 5500]);
  });

  it("that was refused while a copy of it is under way goes under another number only when that is gone", () => {
    // A managed system that forgets what it refused takes the copy: its characters must not come again.
    const hand = new Hand({ retry: { firstWait: 100, factor: 1, maxWait: 100 } });
    hand.type("abcdef");
    hand.pass(100);
    expect(hand.sent()).toHaveLength(2);
    hand.acknowledge(1, 0, { nack: true });
    hand.packet({});
    expect(hand.sent()).toStrictEqual([]);
    expect(hand.at).toBe(2100);
    hand.acknowledge(1, 4);
    expect(hand.sent()).toStrictEqual(["2:ef ack 0/0"]);
    hand.pass(100);
    hand.acknowledge(2, 0, { nack: true });
    expect(hand.sent()).toHaveLength(1);
    hand.pass(2000);
    expect(hand.sent()).toStrictEqual(["3:ef ack 0/0"]);
  });

  it("is not settled by acknowledgements of other packets, or of more than was sent", () => {
    const hand = new Hand();
    hand.type("abc");
    hand.drain();
    hand.acknowledge(2, 3);
    hand.acknowledge(15, 3);
    hand.acknowledge(1, 4);
    expect(hand.engine.snapshot().buffered).toBe(3);
    hand.acknowledge(1, 3);
    expect(hand.engine.snapshot().buffered).toBe(0);
  });

  it("has a bound that is told, not exceeded", () => {
    const hand = new Hand({ sendBuffer: 300 });
    hand.type("x".repeat(300));
    expect(() => hand.type("y")).toThrow(ApiMisuseError);
    expect(hand.engine.snapshot()).toMatchObject({ buffered: 300, room: 0 });
    hand.drain();
    hand.acknowledge(1, 10);
    expect(hand.engine.snapshot().room).toBe(10);
  });
});

describe("what is received", () => {
  it("is acknowledged in a packet of its own, or along with what is typed", () => {
    const hand = new Hand();
    hand.packet({ packetSequenceNumber: 1, characters: bytes("login:") });
    expect(hand.sent()).toStrictEqual(["0: ack 1/6"]);
    hand.type("a");
    hand.type("b");
    expect(hand.sent()).toStrictEqual(["1:a ack 0/0"]);
    hand.packet({
      packetSequenceNumber: 2,
      acknowledgedSequenceNumber: 1,
      acceptedCharacterCount: 1,
      characters: bytes("xy"),
    });
    expect(hand.sent()).toStrictEqual(["2:b ack 2/2"]);
  });

  it("is delivered once when it comes again, and acknowledged again", () => {
    const hand = new Hand();
    for (let time = 0; time < 3; time++) hand.packet({ packetSequenceNumber: 7, characters: bytes("once") });
    const { sent, events } = hand.drain();
    expect(events).toMatchObject([{ type: "charactersReceived", characters: bytes("once") }]);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ acknowledgedSequenceNumber }) => acknowledgedSequenceNumber))).toStrictEqual(
      new Set([7]),
    );
  });

  it("tells of a break and of lost characters once, though the packet that says so comes again", () => {
    const hand = new Hand();
    const packet = { packetSequenceNumber: 7, characters: bytes("x"), breakDetected: true, transmitOverrun: true };
    for (let time = 0; time < 3; time++) hand.packet(packet);
    expect(hand.drain().events.map(({ type }) => type)).toStrictEqual([
      "charactersReceived",
      "transmitOverrun",
      "breakReceived",
    ]);
  });

  it("is delivered with what was added to it in the repetition", () => {
    const hand = new Hand();
    hand.packet({ packetSequenceNumber: 7, characters: bytes("one") });
    hand.packet({ packetSequenceNumber: 7, characters: bytes("one and more") });
    const { sent, events } = hand.drain();
    expect(events).toMatchObject([{ characters: bytes("one") }, { characters: bytes(" and more") }]);
    expect(sent.map(({ acceptedCharacterCount }) => acceptedCharacterCount)).toStrictEqual([3, 12]);
  });

  it("is dropped where later packets came before; but not after a long silence", () => {
    const hand = new Hand();
    hand.packet({ packetSequenceNumber: 4, characters: bytes("b") });
    hand.packet({ packetSequenceNumber: 3, characters: bytes("a") });
    expect(hand.drain().events).toMatchObject([{ characters: bytes("b") }, { type: "payloadDropped", reason: "late" }]);
    hand.pass(10_001);
    hand.packet({ packetSequenceNumber: 3, characters: bytes("c") });
    expect(hand.drain().events).toMatchObject([{ characters: bytes("c") }]);
    hand.pass(20_000);
    hand.packet({ packetSequenceNumber: 3, characters: bytes("c") });
    expect(hand.drain().events).toStrictEqual([]);
  });

  it("does not take an acknowledgement twice from a packet that comes twice", () => {
    const hand = new Hand({ inboundPayloadSize: 5 });
    const repeated = { packetSequenceNumber: 9, acknowledgedSequenceNumber: 1, acceptedCharacterCount: 1 };
    hand.type("x".repeat(40));
    hand.packet({ ...repeated, characters: bytes("p") });
    for (let number = 2; number <= 15; number++) hand.acknowledge(number, 1);
    expect(hand.engine.snapshot().buffered).toBe(25);
    hand.packet({ ...repeated, characters: bytes("p") });
    expect(hand.engine.snapshot().buffered).toBe(25);
  });

  it("is refused beyond the window, and called for when there is room", () => {
    const hand = new Hand({ receiveWindow: 255 });
    hand.packet({ packetSequenceNumber: 1, characters: bytes("x".repeat(200)) });
    hand.packet({ packetSequenceNumber: 2, characters: bytes("y".repeat(100)) });
    expect(hand.sent()).toStrictEqual(["0: ack 1/200", "0: ack 2/0 nack"]);
    hand.engine.handleInput({ type: "consumed", now: 0, count: 200 });
    expect(hand.sent()).toStrictEqual(["0: ack 0/0"]);
    hand.pass(2999);
    // A copy of what was refused is refused too: its characters come under the next number.
    hand.packet({ packetSequenceNumber: 2, characters: bytes("y".repeat(100)) });
    hand.packet({ packetSequenceNumber: 3, characters: bytes("y".repeat(100)) });
    expect(hand.sent()).toStrictEqual(["0: ack 2/0 nack", "0: ack 3/100"]);
    expect(() => hand.engine.handleInput({ type: "consumed", now: 0, count: 101 })).toThrow(ApiMisuseError);
  });

  it("is taken under the number it was refused under, from a managed system that keeps it", () => {
    const hand = new Hand({ receiveWindow: 255 });
    hand.packet({ packetSequenceNumber: 1, characters: bytes("x".repeat(200)) });
    hand.packet({ packetSequenceNumber: 2, characters: bytes("y".repeat(100)) });
    hand.engine.handleInput({ type: "consumed", now: 0, count: 200 });
    hand.drain();
    hand.pass(3001);
    hand.packet({ packetSequenceNumber: 2, characters: bytes("y".repeat(100)) });
    expect(hand.sent()).toStrictEqual(["0: ack 2/100"]);
  });
});

describe("what is done to the serial port", () => {
  it("has its place behind what was typed before, and is acknowledged", () => {
    const hand = new Hand();
    hand.type("0123456789ab");
    hand.engine.handleInput({ type: "operate", now: 0, operationId: "b", operation: { generateBreak: true } });
    hand.type("z");
    expect(hand.sent()).toStrictEqual(["1:0123456789 ack 0/0"]);
    hand.acknowledge(1, 10);
    expect(hand.sent()).toStrictEqual(["2:ab ack 0/0"]);
    hand.acknowledge(2, 2);
    expect(hand.drain().sent).toMatchObject([{ packetSequenceNumber: 3, generateBreak: true }]);
    hand.acknowledge(3, 0);
    const { sent, events } = hand.drain();
    expect(events).toStrictEqual([{ type: "operated", operationId: "b" }]);
    expect(sent).toMatchObject([{ packetSequenceNumber: 4, generateBreak: false, characters: bytes("z") }]);
  });

  it("passes characters that are refused", () => {
    const hand = new Hand();
    hand.type("abc");
    hand.engine.handleInput({ type: "operate", now: 0, operationId: 1, operation: { generateBreak: true } });
    hand.drain();
    hand.acknowledge(1, 0, { nack: true });
    expect(hand.drain().sent).toMatchObject([{ packetSequenceNumber: 2, generateBreak: true }]);
    hand.acknowledge(2, 0, { nack: true });
    expect(hand.drain().sent).toStrictEqual([]);
    expect(hand.engine.snapshot().isHeld).toBe(true);
    hand.packet({});
    expect(hand.drain().sent).toMatchObject([{ packetSequenceNumber: 3 }]);
  });

  it("leaves lines as they are until another operation says otherwise", () => {
    const hand = new Hand();
    hand.engine.handleInput({
      type: "operate",
      now: 0,
      operationId: 1,
      operation: { ctsPause: true, dropDcdDsr: true },
    });
    hand.acknowledge(1, 0);
    hand.packet({ packetSequenceNumber: 1, characters: bytes("x") });
    hand.engine.handleInput({ type: "operate", now: 0, operationId: 2, operation: { ctsPause: false, ring: true } });
    hand.acknowledge(2, 0);
    hand.type("y");
    expect(hand.drain().sent.map(({ ctsPause, dropDcdDsr, ring }) => [ctsPause, dropDcdDsr, ring])).toStrictEqual([
      [true, true, false],
      [true, true, false],
      [false, true, true],
      [false, true, false],
    ]);
  });
});

describe("the end", () => {
  it("is told with what is left, and settles operations; nothing comes after it", () => {
    const hand = new Hand();
    hand.type("abc");
    hand.engine.handleInput({ type: "operate", now: 0, operationId: 1, operation: { generateBreak: true } });
    hand.drain();
    hand.packet({ packetSequenceNumber: 1, characters: bytes("bye"), deactivated: true });
    const { events } = hand.drain();
    expect(events.map(({ type }) => type)).toStrictEqual(["charactersReceived", "operationFailed", "closed"]);
    expect(events.at(-1)).toMatchObject({ reason: "deactivated", unaccepted: 3 });
    expect((events.at(-1) as { error: unknown }).error).toBeInstanceOf(ConsoleError);
    hand.packet({ packetSequenceNumber: 2, characters: bytes("ghost") });
    hand.pass(100_000);
    hand.engine.handleInput({ type: "close", now: hand.now, reason: "requested" });
    expect(hand.drain()).toStrictEqual({ sent: [], events: [] });
    expect(() => hand.type("x")).toThrow(ApiMisuseError);
  });

  it("is asked for after a silence, again and again, until something comes", () => {
    const hand = new Hand({ silenceInterval: 1000 });
    hand.pass(0);
    hand.drain();
    expect(hand.at).toBe(1000);
    hand.pass(1000);
    expect(hand.drain().events).toStrictEqual([{ type: "silent", elapsed: 1000 }]);
    expect(hand.at).toBe(2000);
    hand.pass(500);
    hand.packet({});
    hand.drain();
    expect(hand.at).toBe(2500);
  });
});

describe("a configuration", () => {
  it.each([
    { inboundPayloadSize: 4 },
    { inboundPayloadSize: 260 },
    { inboundPayloadSize: 14, sendBuffer: 254 },
    { inboundPayloadSize: 14, receiveWindow: 1.5 },
    { inboundPayloadSize: 14, silenceInterval: -1 },
    { inboundPayloadSize: 14, retry: { tries: 0 } },
    { inboundPayloadSize: 14, quirks: ["nonsense" as never] },
  ])("is refused where it cannot be: %o", (config) => {
    expect(() => new SolEngine(config)).toThrow(ApiMisuseError);
  });

  it("is held to time that is a number, and to inputs that it knows", () => {
    const engine = new SolEngine({ inboundPayloadSize: 14 });
    expect(() => engine.handleInput({ type: "timeout", now: Number.NaN })).toThrow(ApiMisuseError);
    expect(() => engine.handleInput({ type: "what", now: 0 } as never)).toThrow(ApiMisuseError);
    expect(() => engine.handleInput({ type: "characters", now: 0, characters: "x" as never })).toThrow(ApiMisuseError);
    engine.handleInput({ type: "operate", now: 0, operationId: 1, operation: {} });
    expect(() => engine.handleInput({ type: "operate", now: 0, operationId: 1, operation: {} })).toThrow(
      ApiMisuseError,
    );
  });
});
