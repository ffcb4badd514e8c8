import type { BmcEngine } from "@ruipmi/bmc";
import { IpmiClient, mayHaveExecuted } from "@ruipmi/client";
import { chassisControl, commandName, PowerControl } from "@ruipmi/commands";
import { ApiMisuseError, type EngineEvent, NetworkError } from "@ruipmi/core";
import { getDeviceId } from "@ruipmi/core/wire";
import { attachManagedSystem, MockNetwork, mockSurroundings, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { impatient, makeBmc, password, rejection, username } from "./support/world.ts";

/** A managed system that counts what it executes, and clients of it that know how to make another. */
class ReopeningWorld {
  readonly network = new MockNetwork();
  readonly bmc: BmcEngine = makeBmc(seededRandomBytes(2));
  readonly events: EngineEvent[] = [];
  /** The commands that the managed system executed, by name. */
  readonly executed: string[] = [];
  made = 0;

  constructor() {
    attachManagedSystem(this.network, {
      address: "bmc",
      engine: this.bmc,
      onEvent: (event) => {
        if (event.type === "commandAnswered" && !event.repeated)
          this.executed.push(commandName(event.netFn, event.cmd));
      },
    });
  }

  client(): IpmiClient {
    this.made += 1;
    const surroundings = mockSurroundings(this.network, { address: `console ${this.made}`, peer: "bmc" });
    return new IpmiClient({
      ...surroundings,
      username,
      password,
      retry: impatient,
      maxInFlight: 2,
      onEvent: (event) => this.events.push(event),
      makeAnother: () => this.client(),
    });
  }

  async open(): Promise<IpmiClient> {
    const client = this.client();
    await this.settle(client.connect());
    return client;
  }

  settle<T>(promise: Promise<T>): Promise<T> {
    return this.network.clock.settle(promise);
  }
}

const cycle = (client: IpmiClient): Promise<unknown> =>
  client.request(chassisControl, { control: PowerControl.powerCycle });

describe("a session that is lost", () => {
  it("ends by itself in bounded time, with what it could not confirm by name, and is opened anew when asked to", async () => {
    const world = new ReopeningWorld();
    const client = await world.open();
    world.bmc.faults.silent = true;
    const asked = [client.request(getDeviceId), cycle(client), cycle(client), client.raw(0x3a, 0x07)];
    const errors = await world.settle(Promise.all(asked.map(rejection)));
    expect(errors).toMatchObject([
      { code: "timeout", mayHaveExecuted: true, command: "Get Device ID" },
      { code: "timeout", mayHaveExecuted: true, command: "Chassis Control" },
      { code: "sessionLost", mayHaveExecuted: true, command: "Chassis Control" },
      { code: "sessionLost", mayHaveExecuted: false, command: "the raw command 3Ah 07h" },
    ]);
    expect(world.network.clock.now()).toBeLessThan(200);
    const { confirmed, unconfirmed, error } = await client.closed;
    expect([confirmed, error?.code]).toEqual([false, "sessionLost"]);
    expect(unconfirmed.toSorted()).toEqual(["Chassis Control", "Chassis Control", "Get Device ID"]);
    world.bmc.faults.silent = false;
    const next = await world.settle(client.reopen());
    expect(next).not.toBe(client);
    expect(next.session?.managedSystemSessionId).toBeDefined();
    await world.settle(next.request(getDeviceId));
    expect(world.executed).not.toContain("Chassis Control");
  });

  it("is found out by its own keepalives where nobody asks anything", async () => {
    const { network, bmc } = new ReopeningWorld();
    const surroundings = mockSurroundings(network, { address: "console", peer: "bmc" });
    const client = new IpmiClient({ ...surroundings, username, password });
    await network.clock.settle(client.connect());
    bmc.faults.silent = true;
    const { error, unconfirmed } = await network.clock.settle(client.closed);
    expect(error).toMatchObject({ code: "sessionLost" });
    expect(unconfirmed).toEqual([]);
    expect(network.clock.now()).toBeLessThan(70_000);
  });

  it("leaves nothing to the next one, which sends what is asked of it and no more", async () => {
    const world = new ReopeningWorld();
    const client = await world.open();

    world.bmc.handleRaw(() => {
      world.bmc.faults.lateAnswers = 60_000;
      return undefined;
    });
    const asked = [1, 2, 3].map((cmd) => rejection(client.raw(0x3a, cmd)));
    const errors = await world.settle(Promise.all(asked));
    expect(errors.map(mayHaveExecuted)).toEqual([true, true, true]);
    world.bmc.faults.lateAnswers = 0;
    const before = world.executed.length;
    const next = await world.settle(client.reopen());
    await world.settle(next.close());
    // The first is what the lost session left behind: nobody waits for it.
    expect(world.executed.slice(before)).toEqual(["Close Session", "Set Session Privilege Level", "Close Session"]);
  });
});

describe("reopen()", () => {
  it("ends the session that is open, and fails what waits in it", async () => {
    const world = new ReopeningWorld();
    const client = await world.open();
    world.bmc.faults.lateAnswers = 10;
    const waiting = rejection(cycle(client));
    const opening = client.reopen();
    expect(await waiting).toMatchObject({ code: "sessionClosed", mayHaveExecuted: true, command: "Chassis Control" });
    const next = await world.settle(opening);
    expect(await client.closed).toEqual({ confirmed: true, unconfirmed: ["Chassis Control"] });
    expect(world.bmc.sessions).toMatchObject([{ sessionId: next.session!.managedSystemSessionId }]);
    expect(world.executed.filter((name) => name === "Chassis Control")).toHaveLength(1);
  });

  it("gives all who ask the same session, and another one when that has ended", async () => {
    const world = new ReopeningWorld();
    const client = await world.open();
    const [first, second] = await world.settle(Promise.all([client.reopen(), client.reopen()]));
    expect(second).toBe(first);
    expect(await client.reopen()).toBe(first);
    expect(world.made).toBe(2);
    await world.settle(first.close());
    const third = await world.settle(client.reopen());
    expect(third).not.toBe(first);
    expect(world.bmc.sessions).toHaveLength(1);
    expect(world.made).toBe(3);
  });

  it("fails as connect() does, leaves nothing open, and can be asked again", async () => {
    const world = new ReopeningWorld();
    const client = await world.open();
    await world.settle(client.close());
    world.bmc.faults.silent = true;
    const error = await world.settle(rejection(client.reopen()));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ code: "timeout", attempts: impatient.tries });
    const signal = AbortSignal.abort("enough");
    expect(await rejection(client.reopen({ signal }))).toMatchObject({ code: "cancelled", cause: "enough" });
    world.bmc.faults.silent = false;
    const next = await world.settle(client.reopen());
    await world.settle(next.request(getDeviceId));
    expect(world.bmc.sessions).toHaveLength(1);
  });

  it("needs to know how a client is made, and leaves the session alone where it does not", async () => {
    const { network } = new ReopeningWorld();
    const surroundings = mockSurroundings(network, { address: "console", peer: "bmc" });
    const client = new IpmiClient({ ...surroundings, username, password });
    await network.clock.settle(client.connect());
    const error = await rejection(client.reopen());
    expect(error).toBeInstanceOf(ApiMisuseError);
    expect((error as Error).message).toContain("makeAnother");
    expect(await network.clock.settle(client.request(getDeviceId))).toBeDefined();
  });
});

