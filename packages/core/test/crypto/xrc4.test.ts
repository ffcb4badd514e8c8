import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rc4 } from "../../src/crypto/rc4.ts";
import { XRc4 } from "../../src/crypto/xrc4.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { concat, fromHex, fromText, toHex } from "./bytes.ts";

const k2 = fromHex("2c92274ee91d5e7fe2c5332b1a9501e82c92274e");

/** A cipher whose initialisation vectors are 16 bytes of 1, then of 2, and so on. */
function side(first = 1, keyLength: 5 | 16 = 16): XRc4 {
  let next = first;
  return new XRc4(k2, () => new Uint8Array(16).fill(next++), keyLength);
}

function message(number: number, length = 20): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => number * 31 + index);
}

/** Seals `count` messages in a row, as a sender that hears nothing in between. */
function run(sender: XRc4, count: number, firstSequenceNumber = 1, length = 20): Packet[] {
  return Array.from({ length: count }, (_, index) => {
    const plain = message(index, length);
    return { plain, payload: sender.encrypt(plain, false), sequenceNumber: (firstSequenceNumber + index) >>> 0 };
  });
}

interface Packet {
  readonly plain: Uint8Array;
  readonly payload: Uint8Array;
  readonly sequenceNumber: number;
}

function open(receiver: XRc4, packet: Packet): Uint8Array | undefined {
  return receiver.decrypt(packet.payload, packet.sequenceNumber);
}

function hexOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && toHex(bytes);
}

function offsetOf(payload: Uint8Array): number {
  return new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
}

describe.each([
  [16, "xRC4-128"],
  [5, "xRC4-40"],
] as const)("a key of %i bytes, %s", (keyLength) => {
  it("is that of MD5(K2[0..16] ‖ IV), and the stream goes on from packet to packet", () => {
    const sender = side(7, keyLength);
    const first = sender.encrypt(fromText("first"), false);
    const second = sender.encrypt(fromText("second"), false);
    const iv = new Uint8Array(16).fill(7);
    const key = createHash("md5").update(k2.subarray(0, 16)).update(iv).digest().subarray(0, keyLength);
    const stream = new Rc4(key);
    expect(toHex(first)).toBe(toHex(concat(new Uint8Array(4), iv, stream.apply(fromText("first")))));
    expect(toHex(second)).toBe(toHex(concat(Uint8Array.of(5, 0, 0, 0), stream.apply(fromText("second")))));
  });

  it("round trips whatever is sent in a row, empty payloads too", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 60, size: "max" }), fc.boolean())), (messages) => {
        const sender = side(1, keyLength);
        const receiver = side(100, keyLength);
        messages.forEach(([plain, fresh], index) => {
          expect(receiver.decrypt(sender.encrypt(plain, fresh), index + 1)).toEqual(plain);
        });
      }),
    );
  });
});

