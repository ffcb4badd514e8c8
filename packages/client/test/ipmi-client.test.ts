import type { DatagramHandler, DatagramTransport } from "@ruipmi/client";
import { IpmiClient, mayHaveExecuted } from "@ruipmi/client";
import { ApiMisuseError, type EngineEvent, NetworkError } from "@ruipmi/core";
import { getDeviceId } from "@ruipmi/core/wire";
import {
  attachManagedSystem,
  MockNetwork,
  mockSurroundings,
  seededRandomBytes,
  VirtualClock,
} from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { makeBmc, password, rejection, username } from "./support/world.ts";

/** A transport that carries nothing, and does what a test tells it. */
class FakeTransport implements DatagramTransport {
  handler: DatagramHandler | undefined;
  readonly sent: Uint8Array[] = [];
  closed = 0;
  failStart = false;
  failSend = false;
  starting: Promise<void> | undefined;

  start(handler: DatagramHandler): void | Promise<void> {
    if (this.failStart) throw new Error("no such device");
    this.handler = handler;
    return this.starting;
  }

  send(datagram: Uint8Array): void {
    if (this.failSend) throw new Error("cable cut");
    this.sent.push(datagram);
  }

  close(): void {
    this.closed += 1;
  }
}

function fakeClient(transport: FakeTransport, options: { onEvent?: (event: EngineEvent) => void } = {}) {
  const clock = new VirtualClock();
  const client = new IpmiClient({
    transport,
    clock,
    randomBytes: seededRandomBytes(1),
    username,
    password,
    ...options,
  });
  return { client, clock };
}

/** A client with an open session over a mock network, and the transport's end in hand. */
async function openClient(options: { onEvent?: (event: EngineEvent) => void } = {}) {
  const network = new MockNetwork();
  const bmc = makeBmc(seededRandomBytes(2));
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  const surroundings = mockSurroundings(network, { address: "console", peer: "bmc" });
  let handler: DatagramHandler | undefined;
  const { transport } = surroundings;
  const watched: DatagramTransport = {
    start: (given) => {
      handler = given;
      return transport.start(given);
    },
    send: (datagram) => transport.send(datagram),
    close: () => transport.close(),
  };
  const client = new IpmiClient({ ...surroundings, transport: watched, username, password, ...options });
  await network.clock.settle(client.connect());
  return { client, network, bmc, handler: handler! };
}

