import { IpmiEngine } from "@ruipmi/core";
import {
  attachConsole,
  attachManagedSystem,
  type LinkConditions,
  MockNetwork,
  seededRandomBytes,
  type TracedDatagram,
} from "@ruipmi/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBmc, password, text, username } from "../../client/test/support/world.ts";

function between(conditions: Partial<LinkConditions> = {}, seed = 1) {
  const network = new MockNetwork({ conditions, seed });
  const arrived: { time: number; bytes: number[] }[] = [];
  network.join("b", {
    onDatagram: (datagram, from) => {
      expect(from).toBe("a");
      arrived.push({ time: network.clock.now(), bytes: [...datagram] });
    },
  });
  return { network, arrived };
}

describe("MockNetwork", () => {
  it("delivers a copy, after the link's delay", () => {
    const { network, arrived } = between({ delay: 3 });
    const datagram = Uint8Array.of(1, 2);
    network.send("a", "b", datagram);
    datagram.fill(9);
    network.clock.runUntilIdle();
    expect(arrived).toEqual([{ time: 3, bytes: [1, 2] }]);
    expect(network.trace).toMatchObject([{ from: "a", to: "b", sentAt: 0, arrivesAt: [3], origin: "sent" }]);
    expect([...network.trace[0]!.datagram]).toEqual([1, 2]);
  });

  it.each([
    ["loses", { loss: 1 }, 0],
    ["doubles", { duplicate: 1 }, 200],
    ["loses about half", { loss: 0.5 }, 50],
  ] as const)("%s", (_, conditions, expected) => {
    const { network, arrived } = between(conditions);
    for (let sent = 0; sent < 100; sent++) network.send("a", "b", Uint8Array.of(sent));
    network.clock.runUntilIdle();
    expect(Math.abs(arrived.length - expected)).toBeLessThanOrEqual(expected === 50 ? 20 : 0);
    expect(network.trace.flatMap(({ arrivesAt }) => arrivesAt)).toHaveLength(arrived.length);
  });

  it("reorders what it holds back, and by jitter", () => {
    for (const conditions of [{ reorder: 0.5, reorderDelay: 10 }, { jitter: 20 }]) {
      const { network, arrived } = between(conditions);
      for (let sent = 0; sent < 50; sent++) {
        network.send("a", "b", Uint8Array.of(sent));
        network.clock.advance(1);
      }
      network.clock.runUntilIdle();
      const order = arrived.map(({ bytes }) => bytes[0]!);
      expect(order).not.toEqual([...order].sort((x, y) => x - y));
      expect([...order].sort((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    }
  });

  it("flips one to three bits, or cuts the end off", () => {
    const original = Array.from({ length: 32 }, () => 0);
    const corrupt = between({ corrupt: 1 });
    const truncate = between({ truncate: 1 });
    for (let sent = 0; sent < 50; sent++) {
      for (const { network } of [corrupt, truncate]) network.send("a", "b", Uint8Array.from(original));
    }
    for (const { network } of [corrupt, truncate]) network.clock.runUntilIdle();
    for (const { bytes } of corrupt.arrived) {
      const flipped = bytes.reduce((bits, byte) => bits + byte.toString(2).replaceAll("0", "").length, 0);
      expect(bytes).toHaveLength(32);
      expect(flipped).toBeLessThanOrEqual(3);
    }
    expect(corrupt.arrived.some(({ bytes }) => bytes.some((byte) => byte !== 0))).toBe(true);
    for (const { bytes } of truncate.arrived) expect(bytes.length).toBeLessThan(32);
  });

  it("changes conditions in one direction, or in all", () => {
    const { network, arrived } = between();
    network.setConditions({ loss: 1 }, { from: "a", to: "b" });
    network.send("a", "b", Uint8Array.of(1));
    network.setConditions({ loss: 0, delay: 7 }, { from: "a", to: "b" });
    network.setConditions({ delay: 100 });
    network.send("a", "b", Uint8Array.of(2));
    network.clock.runUntilIdle();
    expect(arrived).toEqual([{ time: 7, bytes: [2] }]);
  });

  it("lets taps drop, change and add, one behind the other, and be taken off", () => {
    const { network, arrived } = between();
    const seen: number[] = [];
    const take = network.tap(({ datagram, index, from, to, time }) => {
      expect({ from, to, time }).toEqual({ from: "a", to: "b", time: 0 });
      seen.push(index);
      if (datagram[0] === 0) return [];
      return datagram[0] === 1 ? [Uint8Array.of(10), Uint8Array.of(11)] : undefined;
    });
    const takeSecond = network.tap(({ datagram }) => [datagram.map((byte) => byte + 100)]);
    for (const byte of [0, 1, 2]) network.send("a", "b", Uint8Array.of(byte));
    take();
    takeSecond();
    network.send("a", "b", Uint8Array.of(3));
    network.clock.runUntilIdle();
    expect(seen).toEqual([0, 1, 2]);
    expect(arrived.map(({ bytes }) => bytes[0])).toEqual([110, 111, 102, 3]);
    expect(network.trace.filter(({ origin }) => origin === "tapped")).toHaveLength(3);
    expect(network.trace.filter(({ arrivesAt }) => arrivesAt.length === 0)).toHaveLength(3);
  });

  it("injects past taps and conditions", () => {
    const { network, arrived } = between({ loss: 1 });
    network.tap(() => []);
    network.inject("a", "b", Uint8Array.of(7), 5);
    network.clock.runUntilIdle();
    expect(arrived).toEqual([{ time: 5, bytes: [7] }]);
    expect(network.trace).toMatchObject([{ origin: "injected" }]);
  });

  it("says that nobody listens only where it was told to", () => {
    const network = new MockNetwork();
    const refused: string[] = [];
    network.join("a", { onDatagram: () => {}, onUnreachable: (at) => refused.push(at) });
    network.send("a", "nobody", Uint8Array.of(1));
    network.clock.runUntilIdle();
    network.refuse("nobody");
    network.send("a", "nobody", Uint8Array.of(1));
    network.clock.runUntilIdle();
    network.refuse("nobody", false);
    network.send("a", "nobody", Uint8Array.of(1));
    network.clock.runUntilIdle();
    expect(refused).toEqual(["nobody"]);
  });

  it("has one receiver an address, and keeps a bounded trace", () => {
    const network = new MockNetwork({ traceLimit: 5 });
    const leave = network.join("a", { onDatagram: () => {} });
    expect(() => network.join("a", { onDatagram: () => {} })).toThrow("taken");
    leave();
    network.join("a", { onDatagram: () => {} });
    for (let sent = 0; sent < 100; sent++) network.send("b", "a", Uint8Array.of(sent));
    expect(network.trace.map(({ datagram }) => datagram[0])).toEqual([95, 96, 97, 98, 99]);
  });
});

const badLink = fc.record({
  delay: fc.integer({ min: 0, max: 50 }),
  jitter: fc.integer({ min: 0, max: 100 }),
  loss: fc.double({ min: 0, max: 0.5, noNaN: true }),
  duplicate: fc.double({ min: 0, max: 0.5, noNaN: true }),
  reorder: fc.double({ min: 0, max: 0.5, noNaN: true }),
  corrupt: fc.double({ min: 0, max: 0.4, noNaN: true }),
  truncate: fc.double({ min: 0, max: 0.3, noNaN: true }),
});

/** A handshake, some requests and a close, with nothing but engines. */
function wholeSession(conditions: Partial<LinkConditions>, seed: number, requests: number) {
  const network = new MockNetwork({ conditions, seed });
  const bmc = makeBmc(seededRandomBytes(seed + 1));
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  const engine = new IpmiEngine({
    username: text(username),
    password: text(password),
    randomBytes: seededRandomBytes(seed + 2),
  });
  const remoteConsole = attachConsole(network, { address: "console", peer: "bmc", engine });
  remoteConsole.input({ type: "openSession" });
  for (let requestId = 0; requestId < requests; requestId++) {
    const request = { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) } as const;
    remoteConsole.input({ type: "request", requestId, request });
  }
  network.clock.runUntilIdle();
  const settledBeforeClose = settledIds(remoteConsole.events);
  remoteConsole.input({ type: "closeSession" });
  network.clock.runUntilIdle();
  return { network, bmc, engine, events: remoteConsole.events, settledBeforeClose };
}

function settledIds(events: readonly { readonly type: string; readonly requestId?: unknown }[]): unknown[] {
  return events.filter(({ type }) => type === "response" || type === "requestFailed").map(({ requestId }) => requestId);
}

function fingerprint(trace: readonly TracedDatagram[]): string[] {
  return trace.map(({ from, sentAt, arrivesAt, datagram }) => `${from} ${sentAt} ${arrivesAt} ${datagram.join()}`);
}

describe("engines on a mock network", () => {
  it("open a session, ask and close over a good link in six round trips", () => {
    const { network, bmc, events } = wholeSession({}, 1, 1);
    expect(network.trace).toHaveLength(12);
    expect(events.at(-1)).toMatchObject({ type: "sessionClosed", reason: "requested", confirmed: true });
    expect(events.find(({ type }) => type === "response")).toMatchObject({ response: { completionCode: 0 } });
    expect(bmc.sessions).toEqual([]);
  });

  it("come to an end over any link, every request settled once, the last event the last", () => {
    fc.assert(
      fc.property(badLink, fc.nat(), fc.integer({ min: 0, max: 6 }), (conditions, seed, requests) => {
        const { engine, events, settledBeforeClose } = wholeSession(conditions, seed, requests);
        expect([...settledIds(events)].sort()).toEqual(Array.from({ length: requests }, (_, id) => id));
        expect(settledBeforeClose).toHaveLength(requests);
        expect(events.filter(({ type }) => type === "sessionClosed")).toHaveLength(1);
        expect(events.at(-1)!.type).toBe("sessionClosed");
        expect(engine.snapshot()).toMatchObject({ phase: "closed", deadline: { at: undefined } });
      }),
      { numRuns: 60 },
    );
  });

  it("do the same, byte for byte, for the same seed", () => {
    fc.assert(
      fc.property(badLink, fc.nat(), (conditions, seed) => {
        const first = wholeSession(conditions, seed, 3);
        const second = wholeSession(conditions, seed, 3);
        expect(fingerprint(second.network.trace)).toEqual(fingerprint(first.network.trace));
        expect(second.events.map(({ type }) => type)).toEqual(first.events.map(({ type }) => type));
      }),
      { numRuns: 20 },
    );
  });

  it("lets an adversary on the wire do no more than be counted in an open session", () => {
    const network = new MockNetwork();
    const bmc = makeBmc(seededRandomBytes(1));
    const engine = new IpmiEngine({
      username: text(username),
      password: text(password),
      randomBytes: seededRandomBytes(2),
    });
    attachManagedSystem(network, { address: "bmc", engine: bmc });
    const remoteConsole = attachConsole(network, { address: "console", peer: "bmc", engine });
    remoteConsole.input({ type: "openSession" });
    network.clock.runUntilIdle();
    for (const { from, to, datagram } of network.trace) network.inject(from, to, datagram);
    for (const { from, to, datagram } of network.trace)
      network.inject(
        from,
        to,
        datagram.map((byte) => byte ^ 0x40),
      );
    network.clock.runUntilIdle();
    expect(engine.snapshot().phase).toBe("open");
    const request = { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) } as const;
    remoteConsole.input({ type: "request", requestId: 1, request });
    network.clock.runUntilIdle();
    expect(remoteConsole.events.at(-1)).toMatchObject({ type: "response", response: { completionCode: 0 } });
  });
});
