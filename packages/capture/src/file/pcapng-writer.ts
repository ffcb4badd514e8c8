import { concat } from "../bytes.ts";
/** A packet as {@link PcapngWriter} takes it. */
export interface WritablePacket {
  /** Nanoseconds since 1970-01-01 00:00 UTC; left out, the block has no time. */
  readonly time: bigint | undefined;
  /** The link type, from 0 to 65535. */
  readonly linkType: number;
  /** From the link layer's header on. */
  readonly data: Uint8Array;
  /** How long it was on the wire; its length when left out. */
  readonly originalLength?: number;
  /** A comment, which Wireshark shows with the packet. */
  readonly comment?: string;
}

/**
 * Writes pcapng: one section, little-endian, an interface for each link type, times in nanoseconds. Gives bytes for the
 * caller to put somewhere; holds none.
 *
 * @example
 * ```ts
 * const writer = new PcapngWriter();
 * file.write(writer.header());
 * file.write(writer.packet({ time: 0n, linkType: 101, data: ipPacket }));
 * ```
 */
export class PcapngWriter {
  readonly #interfaces: number[] = [];

  /** What a file begins with. */
  header(): Uint8Array {
    const body = new Uint8Array(16);
    const view = new DataView(body.buffer);
    view.setUint32(0, 0x1a2b_3c4d, true);
    view.setUint16(4, 1, true);
    // The section's length is not known yet: -1.
    view.setBigInt64(8, -1n, true);
    return block(0x0a0d_0d0a, [body]);
  }

  /** A packet's block, behind that of its interface where this is its first packet. */
  packet({ time, linkType, data, originalLength, comment }: WritablePacket): Uint8Array {
    let interfaceId = this.#interfaces.indexOf(linkType);
    const before: Uint8Array[] = [];
    if (interfaceId === -1) {
      interfaceId = this.#interfaces.push(linkType) - 1;
      before.push(interfaceBlock(linkType));
    }
    const fields = new Uint8Array(20);
    const view = new DataView(fields.buffer);
    const ticks = time ?? 0n;
    view.setUint32(0, interfaceId, true);
    view.setUint32(4, Number((ticks >> 32n) & 0xffff_ffffn), true);
    view.setUint32(8, Number(ticks & 0xffff_ffffn), true);
    view.setUint32(12, data.length, true);
    view.setUint32(16, originalLength ?? data.length, true);
    const options = comment === undefined ? [] : [option(1, ascii(comment)), new Uint8Array(4)];
    return concat([...before, block(6, [fields, padded(data), ...options])]);
  }
}

function interfaceBlock(linkType: number): Uint8Array {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setUint16(0, linkType, true);
  // Timestamp resolution: 10^-9 s.
  return block(1, [body, option(9, Uint8Array.of(9)), new Uint8Array(4)]);
}

function option(code: number, value: Uint8Array): Uint8Array {
  const head = new Uint8Array(4);
  const view = new DataView(head.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  return concat([head, padded(value)]);
}

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(8);
  const tail = new Uint8Array(4);
  const length = parts.reduce((sum, part) => sum + part.length, head.length + tail.length);
  new DataView(head.buffer).setUint32(0, type, true);
  new DataView(head.buffer).setUint32(4, length, true);
  new DataView(tail.buffer).setUint32(0, length, true);
  return concat([head, ...parts, tail]);
}

function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 4 === 0) return bytes;
  return concat([bytes, new Uint8Array(4 - (bytes.length % 4))]);
}

/** Comments of ours are cut at 1000 characters; beyond ASCII a question mark stands for each. */
function ascii(text: string): Uint8Array {
  return Uint8Array.from(text.slice(0, 1000), (character) => {
    const code = character.charCodeAt(0);
    return code < 0x80 ? code : 0x3f;
  });
}
