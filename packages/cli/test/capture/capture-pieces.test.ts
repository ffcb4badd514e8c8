import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capturePieces } from "../../src/capture/capture-pieces.ts";

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) {
    await Promise.resolve();
    yield bytes.subarray(at, at + length);
  }
}

async function read(
  bytes: Uint8Array,
  length: number,
): Promise<{ readonly bytes: Uint8Array; readonly damage: readonly string[] }> {
  const damage: string[] = [];
  const read: Uint8Array[] = [];
  for await (const piece of capturePieces(inPieces(bytes, length), (text) => damage.push(text))) read.push(piece);
  return { bytes: Uint8Array.from(Buffer.concat(read)), damage };
}

describe("capturePieces", () => {
  it("gives the bytes of a file, compressed or not, in whatever pieces it comes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 400 }), async (bytes, length) => {
        fc.pre(bytes[0] !== 0x1f);
        expect(await read(bytes, length)).toEqual({ bytes, damage: [] });
        expect(await read(gzipSync(bytes), length)).toEqual({ bytes, damage: [] });
      }),
    );
  });

  it("gives what can be had of a compressed file with anything wrong in it, and ends", async () => {
    const whole = gzipSync(Buffer.from("a capture ".repeat(500)));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, cut) => {
          const wrong = Uint8Array.from(cut ? whole.subarray(0, at) : whole);
          if (!cut && at > 1) wrong[at]! ^= flip;
          const { damage } = await read(wrong, 64);
          expect(damage.length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("throws what reading throws, and lets go of what it reads where nobody wants more", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync("abc").subarray(0, 5);
      await Promise.resolve();
      throw Object.assign(new Error("the disk is gone"), { code: "EIO" });
    }
    await expect(async () => {
      for await (const _ of capturePieces(failing(), () => undefined));
    }).rejects.toThrow("the disk is gone");
    let isReleased = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        while (true) {
          await Promise.resolve();
          yield Uint8Array.of(1, 2, 3);
        }
      } finally {
        isReleased = true;
      }
    }
    for await (const _ of capturePieces(endless(), () => undefined)) break;
    expect(isReleased).toBe(true);
  });
});
