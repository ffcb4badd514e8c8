import { describe, expect, it } from "vitest";
import type { Rc4 } from "../../src/crypto/rc4.ts";
import { XRc4Receiver } from "../../src/crypto/xrc4-receiver.ts";

/** A key stream that costs nothing to move in: each byte is made from its place. It notes what is done with it. */
class CountingStream {
  readonly clones: CountingStream[] = [];
  readonly skipped: number[] = [];
  wiped = false;
  #place: number;

  constructor(place = 0) {
    this.#place = place;
  }

  apply(data: Uint8Array): Uint8Array {
    const from = this.#place;
    this.#place += data.length;
    return data.map((byte, index) => byte ^ (((from + index) * 2_654_435_761) >>> 24));
  }

  skip(count: number): void {
    this.skipped.push(count);
    this.#place += count;
  }

  clone(): CountingStream {
    const copy = new CountingStream(this.#place);
    this.clones.push(copy);
    return copy;
  }

  wipe(): void {
    this.wiped = true;
  }

  get asRc4(): Rc4 {
    return this as unknown as Rc4;
  }
}

const text = Uint8Array.from({ length: 50 }, (_, index) => index);
const sealed = (offset: number, plain = text): Uint8Array => new CountingStream(offset).apply(plain);
const reach = 0x1_0000;

/** A receiver in a stream that began with packet 10 and so many bytes. */
function started(length: number): { readonly receiver: XRc4Receiver; readonly stream: CountingStream } {
  const [receiver, stream] = [new XRc4Receiver(), new CountingStream()];
  receiver.start(stream.asRc4, new Uint8Array(length), 10);
  return { receiver, stream };
}

describe("a stream that is received", () => {
  it("goes on after a loss of up to 1 MiB, and stays where it was after a longer one", () => {
    const { receiver, stream } = started(100);
    expect(receiver.continue(sealed(101 + 0x10_0000), 101 + 0x10_0000, 11)).toBeUndefined();
    expect(receiver.continue(sealed(99), 99, 11)).toBeUndefined();
    expect(stream.skipped).toStrictEqual([]);
    expect(receiver.continue(sealed(100 + 0x10_0000), 100 + 0x10_0000, 11)).toStrictEqual(text);
    expect(stream.skipped).toStrictEqual([0x10_0000]);
  });

  it("gives what was overtaken while it lies between the start and where the stream is", () => {
    const { receiver, stream } = started(100);
    expect(receiver.continue(sealed(300), 300, 14)).toStrictEqual(text);
    expect(receiver.continue(sealed(200), 200, 13)).toStrictEqual(text);
    expect(receiver.continue(sealed(300), 300, 13)).toStrictEqual(text); // up to where it is
    expect(receiver.continue(sealed(301), 301, 13)).toBeUndefined();
    expect(receiver.continue(sealed(200), 200, 10)).toBeUndefined(); // not after the start
    const [mark] = stream.clones;
    expect(mark!.clones.map(({ skipped, wiped }) => [skipped, wiped])).toStrictEqual([
      [[200], true],
      [[300], true],
    ]);
    expect(receiver.continue(sealed(350), 350, 15)).toStrictEqual(text);
  });

  it("keeps two places to go back to, at least 64 KiB apart, and wipes those that it gives up", () => {
    const { receiver, stream } = started(reach - 1);
    expect(stream.clones).toHaveLength(1);
    receiver.continue(new Uint8Array(1), reach - 1, 11);
    expect(stream.clones).toHaveLength(2); // 0 and 64 KiB
    receiver.continue(new Uint8Array(reach - 1), reach, 12);
    expect(stream.clones).toHaveLength(2);
    expect(stream.clones.map(({ wiped }) => wiped)).toStrictEqual([false, false]);
    const [first, second] = stream.clones;
    expect(receiver.continue(sealed(reach - 60), reach - 60, 11)).toStrictEqual(text);
    expect(receiver.continue(sealed(reach), reach, 12)).toStrictEqual(text);
    expect([first, second].map((mark) => mark!.clones.map(({ skipped }) => skipped))).toStrictEqual([
      [[reach - 60]],
      [[0]],
    ]);
    receiver.continue(new Uint8Array(1), 2 * reach - 1, 13);
    expect(stream.clones.map(({ wiped }) => wiped)).toStrictEqual([true, false, false]);
    expect(receiver.continue(sealed(reach - 60), reach - 60, 11)).toBeUndefined(); // before both
    expect(receiver.continue(sealed(reach + 5), reach + 5, 12)).toStrictEqual(text);
    receiver.wipe();
    expect([stream, ...stream.clones].map(({ wiped }) => wiped)).toStrictEqual([true, true, true, true]);
  });

  it("is left by a newer start, wiped with all its places", () => {
    const { receiver, stream } = started(2 * reach);
    const next = new CountingStream();
    expect(receiver.start(next.asRc4, sealed(0), 11)).toStrictEqual(text);
    expect([stream, ...stream.clones].map(({ wiped }) => wiped)).toStrictEqual([true, true, true]);
    expect(next.clones).toHaveLength(1);
    expect(receiver.continue(sealed(50), 50, 12)).toStrictEqual(text);
  });

  it("is not disturbed by a start that comes late: that is decrypted, and its stream wiped", () => {
    const { receiver, stream } = started(100);
    const late = new CountingStream();
    expect(receiver.start(late.asRc4, sealed(0), 10)).toStrictEqual(text);
    expect([late.wiped, stream.wiped]).toStrictEqual([true, false]);
    expect(receiver.continue(sealed(100), 100, 11)).toStrictEqual(text);
  });

  it("is none before a start, and none once wiped", () => {
    expect(new XRc4Receiver().continue(sealed(5), 5, 1)).toBeUndefined();
    const { receiver } = started(100);
    receiver.wipe();
    expect(receiver.continue(sealed(100), 100, 11)).toBeUndefined();
    receiver.wipe();
  });
});
