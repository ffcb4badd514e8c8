import type { Rc4 } from "./rc4.ts";

/** The most bytes that one packet may skip: more than a run of lost packets holds, and milliseconds of work. */
const MAXIMUM_SKIP = 0x10_0000;

/** How many bytes the remembered places of a stream are apart, at least. */
const MARK_DISTANCE = 0x1_0000;

/** A place in a key stream from which it can be generated again. */
interface Mark {
  readonly offset: number;
  readonly stream: Rc4;
}

/**
 * The receiving direction of xRC4 (IPMI v2.0 §13.30): one key stream and where it stands.
 *
 * A packet further on skips what was lost, up to 1 MiB. A packet that was overtaken moves nothing: it is decrypted from
 * the nearest of two remembered places behind it, which together reach back 64 KiB or more, and what is older does not
 * decrypt. Offsets and session sequence numbers grow together, so a packet that is newer by the one and older by the
 * other belongs to a stream whose start was lost; it does not decrypt either.
 */
export class XRc4Receiver {
  #stream: Rc4 | undefined;
  /** Where the stream stands: the offset after the newest packet. */
  #offset = 0;
  #startSequenceNumber = 0;
  #newestSequenceNumber = 0;
  #marks: readonly Mark[] = [];

  /**
   * Decrypts a packet with an offset of 0, which brings its own stream; later packets continue that, unless the packet
   * was overtaken by the start of a newer one.
   *
   * @param stream - the key stream of the packet's initialisation vector, at its start; taken over
   */
  start(stream: Rc4, cipherText: Uint8Array, sequenceNumber: number): Uint8Array {
    const newer =
      this.#stream === undefined ||
      isNewer(sequenceNumber, this.#newestSequenceNumber) ||
      isNewer(sequenceNumber, this.#startSequenceNumber);
    if (!newer) {
      const plain = stream.apply(cipherText);
      stream.wipe();
      return plain;
    }
    this.wipe();
    this.#stream = stream;
    this.#marks = [{ offset: 0, stream: stream.clone() }];
    this.#startSequenceNumber = sequenceNumber;
    return this.#advance(stream, cipherText, 0, sequenceNumber);
  }

  /**
   * Decrypts a packet that continues a stream.
   *
   * @param offset - its data offset, not 0
   * @returns `undefined`, with nothing changed, when its stream is not the one at hand or its place cannot be reached
   */
  continue(cipherText: Uint8Array, offset: number, sequenceNumber: number): Uint8Array | undefined {
    const stream = this.#stream;
    if (stream === undefined) return undefined;
    if (!isNewer(sequenceNumber, this.#newestSequenceNumber))
      return this.#overtaken(cipherText, offset, sequenceNumber);
    const skip = offset - this.#offset;
    if (skip < 0 || skip > MAXIMUM_SKIP) return undefined;
    stream.skip(skip);
    return this.#advance(stream, cipherText, offset, sequenceNumber);
  }

  /** Overwrites the key streams; the receiver then waits for a packet with an offset of 0. */
  wipe(): void {
    this.#stream?.wipe();
    for (const mark of this.#marks) mark.stream.wipe();
    this.#stream = undefined;
    this.#marks = [];
    this.#offset = 0;
  }

  #advance(stream: Rc4, cipherText: Uint8Array, offset: number, sequenceNumber: number): Uint8Array {
    const plain = stream.apply(cipherText);
    this.#offset = offset + cipherText.length;
    this.#newestSequenceNumber = sequenceNumber;
    this.#remember(stream);
    return plain;
  }

  #overtaken(cipherText: Uint8Array, offset: number, sequenceNumber: number): Uint8Array | undefined {
    if (!isNewer(sequenceNumber, this.#startSequenceNumber)) return undefined;
    if (offset + cipherText.length > this.#offset) return undefined;
    const [older, newer] = this.#marks;
    const mark = newer !== undefined && newer.offset <= offset ? newer : older;
    if (mark === undefined || mark.offset > offset) return undefined;
    const stream = mark.stream.clone();
    stream.skip(offset - mark.offset);
    const plain = stream.apply(cipherText);
    stream.wipe();
    return plain;
  }

  #remember(stream: Rc4): void {
    const latest = this.#marks.at(-1);
    if (latest !== undefined && this.#offset - latest.offset < MARK_DISTANCE) return;
    if (this.#marks.length === 2) this.#marks[0]!.stream.wipe();
    this.#marks = [...this.#marks.slice(-1), { offset: this.#offset, stream: stream.clone() }];
  }
}

/** Whether session sequence number `a` came after `b`: they are 32 bits and go round (IPMI v2.0 §6.12). */
function isNewer(a: number, b: number): boolean {
  return ((a - b) | 0) > 0;
}