describe("xRC4, sending", () => {
  it("starts with offset 0 and a vector, then counts the data bytes, least significant first", () => {
    const packets = run(side(), 40);
    expect(packets.map(({ payload }) => offsetOf(payload))).toEqual(packets.map((_, index) => index * 20));
    expect(packets.map(({ payload }) => payload.length)).toEqual(packets.map((_, index) => (index === 0 ? 40 : 24)));
    expect(toHex(packets[13]!.payload.subarray(0, 4))).toBe("04010000");
  });

  it("starts afresh with a new vector when asked to: a retransmission needs nothing that came before", () => {
    const sender = side();
    run(sender, 3);
    const again = sender.encrypt(message(2), true);
    expect(toHex(again.subarray(0, 20))).toBe(`00000000${"02".repeat(16)}`);
    expect(side(50).decrypt(again, 9)).toEqual(message(2));
    expect(offsetOf(sender.encrypt(message(3), false))).toBe(20);
  });

  it("starts afresh in the next packet after an offset of 0 was received, and only then", () => {
    const [one, other] = [side(1), side(50)];
    run(other, 2);
    const [start, next] = run(one, 2) as [Packet, Packet];
    expect(open(other, start)).toEqual(start.plain);
    expect(offsetOf(other.encrypt(message(1), false))).toBe(0);
    expect(open(other, next)).toEqual(next.plain);
    expect(offsetOf(other.encrypt(message(2), false))).toBe(20);
  });

  it("starts afresh again after an empty payload: the next offset would be 0 without a vector", () => {
    const sender = side();
    const empty = sender.encrypt(new Uint8Array(0), false);
    const next = sender.encrypt(message(1), false);
    expect([empty.length, next.length]).toEqual([20, 40]);
    const receiver = side(50);
    expect(receiver.decrypt(empty, 1)).toEqual(new Uint8Array(0));
    expect(receiver.decrypt(next, 2)).toEqual(message(1));
  });

  it("starts afresh before a stream has more than 16 MiB, so that the offset never wraps", () => {
    const sender = side();
    const megabyte = new Uint8Array(0x10_0000);
    const offsets = Array.from({ length: 18 }, () => offsetOf(sender.encrypt(megabyte, false)));
    expect(offsets).toEqual([...Array.from({ length: 16 }, (_, index) => index * megabyte.length), 0, megabyte.length]);
  });

  it("needs 16 bytes of K2, which RAKP-none does not make", () => {
    expect(() => new XRc4(new Uint8Array(0), () => new Uint8Array(16), 16)).toThrow(ApiMisuseError);
  });
});

