import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DatagramFinder } from "../../src/network/datagram-finder.ts";
import { LinkType } from "../../src/network/link-layer.ts";
import { concat, fromHex, uint } from "../support/bytes.ts";
import {
  captured,
  ipv4,
  ipv4Ends,
  ipv4Fragments,
  ipv6,
  ipv6Ends,
  ipv6Fragments,
  withExtension,
} from "../support/packets.ts";

const payload = fromHex("0600ff07");
const macs = new Uint8Array(12);
const find = (data: Uint8Array, linkType: number): unknown => new DatagramFinder().find(captured(data, linkType));

describe("DatagramFinder: link layers", () => {
  it.each([
    ["Ethernet", LinkType.ethernet, concat(macs, fromHex("0800"), ipv4(payload))],
    ["Ethernet with a VLAN tag", LinkType.ethernet, concat(macs, fromHex("8100 0064 0800"), ipv4(payload))],
    ["Ethernet with two tags", LinkType.ethernet, concat(macs, fromHex("88a8 0064 8100 0065 0800"), ipv4(payload))],
    ["raw IP", LinkType.raw, ipv4(payload)],
    ["raw IPv4", LinkType.ipv4, ipv4(payload)],
    ["Linux cooked", LinkType.linuxCooked, concat(new Uint8Array(14), fromHex("0800"), ipv4(payload))],
    ["Linux cooked 2", LinkType.linuxCooked2, concat(fromHex("0800"), new Uint8Array(18), ipv4(payload))],
    [
      "Linux cooked 2 with a VLAN tag",
      LinkType.linuxCooked2,
      concat(fromHex("8100"), new Uint8Array(18), fromHex("0064 0800"), ipv4(payload)),
    ],
    ["BSD loopback", LinkType.null, concat(fromHex("02000000"), ipv4(payload))],
    ["OpenBSD loopback", LinkType.loop, concat(fromHex("00000002"), ipv4(payload))],
  ])("%s", (_name, linkType, data) => {
    expect(find(data, linkType)).toEqual({
      number: 1,
      time: 5n,
      ...ipv4Ends,
      payload,
      isCut: false,
      offset: 40,
    });
  });

  it("does not count what a short Ethernet frame is filled up with", () => {
    const data = concat(macs, fromHex("0800"), ipv4(payload), new Uint8Array(14));
    expect(find(data, LinkType.ethernet)).toMatchObject({ payload });
  });

  it("passes over ARP, and says once that a link type is unknown", () => {
    const finder = new DatagramFinder();
    expect(finder.find(captured(concat(macs, fromHex("0806")), LinkType.ethernet))).toBeUndefined();
    expect(finder.find(captured(ipv4(payload), 147))).toMatchObject({
      type: "note",
      text: expect.stringContaining("147"),
    });
    expect(finder.find(captured(ipv4(payload), 147))).toBeUndefined();
  });

  it("does not follow tags without end", () => {
    const data = concat(macs, ...Array.from({ length: 8 }, () => fromHex("8100 0001")), fromHex("0800"), ipv4(payload));
    expect(find(data, LinkType.ethernet)).toBeUndefined();
  });
});

describe("DatagramFinder: IP and UDP", () => {
  it("reads IPv4 with options", () => {
    const plain = ipv4(payload);
    const header = plain.slice(0, 20);
    header[0] = 0x47;
    header.set(uint(plain.length + 8, 2, false), 2);
    const data = concat(header, fromHex("94040000 01010100"), plain.subarray(20));
    expect(find(data, LinkType.raw)).toMatchObject({ ...ipv4Ends, payload });
  });

  it("reads IPv6, its addresses as RFC 5952 writes them", () => {
    expect(find(ipv6(payload), LinkType.raw)).toMatchObject({ ...ipv6Ends, payload });
  });

  it.each([0, 43, 60, 135])("passes over IPv6 extension header %d", (type) => {
    expect(find(withExtension(ipv6(payload), type), LinkType.raw)).toMatchObject({ ...ipv6Ends, payload });
  });

  it("says that the capture cut a datagram", () => {
    const data = ipv4(fromHex("0600ff0706"));
    expect(find(data.subarray(0, data.length - 2), LinkType.raw)).toMatchObject({
      payload: fromHex("0600ff"),
      isCut: true,
    });
  });

  it("passes over other protocols", () => {
    const tcp = ipv4(payload);
    tcp[9] = 6;
    expect(find(tcp, LinkType.raw)).toBeUndefined();
  });

  it("takes any bytes for any link type without throwing", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 120 }),
        fc.constantFrom(...Object.values(LinkType), 147),
        (bytes, linkType) => {
          find(bytes, linkType);
        },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(ipv4(payload), ipv6(payload)), fc.nat(60), fc.nat(255), (packet, at, value) => {
        const changed = packet.slice();
        if (at < changed.length) changed[at] = value;
        find(changed, LinkType.raw);
      }),
    );
  });
});

