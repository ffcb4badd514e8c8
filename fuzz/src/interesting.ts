import type { SeededRandom } from "@ruipmi/transport-mock";

/** Numbers at which lengths, counts, signs and reserved values turn over. */
const bytes = [0x00, 0x01, 0x02, 0x03, 0x06, 0x07, 0x0f, 0x10, 0x1f, 0x20, 0x3f, 0x40, 0x7f, 0x80, 0x81, 0xbf, 0xc0];
const highBytes = [0xc1, 0xd4, 0xdf, 0xe0, 0xf0, 0xfe, 0xff];
const words = [0x0000, 0x0001, 0x00ff, 0x0100, 0x7fff, 0x8000, 0xfffe, 0xffff];

/** Byte strings that mean something somewhere in these protocols. */
const tokens = [
  "0600ff07", // RMCP, class IPMI
  "0600ff06", // RMCP, class ASF
  "000011be", // ASF's enterprise number
  "0610000000000000000000000000", // RMCP+ outside a session: Open Session Request
  "0612000000000000000000000000", // RAKP Message 1
  "000000000000000000", // IPMI v1.5 outside a session
  "20186281", // a LAN request to the managed system
  "811c6320", // its response
  "0000000801000000", // an algorithm proposal
  "a1b2c3d4",
  "d4c3b2a1",
  "0a0d0d0a",
  "4d3c2b1a",
  "08004500", // IPv4 in Ethernet
  "86dd60000000", // IPv6 in Ethernet
  "c1", // the end of a FRU area's fields
  "dc",
  "570100", // Intel's enterprise number
  "00000000",
  "ffffffff",
].map((hex) => Uint8Array.from(Buffer.from(hex, "hex")));

const allBytes = [...bytes, ...highBytes];

export function interestingByte(random: SeededRandom): number {
  return allBytes[random.below(allBytes.length)]!;
}

export function interestingWord(random: SeededRandom): number {
  return words[random.below(words.length)]!;
}

export function interestingToken(random: SeededRandom): Uint8Array {
  return tokens[random.below(tokens.length)]!;
}
