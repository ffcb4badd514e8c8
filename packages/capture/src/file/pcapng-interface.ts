/** What an interface description block says. */
export interface InterfaceDescription {
  /** The link type of its packets. */
  readonly linkType: number;
  /** How much of each packet was kept at most; 0 for all of it. */
  readonly snapshotLength: number;
  /** Nanoseconds since 1970 from what a packet's timestamp counts; `undefined` where that is unknown. */
  toNanoseconds(ticks: bigint): bigint | undefined;
}

/**
 * Reads the body of an interface description block; `undefined` where it is too short.
 *
 * | body | |
 * |---|---|
 * | 0 | link type |
 * | 4 | snapshot length |
 * | 8 | options: code, length, value padded to 4 |
 */
export function readInterfaceDescription(body: Uint8Array, littleEndian: boolean): InterfaceDescription | undefined {
  if (body.length < 8) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let unit = toUnit(6);
  let offset = 0n;
  let at = 8;
  while (at + 4 <= body.length) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    const value = at + 4;
    if (code === OptionCode.end || value + length > body.length) break;
    if (code === OptionCode.timestampResolution && length >= 1) unit = toUnit(body[value]!);
    if (code === OptionCode.timestampOffset && length >= 8) offset = view.getBigInt64(value, littleEndian);
    at = value + length + ((4 - (length % 4)) % 4);
  }
  return {
    linkType: view.getUint16(0, littleEndian),
    snapshotLength: view.getUint32(4, littleEndian),
    toNanoseconds: (ticks) => (ticks * 1_000_000_000n) / unit + offset * 1_000_000_000n,
  };
}

const OptionCode = { end: 0, timestampResolution: 9, timestampOffset: 14 } as const;

/** Ticks in a second: a power of 10, or of 2 where bit 7 is set. */
function toUnit(resolution: number): bigint {
  const exponent = BigInt(resolution & 0x7f);
  return (resolution & 0x80) === 0 ? 10n ** exponent : 2n ** exponent;
}
