import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "./bytes.ts";
import { hexOf, message, offsetOf, open, type Packet, run, side } from "./xrc4-sides.ts";

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
