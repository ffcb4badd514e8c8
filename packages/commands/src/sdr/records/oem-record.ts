/**
 * OEM Record, type C0h (IPMI v2.0 §43.12), after the header:
 *
 * | byte | meaning         |
 * |------|-----------------|
 * | 0:2  | manufacturer ID |
 * | 3…   | the OEM's       |
 */
import type { Codec } from "@ruipmi/core/wire";
import type { SdrHeader } from "./record-header.ts";

/** What an OEM keeps in the repository, but who holds the record. */
export interface OemSdrBody {
  /** The OEM's IANA enterprise number, 24 bits. */
  readonly manufacturerId: number;
  /** What only the OEM knows, at most 252 bytes. */
  readonly data: Uint8Array;
}

/** What an OEM keeps in the repository. */
export interface OemSdrRecord extends SdrHeader, OemSdrBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "oem";
}

/** Bytes of the manufacturer ID: the least that an OEM record has. */
export const leastOemBody = 3;

const mostOemData = 0xff - leastOemBody;

/** The record after its header, both ways; decoding takes all that the reader has. */
export const oemSdrBody: Codec<OemSdrBody> = {
  encode(value, writer) {
    writer.u24(value.manufacturerId).bytes(value.data.subarray(0, mostOemData));
  },
  decode(reader) {
    return { manufacturerId: reader.u24("manufacturerId"), data: reader.rest() };
  },
};