describe("IpmiClient", () => {
  it("refuses names, passwords and keys that are too long, when it is made", () => {
    const transport = new FakeTransport();
    const make = (options: object) => () =>
      new IpmiClient({
        transport,
        clock: new VirtualClock(),
        randomBytes: seededRandomBytes(1),
        username,
        password,
        ...options,
      });
    expect(make({ username: "seventeen letters" })).toThrow(ApiMisuseError);
    expect(make({ username: "sixteen  letters" })).not.toThrow();
    expect(make({ username: "sixteen  lettérs" })).toThrow("username has 17 bytes");
    expect(make({ password: "a password too long!!" })).toThrow("password has 21 bytes");
    expect(make({ kg: new Uint8Array(21) })).toThrow("kg has 21 bytes");
    expect(transport.handler).toBeUndefined();
  });

  it("needs a user name to connect, and connect() before a request", async () => {
    const transport = new FakeTransport();
    const client = new IpmiClient({ transport, clock: new VirtualClock(), randomBytes: seededRandomBytes(1) });
    expect(await rejection(client.connect())).toMatchObject({ code: "invalidArgument" });
    const { client: unopened } = fakeClient(transport);
    expect(await rejection(unopened.request(getDeviceId))).toMatchObject({ code: "invalidState" });
    expect(() => unopened.sendPayload(1, new Uint8Array(1))).toThrow(ApiMisuseError);
    expect(transport.sent).toHaveLength(0);
  });

  it("starts its transport when it is needed, and closes it once", async () => {
    const transport = new FakeTransport();
    const { client } = fakeClient(transport);
    expect(transport.handler).toBeUndefined();
    void client.connect();
    expect(transport.sent).toHaveLength(1);
    await Promise.all([client.close(), client.close()]);
    await client.close();
    expect(transport.closed).toBe(1);
  });

  it("sends nothing for a signal that is aborted already", async () => {
    const transport = new FakeTransport();
    const { client } = fakeClient(transport);
    const error = await rejection(client.connect({ signal: AbortSignal.abort("early") }));
    expect(error).toMatchObject({ code: "cancelled", cause: "early" });
    expect(transport.sent).toHaveLength(0);
  });

  it("fails with the transport's error when it does not start", async () => {
    const transport = new FakeTransport();
    transport.failStart = true;
    const { client } = fakeClient(transport);
    const error = await rejection(client.connect());
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ code: "transportFailed", cause: { message: "no such device" } });
    const { client: pinging } = fakeClient(transport);
    expect(await rejection(pinging.ping())).toMatchObject({ code: "transportFailed", mayHaveExecuted: false });
    expect(await client.closed).toEqual({ confirmed: false, unconfirmed: [], error });
    expect(transport.closed).toBe(2);
  });

  it("fails with the transport's error when it does not send", async () => {
    const transport = new FakeTransport();
    transport.failSend = true;
    const { client } = fakeClient(transport);
    const connecting = rejection(client.connect());
    expect(await connecting).toMatchObject({ code: "transportFailed", cause: { message: "cable cut" } });
  });

  it.each(["portUnreachable", "hostUnreachable"] as const)("ends a handshake on %s", async (kind) => {
    const transport = new FakeTransport();
    const { client } = fakeClient(transport);
    const connecting = rejection(client.connect());
    const waiting = rejection(client.request(getDeviceId));
    transport.handler!.onError({ kind, message: "not there" });
    const code = kind === "portUnreachable" ? kind : "transportFailed";
    expect(await connecting).toMatchObject({ code });
    expect(await waiting).toMatchObject({ code, mayHaveExecuted: false });
  });

  it.each(["portUnreachable", "hostUnreachable"] as const)("only counts %s in an open session", async (kind) => {
    const { client, network, handler } = await openClient();
    handler.onError({ kind, message: "forged" });
    expect(await network.clock.settle(client.request(getDeviceId))).toBeDefined();
    expect(client.snapshot().dropped.unreachable).toBe(1);
  });

  it("ends everything, at once, when the transport fails for good in an open session", async () => {
    const events: EngineEvent[] = [];
    const { client, network, bmc, handler } = await openClient({ onEvent: (event) => events.push(event) });
    bmc.faults.silent = true;
    const sent = rejection(client.request(getDeviceId));
    const queued = rejection(client.request(getDeviceId));
    const before = network.clock.now();
    handler.onError({ kind: "failed", message: "the interface is gone", cause: "ENODEV" });
    expect(await sent).toMatchObject({ code: "transportFailed", cause: "ENODEV", mayHaveExecuted: true });
    expect(await queued).toMatchObject({ code: "transportFailed", mayHaveExecuted: false });
    const error = { code: "transportFailed" };
    expect(await client.closed).toMatchObject({ confirmed: false, unconfirmed: ["Get Device ID"], error });
    expect(network.clock.now()).toBe(before);
    expect(events.at(-1)).toMatchObject({ type: "sessionClosed", reason: "lost", error: { code: "transportFailed" } });
    expect(await rejection(client.raw(6, 1))).toMatchObject({ code: "transportFailed" });
  });

  it("hears nothing from a transport after its end", async () => {
    const { client, network, handler } = await openClient();
    await network.clock.settle(client.close());
    const before = client.snapshot();
    handler.onError({ kind: "failed", message: "late" });
    handler.onDatagram(Uint8Array.of(6, 0, 0xff, 7));
    expect(client.snapshot()).toEqual(before);
    expect(network.clock.pendingTimers).toBeLessThanOrEqual(1); // the managed system's own
  });

  it("keeps a listener's mistake out of the session, and lets it be seen", async () => {
    const { client, network } = await openClient({
      onEvent: (event) => {
        if (event.type === "response") throw new Error("listener");
      },
    });
    const answer = client.request(getDeviceId);
    await expect(network.clock.settle(answer.then(() => network.clock.advance(1)))).rejects.toThrow("listener");
    expect(await answer).toBeDefined();
    expect(client.session).toBeDefined();
  });

  it("leaves no connect() unhandled that nobody looks at", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => {
      unhandled.push(reason);
    };
    process.on("unhandledRejection", note);
    const transport = new FakeTransport();
    const { client } = fakeClient(transport);
    void client.connect({ signal: new AbortController().signal });
    const waiting = rejection(client.request(getDeviceId));
    transport.handler!.onError({ kind: "failed", message: "gone" });
    await waiting;
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });

  it("gives each request an error of its own, with the shared one as its cause", async () => {
    const transport = new FakeTransport();
    const { client } = fakeClient(transport);
    const connecting = rejection(client.connect());
    const errors = [rejection(client.request(getDeviceId)), rejection(client.request(getDeviceId))];
    transport.handler!.onError({ kind: "portUnreachable", message: "" });
    const shared = await connecting;
    const [first, second] = await Promise.all(errors);
    expect(first).not.toBe(second);
    expect(first).toMatchObject({ cause: shared, message: (shared as Error).message });
    expect(mayHaveExecuted(first)).toBe(false);
  });

  it("refuses a timeout that is none", async () => {
    const { client } = await openClient();
    for (const timeout of [0, -1, Number.NaN, 1e9]) {
      expect(await rejection(client.raw(6, 1, undefined, { timeout }))).toBeInstanceOf(ApiMisuseError);
    }
  });

  it("takes no more requests than fit, and says so to the one too many only", async () => {
    const { client, network } = await openClient();
    const all = Array.from({ length: 66 }, () => client.raw(6, 1));
    expect(await rejection(all[65]!)).toMatchObject({ code: "queueFull" });
    expect(await network.clock.settle(Promise.all(all.slice(0, 65)))).toHaveLength(65);
  });

  it("tells which engine a datagram is for", async () => {
    const { handler, network } = await openClient();
    const answer = network.trace.findLast(({ from }) => from === "bmc")!.datagram;
    expect(handler.accepts(answer)).toBe(true);
    expect(handler.accepts(answer.map((byte, at) => (at === 6 ? byte ^ 1 : byte)))).toBe(false);
  });
});

