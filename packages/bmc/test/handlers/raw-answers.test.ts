import { ApiMisuseError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import type { BuiltInCommands, RawHandler } from "../../src/index.ts";
import { createBmc, drain, feed } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

function connected(handler: RawHandler): HandConsole {
  const bmc = createBmc({ builtInCommands: "session" });
  bmc.handleRaw(handler);
  return new HandConsole(bmc).connect();
}

function arrivals(remote: HandConsole, until: number): readonly (readonly [at: number, data: readonly number[]])[] {
  const found: [number, readonly number[]][] = [];
  for (let { at } = remote.last; at !== undefined && at <= until; ) {
    const drained = feed(remote.bmc, { type: "timeout", now: at });
    for (const { data } of remote.open(drained.datagrams.map(({ datagram }) => datagram))) found.push([at, [...data]]);
    at = drained.at;
  }
  return found;
}

describe("answers of raw handlers", () => {
  it("leave as late as they say, in the order they are due", () => {
    const remote = connected(({ data }) => ({ completionCode: 0, data, delay: data[0]! }));
    for (const delay of [30, 10, 20]) remote.exchange(remote.lanRequest(0x30, 1, Uint8Array.of(delay)));
    expect(arrivals(remote, 100)).toEqual([
      [10, [10]],
      [20, [20]],
      [30, [30]],
    ]);
  });

  it("leave later still with the fault lateAnswers", () => {
    const remote = connected(() => ({ completionCode: 0, delay: 10 }));
    remote.bmc.faults.lateAnswers = 5;
    remote.exchange(remote.lanRequest(0x30, 1));
    expect(arrivals(remote, 100)).toEqual([[15, []]]);
  });

  it("may come with others that are later", () => {
    const remote = connected((_request, { message, deliver }) => {
      const response = { ...message, netFn: message.netFn + 1, completionCode: 0, data: Uint8Array.of(7) };
      deliver(response, "after", 25);
      return { completionCode: 0, data: Uint8Array.of(1) };
    });
    expect(remote.exchange(remote.lanRequest(0x30, 1)).map(({ data }) => [...data])).toEqual([[1]]);
    expect(arrivals(remote, 100)).toEqual([[25, [7]]]);
  });

  it.each([Number.NaN, -5, 0])("are at once for a delay of %d", (delay) => {
    const remote = connected(() => ({ completionCode: 0, delay }));
    expect(remote.exchange(remote.lanRequest(0x30, 1))).toHaveLength(1);
  });

  it("are no later than a day, and the engine goes on", () => {
    const remote = connected(() => ({ completionCode: 0, delay: Number.POSITIVE_INFINITY }));
    remote.exchange(remote.lanRequest(0x30, 1));
    expect(remote.bmc.snapshot().heldBack).toBe(1);
    expect(arrivals(remote, 1e9)).toEqual([[86_400_000, []]]);
    expect(drain(remote.bmc).datagrams).toEqual([]);
  });
});

describe("builtInCommands", () => {
  it("is all or session", () => {
    expect(() => createBmc({ builtInCommands: "none" as BuiltInCommands })).toThrow(ApiMisuseError);
    const everything = new HandConsole(createBmc()).connect();
    expect(everything.raw(6, 1).completionCode).toBe(0);
    const few = new HandConsole(createBmc({ builtInCommands: "session" })).connect();
    expect(few.raw(6, 1).completionCode).toBe(0xc1);
  });
});
