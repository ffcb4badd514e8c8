import { describe, expect, it } from "vitest";
import { RandomSource } from "../../src/engine/random-source.ts";
import { ApiMisuseError } from "../../src/errors.ts";

/** A source that counts up, and what was asked of it. */
function counting(): { readonly source: RandomSource; readonly asked: (readonly [number, string])[] } {
  const asked: (readonly [number, string])[] = [];
  let next = 0;
  const source = new RandomSource((length, purpose) => {
    asked.push([length, purpose]);
    return Uint8Array.from({ length }, () => next++);
  });
  return { source, asked };
}

describe("random bytes", () => {
  it("are copied: whoever gave them may use the array again", () => {
    const given = Uint8Array.of(1, 2, 3);
    const drawn = new RandomSource(() => given).draw(3, "randomNumber");
    given.fill(9);
    expect(drawn).toStrictEqual(Uint8Array.of(1, 2, 3));
  });

  it.each([new Uint8Array(2), new Uint8Array(4), [1, 2, 3], undefined])("that are not %o are misuse", (given) => {
    const source = new RandomSource(() => given as Uint8Array);
    expect(() => source.draw(3, "jitter")).toThrow(
      new ApiMisuseError("invalidArgument", "randomBytes must return exactly 3 bytes for jitter"),
    );
  });

  it("make a session ID, the least byte first, unsigned", () => {
    const id = (...bytes: number[]): number => new RandomSource(() => Uint8Array.from(bytes)).drawSessionId();
    expect(id(1, 2, 3, 4)).toBe(0x04030201);
    expect(id(0xff, 0xfe, 0xfd, 0xfc)).toBe(0xfcfdfeff);
    expect(id(0, 0, 0, 0x80)).toBe(0x80000000);
  });

  it("make no session ID 0, and are not drawn for one without end", () => {
    let draws = 0;
    const zerosFor = (times: number): RandomSource =>
      new RandomSource(() => Uint8Array.of(0, 0, draws++ < times ? 0 : 7, 0));
    expect(zerosFor(7).drawSessionId()).toBe(0x070000);
    expect(draws).toBe(8);
    draws = 0;
    expect(() => zerosFor(8).drawSessionId()).toThrow(
      new ApiMisuseError("invalidArgument", "randomBytes returned only zeros for sessionId"),
    );
    expect(draws).toBe(8);
  });

  it("for vectors are drawn for sixteen at a time, and each is used once", () => {
    const { source, asked } = counting();
    const vectors = Array.from({ length: 33 }, () => source.drawIv());
    expect(vectors.map((vector) => [...vector])).toStrictEqual(
      Array.from({ length: 33 }, (_, index) => Array.from({ length: 16 }, (__, at) => (16 * index + at) & 0xff)),
    );
    expect(asked).toStrictEqual([
      [256, "iv"],
      [256, "iv"],
      [256, "iv"],
    ]);
  });
});
