/** A packet of a capture file. */
export interface CapturedPacket {
  /** Tells it from a {@link CaptureNote}. */
  readonly type: "packet";
  /** Which packet of the file it is, from 1, as Wireshark numbers them. */
  readonly number: number;
  /** When it was captured: nanoseconds since 1970-01-01 00:00 UTC; `undefined` where the file does not say. */
  readonly time: bigint | undefined;
  /** The link type of its interface (https://www.tcpdump.org/linktypes.html). */
  readonly linkType: number;
  /** What was captured of it, from the link layer's header on. A view of what was pushed: copy it to keep it. */
  readonly data: Uint8Array;
  /** How long it was on the wire; more than `data.length` where the capture cut it. */
  readonly originalLength: number;
  /** Where its bytes begin in the file. */
  readonly offset: number;
}

/** Something about a capture that its reader should know: damage, mostly. Reading goes on where it can. */
export interface CaptureNote {
  /** Tells it from a {@link CapturedPacket}. */
  readonly type: "note";
  /** Where in the file. */
  readonly offset: number;
  /** What is there and what was done about it, in one sentence. */
  readonly text: string;
}

/** What a capture file consists of. */
export type CaptureItem = CapturedPacket | CaptureNote;

/** A reader of one file format: takes what the queue holds and keeps back what is not complete. */
export interface FormatReader {
  /** Everything that can be read by now. */
  read(): Generator<CaptureItem, void, undefined>;
  /** What an end of file at this place means. */
  end(): Generator<CaptureItem, void, undefined>;
}

/** More than any link carries: a length beyond this is damage (libpcap's MAXIMUM_SNAPLEN). */
export const maxPacketLength = 262_144;

/** A note about a place in a file. */
export function note(offset: number, text: string): CaptureNote {
  return { type: "note", offset, text };
}
