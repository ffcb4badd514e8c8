import { subscribe, unsubscribe } from "node:diagnostics_channel";
import {
  ApiMisuseError,
  connect,
  createClient,
  type DatagramMessage,
  diagnosticsChannels,
  type EventMessage,
  getDeviceId,
  nodeRandomBytes,
  serve,
} from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { makeBmc, password, rejection, username } from "../../client/test/support/world.ts";

describe("connect", () => {
  it("takes host names", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    await using client = await connect({ host: "localhost", family: 4, port: server.port, username, password });
    expect(await client.request(getDeviceId)).toEqual(bmc.device.deviceId);
  });

  it("says that a host name is not known", async () => {
    const error = await rejection(connect({ host: "no-such-host.invalid", username, password }));
    expect(error).toMatchObject({ code: "transportFailed" });
    expect((error as Error).message).toContain("no-such-host.invalid");
  });

  it("leaves no session and no socket behind when it fails", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    const options = { host: server.address, port: server.port, username, password };
    expect(await rejection(connect({ ...options, privilegeLevel: 5 }))).toMatchObject({ code: expect.any(String) });
    expect(await rejection(connect({ ...options, signal: AbortSignal.abort() }))).toMatchObject({ code: "cancelled" });
    expect(bmc.snapshot().openSessions).toBe(0);
  });

  it.each([
    ["an empty host", { host: "" }],
    ["a port that is none", { host: "127.0.0.1", port: 0 }],
    ["a port out of range", { host: "127.0.0.1", port: 65_536 }],
  ])("refuses %s at once", async (_, where) => {
    expect(() => createClient(where)).toThrow(ApiMisuseError);
    expect(await rejection(connect({ ...where, username, password }))).toBeInstanceOf(ApiMisuseError);
  });

  it("removes its signal listeners when the sessions are closed", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    const count = (): number[] => ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => process.listenerCount(signal));
    const before = count();
    const options = { host: server.address, port: server.port, username, password };
    const [first, second] = await Promise.all([
      connect({ ...options, closeOnSignals: true }),
      connect({ ...options, closeOnSignals: true }),
      connect(options).then((client) => client.close()),
    ]);
    expect(count()).toEqual(before.map((listeners) => listeners + 1));
    await first.close();
    expect(count()).toEqual(before.map((listeners) => listeners + 1));
    await second.close();
    expect(count()).toEqual(before);
    await rejection(connect({ ...options, password: "wrong", closeOnSignals: true }));
    expect(count()).toEqual(before);
  });
});

describe("watching", () => {
  it("publishes events and datagrams to whoever subscribes", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    const events: EventMessage[] = [];
    const datagrams: DatagramMessage[] = [];
    const onEvent = (message: unknown): void => void events.push(message as EventMessage);
    const onDatagram = (message: unknown): void => void datagrams.push(message as DatagramMessage);
    subscribe(diagnosticsChannels.event, onEvent);
    subscribe(diagnosticsChannels.datagram, onDatagram);
    const client = await connect({ host: server.address, port: server.port, username, password });
    await client.close();
    unsubscribe(diagnosticsChannels.event, onEvent);
    unsubscribe(diagnosticsChannels.datagram, onDatagram);
    const again = await connect({ host: server.address, port: server.port, username, password });
    await again.close();
    expect(events.map(({ event }) => event.type)).toEqual([
      ...Array.from({ length: 4 }, () => "phaseChanged"),
      "phaseChanged",
      "sessionOpened",
      "phaseChanged",
      "phaseChanged",
      "sessionClosed",
    ]);
    expect(datagrams.map(({ direction }) => direction)).toEqual(
      Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? "sent" : "received")),
    );
    expect(datagrams[0]).toMatchObject({ host: "127.0.0.1", port: server.port });
    expect([...datagrams[0]!.datagram.subarray(0, 4)]).toEqual([6, 0, 0xff, 7]);
  });

  it("gives messages to those only who asked for them", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    for (const traceMessages of [true, false]) {
      const types = new Set<string>();
      const options = { host: server.address, port: server.port, username, password, traceMessages };
      const client = await connect({ ...options, onEvent: ({ type }) => types.add(type) });
      await client.close();
      expect(types.has("message")).toBe(traceMessages);
    }
  });
});
