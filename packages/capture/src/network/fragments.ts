import type { IpPacket } from "./ip-packet.ts";

/** How many datagrams may be in pieces at a time; the oldest is given up for a new one. */
const maxOpen = 64;

/** The longest IP datagram. */
const maxDatagramLength = 65_535;

/** What a datagram of the longest length takes at a link of 576 bytes. */
const maxPieces = 128;

/** Pieces that overlap hold more than the datagram has; more than twice as much is no accident. */
const maxHeld = 2 * maxDatagramLength;

/** Datagrams in pieces, until they are whole (RFC 791 §3.2, RFC 8200 §4.5). Memory is bounded. */
export class Fragments {
  readonly #open = new Map<string, OpenDatagram>();

  /** Takes a fragment, and gives the whole payload once its last piece is there; `undefined` before. */
  add({ source, destination, payload, payloadLength, fragment }: IpPacket): Uint8Array | undefined {
    if (fragment === undefined) return payload;
    const key = `${source} ${destination} ${fragment.identification}`;
    const end = fragment.offset + payloadLength;
    // A piece that the capture cut, or that reaches beyond the longest datagram, can complete nothing.
    if (payload.length < payloadLength || end > maxDatagramLength) {
      this.#open.delete(key);
      return undefined;
    }
    const datagram = this.#open.get(key) ?? this.#begin(key);
    datagram.held += payload.length - (datagram.pieces.get(fragment.offset)?.length ?? 0);
    if (datagram.pieces.size >= maxPieces || datagram.held > maxHeld) {
      this.#open.delete(key);
      return undefined;
    }
    datagram.pieces.set(fragment.offset, payload.slice());
    if (!fragment.more) datagram.length = end;
    const whole = assemble(datagram);
    if (whole !== undefined) this.#open.delete(key);
    return whole;
  }

  #begin(key: string): OpenDatagram {
    if (this.#open.size >= maxOpen) this.#open.delete(this.#open.keys().next().value!);
    const datagram: OpenDatagram = { pieces: new Map(), held: 0, length: undefined };
    this.#open.set(key, datagram);
    return datagram;
  }
}

interface OpenDatagram {
  readonly pieces: Map<number, Uint8Array>;
  /** Bytes of all pieces together; more than there are in the datagram where they overlap. */
  held: number;
  length: number | undefined;
}

function assemble({ pieces, held, length }: OpenDatagram): Uint8Array | undefined {
  if (length === undefined || held < length) return undefined;
  const inOrder = [...pieces].sort(([one], [other]) => one - other);
  let end = 0;
  for (const [offset, piece] of inOrder) {
    if (offset > end) return undefined;
    end = Math.max(end, offset + piece.length);
  }
  if (end < length) return undefined;
  const whole = new Uint8Array(length);
  for (const [offset, piece] of inOrder) whole.set(piece.subarray(0, Math.max(0, length - offset)), offset);
  return whole;
}
