import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rc4 } from "../../src/crypto/rc4.ts";
import { XRc4 } from "../../src/crypto/xrc4.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import { concat, fromText, toHex } from "./bytes.ts";
import { k2, message, offsetOf, open, type Packet, run, side } from "./xrc4-sides.ts";

describe.each([
  [16, "xRC4-128"],
  [5, "xRC4-40"],
] as const)("a key of %i bytes, %s", (keyLength, _name) => {
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

  it("needs 16 bytes of K2, which RAKP-none does not make", () => {
    expect(() => new XRc4(new Uint8Array(0), () => new Uint8Array(16), 16)).toThrow(ApiMisuseError);
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