describe("IpmiClient, while its transport starts", () => {
  function startingClient() {
    const transport = new FakeTransport();
    let isReady!: () => void;
    let isBroken!: (error: Error) => void;
    transport.starting = new Promise((resolve, reject) => {
      isReady = resolve;
      isBroken = reject;
    });
    return { ...fakeClient(transport), transport, isReady, isBroken };
  }
  const aLittleLater = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

  it("sends nothing, and spends no try", async () => {
    const { client, clock, transport, isReady } = startingClient();
    void client.connect();
    const waiting = [client.ping(), client.request(getDeviceId)];
    clock.advance(60_000);
    expect(transport.sent).toHaveLength(0);
    expect(client.snapshot()).toMatchObject({ phase: "idle", outsideSession: 0, queued: 1 });
    isReady();
    await aLittleLater();
    expect(client.snapshot()).toMatchObject({ phase: "awaitOpenSessionResponse", outsideSession: 1, queued: 1 });
    expect(transport.sent).toHaveLength(2);
    const outcomes = Promise.allSettled(waiting);
    await client.close();
    expect(await outcomes).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
  });

  it("passes on what keeps it from starting", async () => {
    const { client, transport, isBroken } = startingClient();
    const all = [client.connect(), client.ping(), client.request(getDeviceId)].map(rejection);
    isBroken(new Error("no route"));
    const error = { code: "transportFailed", cause: { message: "no route" } };
    expect(await Promise.all(all)).toMatchObject([error, error, error]);
    expect(await rejection(client.ping())).toMatchObject(error);
    expect(transport.sent).toHaveLength(0);
    expect(transport.closed).toBe(1);
  });

  it("is aborted at once", async () => {
    const { client, clock, transport, isReady } = startingClient();
    const controller = new AbortController();
    const { signal } = controller;
    const connecting = rejection(client.connect({ signal }));
    const pings = [rejection(client.ping()), rejection(client.ping({ timeout: 1000 }))];
    controller.abort("enough");
    expect(await connecting).toMatchObject({ code: "cancelled", cause: "enough" });
    const error = { code: "cancelled", mayHaveExecuted: false };
    expect(await Promise.all(pings)).toMatchObject([error, error]);
    expect(transport.closed).toBe(1);
    expect(clock.pendingTimers).toBe(0);
    isReady();
    await aLittleLater();
    expect(transport.sent).toHaveLength(0);
  });

  it("withdraws a request that is aborted or has waited long enough, and never sends it", async () => {
    const { client, clock, transport, isReady } = startingClient();
    const controller = new AbortController();
    const aborted = rejection(client.ping({ signal: controller.signal }));
    const late = rejection(client.ping({ timeout: 1000 }));
    controller.abort("enough");
    expect(await aborted).toMatchObject({ code: "cancelled", cause: "enough", mayHaveExecuted: false });
    clock.advance(1000);
    expect(await late).toMatchObject({ code: "timeout", attempts: 0, mayHaveExecuted: false });
    expect(clock.pendingTimers).toBe(0);
    isReady();
    await aLittleLater();
    expect(transport.sent).toHaveLength(0);
    await client.close();
  });

  it("is closed at once, whatever becomes of the transport", async () => {
    const { client, transport, isBroken } = startingClient();
    const connecting = rejection(client.connect());
    const ping = rejection(client.ping());
    expect(await client.close()).toEqual({ confirmed: false, unconfirmed: [] });
    expect(await connecting).toMatchObject({ code: "sessionClosed" });
    expect(await ping).toMatchObject({ code: "sessionClosed", mayHaveExecuted: false });
    isBroken(new Error("too late"));
    await aLittleLater();
    expect(await rejection(client.ping())).toMatchObject({ code: "sessionClosed" });
    expect(transport).toMatchObject({ closed: 1, sent: [] });
  });

  it("says that it did not take a request, though that turns out later", async () => {
    const { client, isReady } = startingClient();
    const refused = rejection(client.ping({ retry: { tries: 0 } }));
    isReady();
    expect(await refused).toBeInstanceOf(ApiMisuseError);
    await client.close();
  });

  it("says that there were no random bytes", async () => {
    const transport = new FakeTransport();
    transport.starting = Promise.resolve();
    const randomBytes = (): never => {
      throw new Error("no entropy");
    };
    const client = new IpmiClient({ transport, clock: new VirtualClock(), randomBytes, username });
    expect(await rejection(client.connect())).toMatchObject({ message: "no entropy" });
    await client.close();
  });
});