describe("what a session could not confirm", () => {
  it("is what was sent and not answered, and is kept while the session lives on", async () => {
    const world = new ReopeningWorld();
    const client = await world.open();
    const controller = new AbortController();
    const { signal } = controller;
    const withdrawn = rejection(client.request(chassisControl, { control: PowerControl.powerUp }, { signal }));
    controller.abort();
    expect(mayHaveExecuted(await withdrawn)).toBe(true);
    expect(await rejection(client.request(getDeviceId, undefined, { signal }))).toMatchObject({
      command: "Get Device ID",
    });
    await world.settle(client.request(getDeviceId));
    world.bmc.faults.busy = true;
    await world.settle(rejection(client.request(getDeviceId)));
    expect(await world.settle(client.close())).toEqual({ confirmed: true, unconfirmed: ["Chassis Control"] });
  });

  it("is limited, the last ones being kept", async () => {
    const world = new ReopeningWorld();
    const client = await world.open();
    for (let cmd = 0; cmd < 300; cmd++) {
      const controller = new AbortController();
      const { signal } = controller;
      const withdrawn = rejection(client.raw(0x3a, cmd & 0xff, undefined, { signal }));
      controller.abort();
      await withdrawn;
      await world.settle(client.request(getDeviceId));
    }
    const { unconfirmed } = await world.settle(client.close());
    expect(unconfirmed).toHaveLength(256);
    expect(unconfirmed.at(-1)).toBe("the raw command 3Ah 2Bh");
  });
});
