import { describe, expect, it } from "vitest";
import { message, offsetOf, side } from "./xrc4-sides.ts";

// Apart from the rest, since mutation testing counts every step of them: there they would take minutes.
describe("xRC4, in long streams", () => {
  it("sending, starts afresh before a stream has more than 16 MiB, so that the offset never wraps", () => {
    const sender = side();
    const megabyte = new Uint8Array(0x10_0000);
    const offsets = Array.from({ length: 18 }, () => offsetOf(sender.encrypt(megabyte, false)));
    expect(offsets).toEqual([...Array.from({ length: 16 }, (_, index) => index * megabyte.length), 0, megabyte.length]);
  });

  it("receiving, skips up to 1 MiB and no more, and stays where it was when it refuses", () => {
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
});
