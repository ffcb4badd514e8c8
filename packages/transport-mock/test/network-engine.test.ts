import type { Input, Output } from "@ruipmi/core";
import {
  attachConsole,
  attachManagedSystem,
  MockNetwork,
  NetworkEngine,
  type NetworkInput,
  type NetworkOutput,
  replayRun,
  runFromJson,
  runToJson,
  tracePcap,
} from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { badLink, makeBmc, makeEngine, recordedRun } from "./support/recorded-run.ts";

describe("NetworkEngine", () => {
  it("loses in bursts of the length and the share asked for", () => {
    const network = new NetworkEngine({ seed: 3, conditions: { loss: 0.25, lossBurst: 5 } });
    const isLost = Array.from({ length: 20_000 }, (_, now) => {
      network.handleInput({ type: "send", now, from: "a", to: "b", datagram: Uint8Array.of(1) });
      const output = network.pollOutput();
      while (network.pollOutput().type !== "timeout");
      return output.type === "event" && output.event.arrivesAt.length === 0;
    });
    const lost = isLost.filter(Boolean).length;
    const bursts = isLost.filter((each, index) => each && !isLost[index - 1]).length;
    expect(lost / isLost.length).toBeCloseTo(0.25, 1);
    expect(lost / bursts).toBeGreaterThan(4.5);
    expect(lost / bursts).toBeLessThan(5.5);
  });

  it("gives the same run for the same seed and inputs, and another for another seed", () => {
    const { network } = recordedRun(11);
    const run = (seed: number): NetworkOutput[] => {
      const engine = new NetworkEngine({ seed, conditions: badLink });
      return network.inputs!.flatMap((input: NetworkInput) => {
        engine.handleInput(input);
        const outputs = [engine.pollOutput()];
        while (outputs.at(-1)!.type !== "timeout") outputs.push(engine.pollOutput());
        return outputs;
      });
    };
    const traced = run(11).flatMap((output) => (output.type === "event" ? [output.event] : []));
    expect(traced).toEqual(network.trace);
    expect(run(12)).not.toEqual(run(11));
  });
});

describe("a partition", () => {
  it("cuts both ways, spares what is on its way, and heals", () => {
    const network = new MockNetwork({ conditions: { delay: 5 } });
    const arrived: string[] = [];
    for (const address of ["a", "b", "c"]) {
      network.join(address, { onDatagram: (datagram, from) => arrived.push(`${from}${address}${datagram[0]}`) });
    }
    const send = (mark: number): void => {
      for (const [from, to] of ["ab", "ba", "bc"].map((pair) => [...pair])) {
        network.send(from!, to!, Uint8Array.of(mark));
      }
    };
    send(1);
    const heal = network.partition("a");
    const healOther = network.partition("c");
    send(2);
    healOther();
    send(3);
    heal();
    send(4);
    network.clock.runUntilIdle();
    expect(arrived).toEqual(["ab1", "ba1", "bc1", "bc3", "ab4", "ba4", "bc4"]);
    expect(() => network.partition()).toThrow("each side");
  });
});

describe("a peer that answers from another address", () => {
  it("is not heard by a console, and is again when it answers from its own", () => {
    const network = new MockNetwork();
    attachManagedSystem(network, { address: "bmc", engine: makeBmc() });
    const seat = attachConsole(network, { address: "console", peer: "bmc", engine: makeEngine() });
    network.readdress("bmc", "bmc's other port");
    seat.input({ type: "openSession" });
    network.clock.advance(900);
    expect(network.trace.map(({ from }) => from)).toEqual(["console", "bmc's other port"]);
    expect(seat.events.some(({ type }) => type === "sessionOpened")).toBe(false);
    network.readdress("bmc", undefined);
    network.clock.advance(2000);
    expect(seat.events.some(({ type }) => type === "sessionOpened")).toBe(true);
  });
});

describe("a recorded run", () => {
  it("is the same again from its inputs and its seed, also by way of text", () => {
    const { remote, bmc } = recordedRun(21);
    expect(remote.run.length).toBeGreaterThan(10);
    expect(replayRun(makeEngine(), remote.run)).toBeUndefined();
    expect(replayRun(makeBmc(), bmc.run)).toBeUndefined();
    expect(replayRun(makeEngine(), runFromJson<Input, Output>(runToJson(remote.run)))).toBeUndefined();
  });

  it("says where it differs", () => {
    const { remote } = recordedRun(21);
    const step = remote.run.findIndex(({ input }) => input.type === "datagram");
    const changed = remote.run.map((each, index) =>
      index === step && each.input.type === "datagram"
        ? { ...each, input: { ...each.input, datagram: each.input.datagram.map((byte) => byte ^ 0xff) } }
        : each,
    );
    expect(replayRun(makeEngine(), changed)?.step).toBe(step);
  });
});

describe("tracePcap", () => {
  const trace = [
    {
      from: "console",
      to: "bmc",
      datagram: Uint8Array.of(6, 0, 0xff, 7, 1),
      sentAt: 1500.25,
      arrivesAt: [1502, 1501],
      arrived: [Uint8Array.of(1), Uint8Array.of(2)],
      origin: "sent" as const,
    },
    {
      from: "bmc",
      to: "console",
      datagram: Uint8Array.of(9, 8),
      sentAt: 1501,
      arrivesAt: [],
      arrived: [],
      origin: "sent" as const,
    },
  ];

  it("writes a classic pcap of raw IPv4 and UDP, the bytes as they should be", () => {
    const file = tracePcap(trace);
    const hex = Buffer.from(file).toString("hex");
    expect(hex.slice(0, 48)).toBe("d4c3b2a1020004000000000000000000ffff000065000000");
    // 1 s, 500250 us, 33 bytes twice; then IP from 192.0.2.1 to 192.0.2.2, UDP from 49152 to 623.
    expect(hex.slice(48, 80)).toBe("010000001aa207002100000021000000");
    expect(hex.slice(80, 80 + 66)).toMatch(/^45000021000040004011.{4}c0000201c0000202c000026f000d.{4}0600ff0701$/);
  });

  it.each(["sent", "arrived"] as const)("has right checksums, and each packet once (%s)", (side) => {
    const file = tracePcap(trace, { side });
    const view = new DataView(file.buffer);
    const packets: { at: number; packet: Uint8Array }[] = [];
    for (let at = 24; at < file.length; ) {
      const length = view.getUint32(at + 8, true);
      const time = view.getUint32(at, true) * 1000 + view.getUint32(at + 4, true) / 1000;
      packets.push({ at: time, packet: file.subarray(at + 16, at + 16 + length) });
      at += 16 + length;
    }
    expect(packets.map(({ at }) => at)).toEqual(side === "sent" ? [1500.25, 1501] : [1501, 1502]);
    for (const { packet } of packets) {
      expect(sumOf(packet.subarray(0, 20), 0)).toBe(0xffff);
      expect(sumOf(packet.subarray(12), 17 + packet.length - 20)).toBe(0xffff);
    }
  });

  it("calls addresses what it is told to", () => {
    const file = tracePcap(trace, { endpoints: { bmc: { ip: [10, 1, 2, 3], port: 1623 } } });
    expect([...file.subarray(24 + 16 + 16, 24 + 16 + 20)]).toEqual([10, 1, 2, 3]);
    expect(new DataView(file.buffer).getUint16(24 + 16 + 22)).toBe(1623);
  });
});

/** With its checksum in it, anything adds up to FFFFh (RFC 1071). */
function sumOf(bytes: Uint8Array, start: number): number {
  let sum = start;
  for (let at = 0; at < bytes.length; at += 2) sum += bytes[at]! * 256 + (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}
