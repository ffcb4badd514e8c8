import { describe, expect, it } from "vitest";
import { DatagramFinder } from "../../src/network/datagram-finder.ts";
import { fromHex } from "../support/bytes.ts";
import { readAll } from "../support/capture-files.ts";
import { ipv4Ends, ipv6Ends } from "../support/packets.ts";

/** An RMCP presence ping from 192.0.2.1:40000, as text2pcap 4.0.17 framed it. */
const ipv4Packet = "4500002812340000ff11bc93c0000201c63364c89c40026f0014dd53 0600ff06000011be80000000";
const ethernet = "2052454356002053454e44000800";
const payload = fromHex("0600ff06000011be80000000");

/** The section header that editcap 4.0.17 writes: with its own name as an option. */
const section = `0a0d0d0a6c0000004d3c2b1a01000000ffffffffffffffff0400450045646974636170202857697265736861726b29
  20342e302e313720284769742076342e302e3137207061636b6167656420617320342e302e31372d302b6465623132753329
  000000 00000000 6c000000`;

/** What other programs wrote, byte for byte, and what they put in it. */
const files = [
  {
    name: "tcpdump: pcap, microseconds",
    bytes: `d4c3b2a1020004000000000000000000 0000040001000000 dc0f036b010000003c0000003c000000
      ${ethernet} ${ipv4Packet} 000000000000`,
    packets: [{ time: 1_795_362_780_000_001_000n, linkType: 1, offset: 40, originalLength: 60 }],
    ends: [ipv4Ends],
  },
  {
    name: "editcap: pcap, nanoseconds, IPv6",
    bytes: `4d3cb2a1020004000000000000000000 0000040001000000 dc0f036be80300004a0000004a000000
      2052454356002053454e440086dd 600000000014112020010db8000000000000000000000001fe80000000000000000a000000000001
      9c40026f00149e0b 0600ff06000011be80000000`,
    packets: [{ time: 1_795_362_780_000_001_000n, linkType: 1, offset: 40, originalLength: 74 }],
    ends: [ipv6Ends],
  },
  {
    name: "editcap: pcapng with a comment",
    bytes: `${section} 0100000014000000 0100000000000400 14000000
      0600000070000000 00000000 df60060001afbe78 3c0000003c000000 ${ethernet} ${ipv4Packet} 000000000000
      010009006120636f6d6d656e74000000 00000000 70000000`,
    packets: [{ time: 1_795_362_780_000_001_000n, linkType: 1, offset: 156, originalLength: 60 }],
    ends: [ipv4Ends],
  },
  {
    name: "mergecap: pcapng, an Ethernet interface and one of raw IP",
    bytes: `${section} 0100000014000000 0100000000000400 14000000 0100000014000000 6500000000000400 14000000
      0600000050000000 01000000 df60060001afbe78 2e0000003c000000 ${ipv4Packet} 000000000000 0000 50000000
      060000005c000000 00000000 df60060001afbe78 3c0000003c000000 ${ethernet} ${ipv4Packet} 000000000000 5c000000`,
    packets: [
      { time: 1_795_362_780_000_001_000n, linkType: 101, offset: 176, originalLength: 60 },
      { time: 1_795_362_780_000_001_000n, linkType: 1, offset: 256, originalLength: 60 },
    ],
    ends: [ipv4Ends, ipv4Ends],
  },
] as const;

describe("files that other programs wrote", () => {
  it.each(files)("$name", ({ bytes, packets, ends }) => {
    const file = fromHex(bytes);
    const finder = new DatagramFinder();
    for (const chunkLength of [file.length, 1, 13]) {
      const items = readAll(file, chunkLength);
      expect(items).toMatchObject(packets.map((packet, index) => ({ type: "packet", number: index + 1, ...packet })));
      const datagrams = items.map((item) => (item.type === "packet" ? finder.find(item) : undefined));
      expect(datagrams).toMatchObject(ends.map((end) => ({ ...end, payload, isCut: false })));
    }
  });
});
