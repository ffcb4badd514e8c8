import type { TimelessInput } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { CommandStatistics } from "../../src/statistics/command-statistics.ts";
import { datagramsIn, followDatagrams, mockCredentials, recordMock } from "../support/mock-capture.ts";

const command = (requestId: number, netFn: number, cmd: number, ...data: readonly number[]): TimelessInput => ({
  type: "request",
  requestId,
  request: { type: "command", netFn, cmd, data: Uint8Array.from(data) },
});

describe("CommandStatistics", () => {
  it("counts requests, answers, codes and round trips of each command", () => {
    const inputs = [
      ...Array.from({ length: 5 }, (_, index) => [200 + 20 * index, command(index, 6, 1)] as const),
      [400, command(10, 0x30, 0x77)],
      [500, { type: "closeSession" }],
    ] as const;
    const datagrams = datagramsIn(recordMock({ consoles: [{ inputs }], conditions: { delay: 2 } }));
    const statistics = new CommandStatistics();
    for (const item of followDatagrams(datagrams, mockCredentials())) statistics.add(item);
    const rows = statistics.rows();
    expect(rows[0]).toMatchObject({ name: "Get Device ID", netFn: 6, cmd: 1, requests: 5, answered: 5, unanswered: 0 });
    expect([...rows[0]!.completionCodes]).toEqual([[0, 5]]);
    // A datagram takes 2 ms each way; the capture is taken where it arrives.
    expect(rows[0]!.medianRoundTrip! / 2_000_000).toBeCloseTo(1, 1);
    expect(rows[0]!.p99RoundTrip! / 2_000_000).toBeCloseTo(1, 1);
    const unknown = rows.find(({ netFn }) => netFn === 0x30);
    expect(unknown).toMatchObject({ name: "Command 30h/77h", requests: 1, answered: 1 });
    expect([...unknown!.completionCodes.keys()]).toEqual([0xc1]);
    expect(rows.find(({ name }) => name === "Close Session")).toMatchObject({ requests: 1, answered: 1, retries: 0 });
  });

  it("counts what was sent again as one, and what was never answered", () => {
    // Without protection a number can be changed: the session sequence number, behind RMCP header, types and session ID.
    const whole = datagramsIn(recordMock({ suite: 0, consoles: [{ inputs: [[200, command(1, 6, 1)]] }] }));
    const asked = whole.at(-2)!;
    const payload = asked.payload.slice();
    payload[10]! += 1;
    const again = { ...asked, payload, time: asked.time! + 1_000_000_000n };
    const statistics = new CommandStatistics();
    for (const item of followDatagrams([...whole.slice(0, -1), again], mockCredentials())) statistics.add(item);
    expect(statistics.rows().find(({ name }) => name === "Get Device ID")).toMatchObject({
      requests: 1,
      retries: 1,
      answered: 0,
      unanswered: 1,
      medianRoundTrip: undefined,
      p99RoundTrip: undefined,
    });
  });

  it("counts what was captured twice once", () => {
    const whole = datagramsIn(recordMock({ consoles: [{ inputs: [[200, command(1, 6, 1)]] }] }));
    const twice = whole.flatMap((datagram) => [datagram, { ...datagram, number: datagram.number + 1000 }]);
    const statistics = new CommandStatistics();
    for (const item of followDatagrams(twice, mockCredentials())) statistics.add(item);
    expect(statistics.rows().find(({ name }) => name === "Get Device ID")).toMatchObject({
      requests: 1,
      retries: 0,
      answered: 1,
      unanswered: 0,
    });
  });

  it("counts a bridged command under its own name, and its Send Message", () => {
    const bridged: TimelessInput = {
      type: "request",
      requestId: 1,
      request: { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0), bridge: { targetAddress: 0x30 } },
    };
    const datagrams = datagramsIn(recordMock({ consoles: [{ inputs: [[200, bridged]] }] }));
    const statistics = new CommandStatistics();
    for (const item of followDatagrams(datagrams, mockCredentials())) statistics.add(item);
    const rows = statistics.rows();
    expect(rows.find(({ name }) => name === "Get Device ID")?.requests).toBeGreaterThan(0);
    expect(rows.find(({ name }) => name === "Send Message")?.requests).toBeGreaterThan(0);
  });
});
