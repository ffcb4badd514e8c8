/** What the number of a packet makes of it. */
export type PacketOrder = "new" | "repeated" | "late";

/**
 * A sender has one packet under way at a time, so what is ahead is new and what is behind was overtaken: 15 numbers, half
 * of them ahead (IPMI v2.0 §15.11).
 *
 * @param last - the number of the last packet that counted, 1–15; `undefined` before the first
 * @param packetSequenceNumber - 1–15
 */
export function packetOrder(last: number | undefined, packetSequenceNumber: number): PacketOrder {
  if (last === undefined) return "new";
  const ahead = distance(last, packetSequenceNumber);
  if (ahead === 0) return "repeated";
  return ahead <= 7 ? "new" : "late";
}

/** How many numbers after `from` the number `to` is, 0–14. */
export function distance(from: number, to: number): number {
  return (to - from + 15) % 15;
}
