import type { CipherSuiteId } from "@ruipmi/core";
import type { TimelessInput } from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decryptedPacket } from "../../src/decrypt/decrypted-packet.ts";
import { udpPacket } from "../../src/decrypt/udp-packet.ts";
import { PcapngWriter } from "../../src/file/pcapng-writer.ts";
import { DatagramFinder } from "../../src/network/datagram-finder.ts";
import { LinkType } from "../../src/network/link-layer.ts";
import { concat, fromHex } from "../support/bytes.ts";
import { datagramsIn, datagramsOf, followDatagrams, mockCredentials, recordMock } from "../support/mock-capture.ts";
import { captured, ipv4Ends, ipv6Ends } from "../support/packets.ts";

const suites = Array.from({ length: 20 }, (_, id) => id as CipherSuiteId);
const getDeviceId: TimelessInput = {
  type: "request",
  requestId: 1,
  request: { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) },
};
const inputs = [
  [200, getDeviceId],
  [300, { type: "closeSession" }],
] as const;

describe("decryptedPacket", () => {
  it.each(suites)("suite %d: what is written can be read without any secret, and says the same", (suite) => {
    const datagrams = datagramsIn(recordMock({ suite, consoles: [{ inputs }] }));
    const read = datagramsOf(followDatagrams(datagrams, mockCredentials()));
    const writer = new PcapngWriter();
    const file = concat(writer.header(), ...read.map((item) => writer.packet(decryptedPacket(item))));
    const written = datagramsIn(file);
    const readAgain = datagramsOf(followDatagrams(written, { users: [], kgs: [] }));
    expect(readAgain).toHaveLength(read.length);
    readAgain.forEach((item, index) => {
      const before = read[index]!;
      expect(item.message).toEqual(before.message);
      expect(item.from).toBe(before.from);
      expect(item.datagram).toMatchObject({
        time: before.datagram.time,
        source: before.datagram.source,
        destination: before.datagram.destination,
      });
      const [packet, other] = [item.packet, before.packet];
      if (typeof packet === "string" || typeof other === "string") throw new Error("every packet can be read");
      if (packet.kind !== "rmcpPlus" || other.kind !== "rmcpPlus") throw new Error("every packet is RMCP+");
      expect([packet.encrypted, packet.authenticated]).toEqual([false, false]);
      expect(packet.sessionId).toBe(other.sessionId);
      expect(packet.sessionSequenceNumber).toBe(other.sessionSequenceNumber);
      expect(packet.payloadType).toBe(other.payloadType);
    });
  });

  it("keeps an OEM's enterprise number and payload ID", () => {
    const header = "0600ff07 06c2 f2000000 3412 78563412 05000000";
    const bytes = fromHex(`${header} 0400 aabbccdd ffff0207 000000000000000000000000`);
    const [first] = datagramsIn(recordMock({ consoles: [{ inputs }] }));
    const [item] = datagramsOf(followDatagrams([{ ...first!, payload: bytes }], { users: [], kgs: [] }));
    const read = { payloadType: 2, payload: fromHex("0102"), decrypted: true, authCodeValid: true };
    const { data } = decryptedPacket({ ...item!, read });
    expect(new DatagramFinder().find(captured(data, LinkType.raw))).toMatchObject({
      payload: fromHex(`${header.replace("06c2", "0602")} 0200 0102`),
    });
  });

  it("leaves as it is what it cannot read", () => {
    const datagrams = datagramsIn(recordMock({ suite: 17, consoles: [{ inputs }] }));
    const items = datagramsOf(followDatagrams(datagrams, { users: [], kgs: [] }));
    for (const item of items) {
      const { data } = decryptedPacket(item);
      expect(new DatagramFinder().find(captured(data, LinkType.raw))).toMatchObject({ payload: item.datagram.payload });
    }
  });

  it("gives the managed system RMCP's port, says so, and leaves it where that is asked for", () => {
    const [first, second] = datagramsIn(recordMock({ consoles: [{ inputs }] })).map((datagram) => {
      const renamed = (end: typeof datagram.source): typeof end => (end.port === 623 ? { ...end, port: 9623 } : end);
      return { ...datagram, source: renamed(datagram.source), destination: renamed(datagram.destination) };
    });
    const items = datagramsOf(followDatagrams([first!, second!], { users: [], kgs: [] }));
    const found = items.map((item) => {
      const { data, comment } = decryptedPacket(item);
      return { comment, ...(new DatagramFinder().find(captured(data, LinkType.raw)) as object) };
    });
    expect(found).toMatchObject([
      { comment: "captured with UDP port 9623", destination: { port: 623 }, source: { port: 40_000 } },
      { comment: "captured with UDP port 9623", source: { port: 623 }, destination: { port: 40_000 } },
    ]);
    const { data, comment } = decryptedPacket(items[0]!, { keepPorts: true });
    expect(comment).toBeUndefined();
    expect(new DatagramFinder().find(captured(data, LinkType.raw))).toMatchObject({ destination: { port: 9623 } });
  });
});

describe("udpPacket", () => {
  const payload = fromHex("0600ff06000011be80000000");

  it("is what text2pcap makes of the same, checksums included, over IPv4 and IPv6", () => {
    // text2pcap 4.0.17; it numbers its packets and has another time to live, which are set to ours, and the header's checksum with them.
    expect(udpPacket(ipv4Ends.source, ipv4Ends.destination, payload).subarray(20)).toEqual(
      fromHex("9c40026f0014dd53 0600ff06000011be80000000"),
    );
    const ipv6 = udpPacket(ipv6Ends.source, ipv6Ends.destination, payload);
    expect(ipv6.subarray(40)).toEqual(fromHex("9c40026f00149e0b 0600ff06000011be80000000"));
    expect(ipv6.subarray(8, 40)).toEqual(fromHex("20010db8000000000000000000000001 fe80000000000000000a000000000001"));
  });

  it("has a header whose checksum is right (RFC 1071)", () => {
    const header = udpPacket(ipv4Ends.source, ipv4Ends.destination, payload).subarray(0, 20);
    let sum = 0;
    for (let at = 0; at < 20; at += 2) sum += (header[at]! << 8) | header[at + 1]!;
    expect((sum & 0xffff) + (sum >>> 16)).toBe(0xffff);
  });

  it("is found again with any addresses, ports and payload", () => {
    const ipv4 = fc.ipV4();
    const ipv6 = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
      const groups = Array.from({ length: 8 }, (_, at) => (bytes[2 * at]! << 8) | bytes[2 * at + 1]! || 1);
      return groups.map((group) => group.toString(16)).join(":");
    });
    const ends = fc.oneof(fc.tuple(ipv4, ipv4), fc.tuple(ipv6, ipv6));
    const port = fc.nat(65_535);
    fc.assert(
      fc.property(ends, port, port, fc.uint8Array({ maxLength: 300 }), ([from, to], fromPort, toPort, bytes) => {
        const [source, destination] = [
          { address: from, port: fromPort },
          { address: to, port: toPort },
        ];
        const found = new DatagramFinder().find(captured(udpPacket(source, destination, bytes), LinkType.raw));
        expect(found).toMatchObject({ source, destination, payload: bytes, isCut: false });
      }),
    );
  });
});
