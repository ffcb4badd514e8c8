import { ApiMisuseError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { type BmcConfig, BmcEngine, createDevice } from "../src/index.ts";
import { ascii, createBmc, drain, feed, seededBytes, users } from "./support/bmc-fixture.ts";
import { HandConsole } from "./support/hand-console.ts";

const base: BmcConfig = { users: [users.admin], randomBytes: seededBytes(1) };

describe("the configuration", () => {
  it.each([
    ["a name of 17 bytes", { users: [{ ...users.admin, name: new Uint8Array(17) }] }],
    ["a password of 21 bytes", { users: [{ ...users.admin, password: new Uint8Array(21) }] }],
    ["a reserved privilege limit", { users: [{ ...users.admin, privilegeLimit: 0 }] }],
    ["64 users", { users: Array(64).fill(users.admin) }],
    ["a Kg of 21 bytes", { kg: new Uint8Array(21) }],
    ["a GUID of 15 bytes", { guid: new Uint8Array(15) }],
    ["a GUID of 17 bytes", { guid: new Uint8Array(17) }],
    ["no suites", { cipherSuites: [] }],
    ["suite 20", { cipherSuites: [20] }],
    ["no slots", { maxSessions: 0 }],
    ["half a slot", { maxSessions: 1.5 }],
    ["no idle time", { sessionIdleTimeout: 0 }],
    ["endless idle time", { sessionIdleTimeout: Number.POSITIVE_INFINITY }],
    ["no source of randomness", { randomBytes: undefined }],
  ])("refuses %s", (_what, change) => {
    expect(() => new BmcEngine({ ...base, ...change } as BmcConfig)).toThrow(ApiMisuseError);
  });

  it("enables suites 3 and 17 when none are named", () => {
    const statusOf = (suite: 2 | 3 | 17): number =>
      new HandConsole(new BmcEngine(base), { suite }).openSession().status;
    expect([3, 17, 2].map((suite) => statusOf(suite as 2))).toStrictEqual([0, 0, 0x10]);
  });

  it("is copied: secrets and names may be overwritten by the caller", () => {
    const user = { name: ascii("root"), password: ascii("calvin"), privilegeLimit: 4 } as const;
    const kg = ascii("kg");
    const bmc = new BmcEngine({ ...base, users: [user], kg });
    user.name.fill(0);
    user.password.fill(0);
    kg.fill(0);
    const right = { name: ascii("root"), password: ascii("calvin") };
    new HandConsole(bmc, { user: right, kg: ascii("kg") }).connect();
  });

  it("uses the very device it is given, and its GUID in RAKP Message 2", () => {
    const device = createDevice({ guid: new Uint8Array(16).fill(9) });
    const bmc = new BmcEngine({ ...base, device });
    expect(bmc.device).toBe(device);
    const remote = new HandConsole(bmc);
    remote.openSession();
    expect(remote.rakp1()).toMatchObject({ managedSystemGuid: new Uint8Array(16).fill(9) });
  });
});

describe("time", () => {
  it("must be a finite number, and never runs backwards", () => {
    const bmc = createBmc();
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY, undefined as unknown as number])
      expect(() => bmc.handleInput({ type: "timeout", now })).toThrow(ApiMisuseError);
    const remote = new HandConsole(bmc);
    remote.now = 5000;
    remote.openSession();
    remote.now = 10;
    remote.rakp1();
    expect(bmc.snapshot().now).toBe(5000);
    expect(remote.last.at).toBe(15_000);
  });
});

describe("close", () => {
  it("ends every session without a word and hears nothing from then on", () => {
    const bmc = createBmc();
    const remote = new HandConsole(bmc).connect();
    new HandConsole(bmc, { peer: "half" }).openSession();
    drain(bmc);
    bmc.close();
    bmc.close();
    expect(drain(bmc)).toMatchObject({
      datagrams: [],
      events: [{ type: "sessionClosed", reason: "shutdown" }],
      at: undefined,
    });
    const ping = Uint8Array.of(6, 0, 255, 6, 0, 0, 0x11, 0xbe, 0x80, 1, 0, 0);
    for (const datagram of [ping, remote.sealer!.seal(0, remote.lanRequest(6, 1))])
      expect(feed(bmc, { type: "datagram", now: 0, datagram, from: "console" })).toMatchObject({
        datagrams: [],
        events: [],
      });
    expect(feed(bmc, { type: "timeout", now: 1e6 })).toStrictEqual({ datagrams: [], events: [], at: undefined });
  });
});

describe("outputs that nobody drains", () => {
  it("are bounded, and the engine goes on", () => {
    const bmc = createBmc();
    const remote = new HandConsole(bmc);
    const ping = Uint8Array.of(6, 0, 255, 6, 0, 0, 0x11, 0xbe, 0x80, 1, 0, 0);
    for (let count = 0; count < 10_000; count++)
      bmc.handleInput({ type: "datagram", now: 0, datagram: ping, from: "p" });
    expect(bmc.snapshot()).toMatchObject({ undrained: 4096, lost: 5904 });
    expect(drain(bmc).datagrams).toHaveLength(4096);
    remote.connect();
  });

  it("do not pile up while one is taken for each that comes", () => {
    const bmc = createBmc();
    const ping = Uint8Array.of(6, 0, 255, 6, 0, 0, 0x11, 0xbe, 0x80, 1, 0, 0);
    bmc.handleInput({ type: "datagram", now: 0, datagram: ping, from: "p" });
    for (let count = 0; count < 20_000; count++) {
      bmc.handleInput({ type: "datagram", now: 0, datagram: ping, from: String(count) });
      expect(bmc.pollOutput()).toMatchObject({ to: count === 0 ? "p" : String(count - 1) });
    }
    expect(bmc.snapshot()).toMatchObject({ undrained: 1, lost: 0 });
  });
});
