/** Bytes that were replaced, and what stands in their place: as many. */
export interface Replacement {
  /** What was recorded. */
  readonly original: Uint8Array;
  /** What stands there instead. */
  readonly replacement: Uint8Array;
}

/**
 * What stands in the place of names, serial numbers and addresses: the same for the same, as long as what was there.
 * Addresses are those that are kept for documentation (RFC 5737, RFC 3849).
 */
export class Replacements {
  readonly #known = new Map<string, Uint8Array>();
  readonly #counts = new Map<string, number>();
  readonly #found: Replacement[] = [];

  /** What was replaced and can be told wherever else it stands: long enough not to stand somewhere by chance. */
  get recognisable(): readonly Replacement[] {
    return this.#found;
  }

  /** A user's name of 16 bytes: `user1`, `user2`. No name stays none. */
  username(name: Uint8Array): Uint8Array {
    if (isEmpty(name)) return name.slice();
    return this.#replace("user", name, (count) => padded(asciiBytes(`user${count}`), name.length));
  }

  /** A serial number in text of digits. */
  serialNumber(serial: string): string {
    if (serial.trim() === "") return serial;
    const bytes = asciiBytes(serial);
    const replaced = this.#replace("serial", bytes, (count) => asciiBytes(digits(count, serial.length)));
    if (serial.length >= shortestRecognisable && serial !== "0".repeat(serial.length)) this.#recognise(bytes, replaced);
    return String.fromCharCode(...replaced);
  }

  /** A GUID; one that is all 0 stays. */
  guid(guid: Uint8Array): Uint8Array {
    if (isEmpty(guid)) return guid.slice();
    return this.#recognise(
      guid,
      this.#replace("guid", guid, (count) => numbered([], guid.length, count)),
    );
  }

  /** An IPv4 address: in 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24. 0.0.0.0 and 255.255.255.255 stay. */
  ipv4Address(address: Uint8Array): Uint8Array {
    if (isEmpty(address) || address.every((byte) => byte === 0xff)) return address.slice();
    const replaced = this.#replace("ipv4", address, (count) => {
      const network = ipv4Networks[Math.floor((count - 1) / hostsPerNetwork) % ipv4Networks.length]!;
      return Uint8Array.of(...network, ((count - 1) % hostsPerNetwork) + 1);
    });
    return address.filter((byte) => byte === 0).length > 1 ? replaced : this.#recognise(address, replaced);
  }

  /** An IPv6 address or prefix: in 2001:db8::/32, link-local ones in fe80::/10. `::` stays. */
  ipv6Address(address: Uint8Array): Uint8Array {
    if (isEmpty(address)) return address.slice();
    const isLinkLocal = address[0] === 0xfe && (address[1]! & 0xc0) === 0x80;
    const prefix = isLinkLocal ? [0xfe, 0x80] : [0x20, 0x01, 0x0d, 0xb8];
    return this.#recognise(
      address,
      this.#replace("ipv6", address, (count) => numbered(prefix, address.length, count)),
    );
  }

  /** A MAC address: locally administered ones, 02:00:00:00:00:01 and so on. None, and the broadcast address, stay. */
  macAddress(address: Uint8Array): Uint8Array {
    if (isEmpty(address) || address.every((byte) => byte === 0xff)) return address.slice();
    return this.#recognise(
      address,
      this.#replace("mac", address, (count) => numbered([0x02], address.length, count)),
    );
  }

  #replace(kind: string, original: Uint8Array, make: (count: number) => Uint8Array): Uint8Array {
    const key = `${kind} ${original.join(" ")}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const replacement = make(count);
    this.#known.set(key, replacement);
    return replacement;
  }

  #recognise(original: Uint8Array, replacement: Uint8Array): Uint8Array {
    const isNew = !this.#found.some((found) => found.replacement === replacement);
    if (isNew && original.length === replacement.length) this.#found.push({ original: original.slice(), replacement });
    return replacement;
  }
}

/** Text with an `x` or `X` for every letter and a 0 for every digit: names keep their form. */
export function blankText(text: string): string {
  return text
    .replace(/[0-9]/g, "0")
    .replace(/[A-Z]/g, "X")
    .replace(/[a-z\u0080-\uffff]/g, "x");
}

/** The same for text that is stored one byte a character, or two. */
export function blankBytes(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => blankText(String.fromCharCode(byte)).charCodeAt(0));
}

/** Shorter texts stand somewhere by chance. */
const shortestRecognisable = 5;

/** TEST-NET-1, 2 and 3 (RFC 5737). */
const ipv4Networks: readonly (readonly number[])[] = [
  [192, 0, 2],
  [198, 51, 100],
  [203, 0, 113],
];

const hostsPerNetwork = 254;

function isEmpty(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const all = new Uint8Array(length);
  all.set(bytes.subarray(0, length));
  return all;
}

/** As many digits as are wanted; the last ones of the number where it has more. */
function digits(count: number, length: number): string {
  return String(count).padStart(length, "0").slice(-length);
}

function numbered(prefix: readonly number[], length: number, count: number): Uint8Array {
  const bytes = padded(Uint8Array.from(prefix), length);
  const [low, high] = [length - 1, length - 2];
  bytes[low] = count & 0xff;
  bytes[high] = (count >>> 8) & 0xff;
  return bytes;
}
