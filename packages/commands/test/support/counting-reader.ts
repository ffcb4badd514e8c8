import { ByteReader, type Codec } from "@ruipmi/core/wire";

/** A {@link ByteReader} that counts what is asked of it, since time cannot be asserted and steps can. */
class CountingReader extends ByteReader {
  /** How many fields were read or looked at. */
  steps = 0;

  override u8(field: string): number {
    this.steps++;
    return super.u8(field);
  }
  override u16(field: string): number {
    this.steps++;
    return super.u16(field);
  }
  override u24(field: string): number {
    this.steps++;
    return super.u24(field);
  }
  override u32(field: string): number {
    this.steps++;
    return super.u32(field);
  }
  override bytes(length: number, field: string): Uint8Array {
    this.steps++;
    return super.bytes(length, field);
  }
  override view(length: number, field: string): Uint8Array {
    this.steps++;
    return super.view(length, field);
  }
  override skip(length: number, field: string): void {
    this.steps++;
    super.skip(length, field);
  }
  override peek(): number | undefined {
    this.steps++;
    return super.peek();
  }
}

/** Fields that a decoder may read besides one for each byte: those of no bytes, those looked at twice. */
const spare = 24;

/** Decodes a whole message; fails where that took more steps than the bytes warrant. */
export function decodeCounted<T, Context>(codec: Codec<T, Context>, bytes: Uint8Array, context: Context): T {
  const reader = new CountingReader(bytes, "message");
  try {
    const value = codec.decode(reader, context);
    reader.end();
    return value;
  } finally {
    const allowed = 2 * bytes.length + spare;
    // biome-ignore lint/correctness/noUnsafeFinally: a decoder that does too much fails, whatever it answered
    if (reader.steps > allowed) throw new Error(`${reader.steps} steps for ${bytes.length} bytes, ${allowed} allowed`);
  }
}
