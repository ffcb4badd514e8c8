import type { ByteReader } from "../wire/byte-reader.ts";
import type { ByteWriter } from "../wire/byte-writer.ts";

/** Names one instance of a payload. */
export interface PayloadInstance {
  /** 0–63, one of `PayloadType`. */
  readonly payloadType: number;
  /** 1–15; 0 is reserved. */
  readonly payloadInstance: number;
}

/** Writes type and instance, a byte each. */
export function writePayloadInstance(writer: ByteWriter, value: PayloadInstance): void {
  writer.u8(value.payloadType & 0x3f).u8(value.payloadInstance & 0x0f);
}

/** Reads type and instance. */
export function readPayloadInstance(reader: ByteReader): PayloadInstance {
  const payloadType = reader.u8("payloadType") & 0x3f;
  return { payloadType, payloadInstance: reader.u8("payloadInstance") & 0x0f };
}
