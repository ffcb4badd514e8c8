import type { Codec } from "@ruipmi/core/wire";

/** An IPv6 address as text in its shortest form, `2001:db8::2a` (RFC 5952); what is none is written as `::`. */
export const ipv6Address: Codec<string> = {
  encode(value, writer) {
    for (const group of parseIpv6Address(value) ?? new Array<number>(groupCount).fill(0)) {
      writer.u8(group >>> 8).u8(group & 0xff);
    }
  },
  decode(reader) {
    const bytes = reader.view(groupCount * 2, "address");
    return ipv6Text(Array.from({ length: groupCount }, (_, index) => (bytes[index * 2]! << 8) | bytes[index * 2 + 1]!));
  },
};

/** The eight groups of an address in text, with one `::` at most; `undefined` for what is none. */
export function parseIpv6Address(text: string): readonly number[] | undefined {
  const [head = "", tail, surplus] = text.split("::");
  if (surplus !== undefined) return undefined;
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const missing = groupCount - before.length - after.length;
  const isWhole = tail === undefined ? missing === 0 : missing > 0;
  const all = [...before, ...new Array<number>(Math.max(missing, 0)).fill(0), ...after];
  return isWhole && all.every((group) => !Number.isNaN(group)) ? all : undefined;
}

const groupCount = 8;

function groupsOf(part: string): readonly number[] {
  if (part === "") return [];
  return part.split(":").map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN));
}

/** The longest run of zeros, two groups at least, becomes `::`; the first of several that are as long (RFC 5952 §4.2). */
function ipv6Text(groups: readonly number[]): string {
  let start = 0;
  let length = 0;
  for (let at = 0; at < groupCount; at++) {
    let end = at;
    while (end < groupCount && groups[end] === 0) end += 1;
    if (end - at > length) [start, length] = [at, end - at];
  }
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (length < 2) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