describe("xRC4, receiving", () => {
  it("skips what was lost", () => {
    const receiver = side(50);
    const packets = run(side(), 6);
    for (const index of [0, 1, 4, 5]) expect(open(receiver, packets[index]!)).toEqual(packets[index]!.plain);
  });

  it("decrypts packets in any order once the start has come, and any packet twice", () => {
    const order = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 });
    fc.assert(
      fc.property(order, (order) => {
        const receiver = side(50);
        const packets = run(side(), 31);
        for (const index of [0, ...order]) expect(open(receiver, packets[index]!)).toEqual(packets[index]!.plain);
      }),
    );
  });

  it("does not decrypt a continued stream whose start was lost, until one starts afresh", () => {
    const sender = side();
    const receiver = side(50);
    const [, second, third] = run(sender, 3) as [Packet, Packet, Packet];
    expect(open(receiver, second)).toBeUndefined();
    expect(open(receiver, third)).toBeUndefined();
    expect(receiver.decrypt(sender.encrypt(message(9), true), 4)).toEqual(message(9));
    expect(receiver.decrypt(sender.encrypt(message(10), false), 5)).toEqual(message(10));
  });

  it("lets a packet from before the stream's start move nothing", () => {
    const sender = side();
    const receiver = side(50);
    const old = run(sender, 3);
    expect(open(receiver, old[0]!)).toEqual(old[0]!.plain);
    expect(receiver.decrypt(sender.encrypt(message(7), true), 4)).toEqual(message(7));
    expect(open(receiver, old[1]!)).toBeUndefined();
    expect(open(receiver, old[2]!)).toBeUndefined();
    expect(receiver.decrypt(sender.encrypt(message(8), false), 5)).toEqual(message(8));
  });

  it("leaves a packet of an older stream alone even where the newer stream has been at its offset", () => {
    const sender = side();
    const receiver = side(50);
    const old = run(sender, 3);
    sender.encrypt(message(7), true);
    const [start, ...rest] = [sender.encrypt(message(7), true), ...run(sender, 4).map(({ payload }) => payload)];
    expect(receiver.decrypt(start!, 5)).toEqual(message(7));
    rest.forEach((payload, index) => {
      expect(receiver.decrypt(payload, 6 + index)).toEqual(message(index));
    });
    expect(open(receiver, old[1]!)).toBeUndefined();
    expect(open(receiver, old[2]!)).toBeUndefined();
  });

  it("does not decrypt what is older by its number and newer by its offset", () => {
    const receiver = side(50);
    const packets = run(side(), 5);
    for (const index of [0, 3]) expect(open(receiver, packets[index]!)).toEqual(packets[index]!.plain);
    expect(receiver.decrypt(packets[4]!.payload, 3)).toBeUndefined();
    expect(open(receiver, packets[4]!)).toEqual(packets[4]!.plain);
  });

  it("takes an old start, twice received, for no new stream", () => {
    const receiver = side(50);
    const packets = run(side(), 3);
    for (const index of [0, 1, 0, 0, 2, 1]) expect(open(receiver, packets[index]!)).toEqual(packets[index]!.plain);
    const later = side(9);
    const start = later.encrypt(message(1), false);
    expect(receiver.decrypt(start, 10)).toEqual(message(1));
    expect(open(receiver, packets[0]!)).toEqual(packets[0]!.plain);
    expect(receiver.decrypt(later.encrypt(message(2), false), 11)).toEqual(message(2));
  });

  it("moves on to a stream whose start comes late, after a packet that had to be dropped", () => {
    const sender = side();
    const receiver = side(50);
    const old = run(sender, 2);
    for (const packet of old) open(receiver, packet);
    const start = sender.encrypt(message(3), true);
    const overtaking = sender.encrypt(message(4, 60), false);
    receiver.decrypt(overtaking, 4);
    expect(receiver.decrypt(start, 3)).toEqual(message(3));
    expect(receiver.decrypt(overtaking, 4)).toEqual(message(4, 60));
    expect(receiver.decrypt(sender.encrypt(message(5), false), 5)).toEqual(message(5));
  });

  it("decrypts the overtaken start of an older stream, and stays in the newer one", () => {
    const sender = side();
    const receiver = side(50);
    const first = sender.encrypt(message(1), false);
    const second = sender.encrypt(message(2), true);
    expect(receiver.decrypt(second, 2)).toEqual(message(2));
    expect(receiver.decrypt(first, 1)).toEqual(message(1));
    expect(receiver.decrypt(second, 2)).toEqual(message(2));
    expect(receiver.decrypt(sender.encrypt(message(3), false), 3)).toEqual(message(3));
  });

  it("knows from a falling offset that a start was lost, instead of decrypting with the wrong stream", () => {
    const sender = side();
    const receiver = side(50);
    for (const packet of run(sender, 5)) open(receiver, packet);
    sender.encrypt(message(5), true); // sequence number 6, lost
    const next = sender.encrypt(message(6), false);
    expect(offsetOf(next)).toBe(20);
    expect(receiver.decrypt(next, 7)).toBeUndefined();
  });

  it("knows the order of sequence numbers around 2^32, where 0 is left out", () => {
    const sender = side();
    const receiver = side(50);
    const numbers = [0xffff_fffe, 0xffff_ffff, 1, 2];
    const payloads = numbers.map((_, index) => sender.encrypt(message(index), false));
    for (const index of [0, 2, 1, 3])
      expect(receiver.decrypt(payloads[index]!, numbers[index]!)).toEqual(message(index));
    expect(receiver.decrypt(sender.encrypt(message(4), true), 3)).toEqual(message(4));
    expect(receiver.decrypt(payloads[1]!, numbers[1]!)).toBeUndefined();
  });

  it("knows a start for new in a stream that has lasted more than half of all sequence numbers", () => {
    const sender = side();
    const receiver = side(50);
    const numbers = [1, 0x6000_0000, 0xa000_0000];
    for (const number of numbers)
      expect(receiver.decrypt(sender.encrypt(message(1), false), number)).toEqual(message(1));
    expect(receiver.decrypt(sender.encrypt(message(2), true), 0xb000_0000)).toEqual(message(2));
    expect(receiver.decrypt(sender.encrypt(message(3), false), 0xb000_0001)).toEqual(message(3));
  });

  it("skips up to 1 MiB and no more, and stays where it was when it refuses", () => {
    const big = 0x8_0000;
    for (const [lost, decrypts] of [
      [2, true],
      [3, false],
    ] as const) {
      const sender = side();
      const receiver = side(50);
      const first = sender.encrypt(message(0), false);
      expect(receiver.decrypt(first, 1)).toEqual(message(0));
      const second = sender.encrypt(message(1), false);
      for (let index = 0; index < lost; index++) sender.encrypt(new Uint8Array(big - (index === 0 ? 20 : 0)), false);
      const far = receiver.decrypt(sender.encrypt(message(2), false), 9);
      expect(far).toEqual(decrypts ? message(2) : undefined);
      expect(receiver.decrypt(second, 2)).toEqual(message(1));
    }
  });

  it("reaches back at least 64 KiB in a long stream, and refuses what it cannot reach", () => {
    const sender = side();
    const receiver = side(50);
    const packets = run(sender, 300, 1, 1000);
    for (const [index, packet] of packets.entries()) {
      if (index % 50 === 49) continue;
      expect(hexOf(open(receiver, packet))).toBe(toHex(packet.plain));
      const overtaken = packets[index - 60];
      if (overtaken !== undefined) expect(hexOf(open(receiver, overtaken))).toBe(toHex(overtaken.plain));
    }
    expect(open(receiver, packets[49]!)).toBeUndefined();
    expect(open(receiver, packets[298]!)).toEqual(packets[298]!.plain);
  });

  it("changes nothing when it does not decrypt, and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60, size: "max" }), fc.nat(0xffff_ffff), (bytes, sequenceNumber) => {
        const sender = side();
        const [receiver, undisturbed] = [side(50), side(50)];
        const [first, second] = run(sender, 2) as [Packet, Packet];
        open(receiver, first);
        open(undisturbed, first);
        if (receiver.decrypt(bytes, sequenceNumber) !== undefined) return;
        expect(open(receiver, second)).toEqual(second.plain);
        open(undisturbed, second);
        expect(receiver.encrypt(message(3), false)).toEqual(undisturbed.encrypt(message(3), false));
      }),
    );
  });

  it("does not decrypt what is shorter than its header", () => {
    const receiver = side(50);
    for (let length = 0; length < 20; length++) expect(receiver.decrypt(new Uint8Array(length), 1)).toBeUndefined();
    expect(receiver.decrypt(new Uint8Array(20), 1)).toEqual(new Uint8Array(0));
    expect(receiver.decrypt(Uint8Array.of(1, 0, 0), 2)).toBeUndefined();
    expect(receiver.decrypt(Uint8Array.of(1, 0, 0, 0), 2)).toEqual(new Uint8Array(0));
  });

  it("does not change its input, and gives out arrays of its own", () => {
    const receiver = side(50);
    const packets = run(side(), 3);
    const before = packets.map(({ payload }) => toHex(payload));
    const plains = packets.map((packet) => open(receiver, packet)!);
    expect(packets.map(({ payload }) => toHex(payload))).toEqual(before);
    packets[0]!.payload.fill(0);
    expect(plains[0]).toEqual(message(0));
  });

  it("has no stream left once wiped", () => {
    const receiver = side(50);
    const [first, second] = run(side(), 2) as [Packet, Packet];
    open(receiver, first);
    receiver.wipe();
    expect(open(receiver, second)).toBeUndefined();
    expect(open(receiver, first)).not.toEqual(first.plain);
  });
});

describe("xRC4, both ways", () => {
  it("survives any loss when each unanswered message is sent again afresh", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 40 }), (losses) => {
        const [console, system] = [side(1), side(100)];
        let sequenceNumber = 1;
        losses.forEach(([requestLost, responseLost], index) => {
          for (let attempt = 0; ; attempt++) {
            const lastTry = attempt === 1;
            const request = console.encrypt(message(index), attempt > 0);
            sequenceNumber++;
            if (requestLost && !lastTry) continue;
            expect(system.decrypt(request, sequenceNumber)).toEqual(message(index));
            const response = system.encrypt(message(index + 1), attempt > 0);
            if (responseLost && !lastTry) continue;
            expect(console.decrypt(response, sequenceNumber)).toEqual(message(index + 1));
            return;
          }
        });
      }),
    );
  });
});