describe("DatagramFinder: fragments", () => {
  const long = Uint8Array.from({ length: 300 }, (_, index) => index);
  const cases = [
    ["IPv4", ipv4Fragments(ipv4(long), 64)],
    ["IPv6", ipv6Fragments(ipv6(long), 64)],
  ] as const;

  it.each(cases)("puts %s together in any order, with pieces that come twice", (_name, fragments) => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...fragments.keys()], { minLength: fragments.length }),
        fc.array(fc.nat(fragments.length - 1), { maxLength: 3 }),
        (order, again) => {
          const finder = new DatagramFinder();
          const early = [...order.slice(0, -1), ...again.filter((index) => index !== order.at(-1))];
          for (const index of early) expect(finder.find(captured(fragments[index]!, LinkType.raw))).toBeUndefined();
          expect(finder.find(captured(fragments[order.at(-1)!]!, LinkType.raw))).toMatchObject({ payload: long });
        },
      ),
    );
  });

  it("keeps datagrams apart by their identification", () => {
    const finder = new DatagramFinder();
    const other = long.slice().reverse();
    const one = ipv4Fragments(ipv4(long), 64, 1);
    const two = ipv4Fragments(ipv4(other), 64, 2);
    const found = one
      .flatMap((fragment, index) => [fragment, two[index]!])
      .map((data) => finder.find(captured(data, LinkType.raw)));
    expect(found.filter((item) => item !== undefined)).toMatchObject([{ payload: long }, { payload: other }]);
  });

  it("keeps no more than 64 datagrams that are not whole", () => {
    const finder = new DatagramFinder();
    const firstOf = (identification: number): Uint8Array => ipv4Fragments(ipv4(long), 64, identification)[0]!;
    for (let identification = 0; identification <= 64; identification++)
      finder.find(captured(firstOf(identification), LinkType.raw));
    const rest = (identification: number): unknown[] =>
      ipv4Fragments(ipv4(long), 64, identification)
        .slice(1)
        .map((data) => finder.find(captured(data, LinkType.raw)));
    expect(rest(64).at(-1)).toMatchObject({ payload: long });
    expect(rest(0).at(-1)).toBeUndefined();
  });

  it("gives up a datagram that reaches beyond the longest one", () => {
    const fragment = ipv4Fragments(ipv4(long), 64)[1]!.slice();
    fragment.set(uint(0x1fff, 2, false), 6);
    expect(find(fragment, LinkType.raw)).toBeUndefined();
  });

  it("takes pieces that overlap, and gives up what holds far more than it can be", () => {
    const finder = new DatagramFinder();
    const packet = ipv4(long);
    const [wide, narrow] = [ipv4Fragments(packet, 128), ipv4Fragments(packet, 64)];
    const some = [wide[0]!, narrow[1]!, narrow[3]!, wide[2]!];
    const found = some.map((data) => finder.find(captured(data, LinkType.raw)));
    expect(found.slice(0, -1)).toEqual([undefined, undefined, undefined]);
    // From 128 to 192 is still missing.
    expect(found.at(-1)).toBeUndefined();
    expect(finder.find(captured(wide[1]!, LinkType.raw))).toMatchObject({ payload: long });
    const large = ipv4(new Uint8Array(60_000));
    const many = Array.from({ length: 4 }, (_, index) => {
      const fragment = ipv4Fragments(large, 50_000)[0]!.slice();
      fragment.set(uint(0x2000 | index, 2, false), 6);
      return finder.find(captured(fragment, LinkType.raw));
    });
    expect(many).toEqual([undefined, undefined, undefined, undefined]);
    // The first piece was given up with the others.
    expect(finder.find(captured(ipv4Fragments(large, 50_000)[1]!, LinkType.raw))).toBeUndefined();
  });

  it("does not put together what the capture cut, whichever piece it is", () => {
    const fragments = ipv4Fragments(ipv4(long), 64);
    for (const cut of fragments.keys()) {
      const finder = new DatagramFinder();
      const found = fragments.map((data, index) =>
        finder.find(captured(index === cut ? data.subarray(0, data.length - 1) : data, LinkType.raw)),
      );
      expect(found.every((item) => item === undefined)).toBe(true);
    }
  });

  it("reads a fragment behind extension headers, and one that is the whole datagram", () => {
    const [only] = ipv6Fragments(ipv6(payload), 1024);
    expect(find(only!, LinkType.raw)).toMatchObject({ ...ipv6Ends, payload });
    const finder = new DatagramFinder();
    const found = ipv6Fragments(ipv6(long), 64).map((data) => {
      const behind = withExtension(data, 60);
      behind[40] = 44;
      return finder.find(captured(behind, LinkType.raw));
    });
    expect(found.at(-1)).toMatchObject({ ...ipv6Ends, payload: long });
  });
});
