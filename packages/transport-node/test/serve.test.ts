import { createSocket, type Socket } from "node:dgram";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import {
  ApiMisuseError,
  connect,
  getDeviceId,
  type ManagedSystemEngine,
  nodeRandomBytes,
  serve,
} from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { makeBmc, password, rejection, username } from "../../client/test/support/world.ts";

const ping = Uint8Array.of(6, 0, 0xff, 6, 0, 0, 0x11, 0xbe, 0x80, 1, 0, 0);

type ScriptedOutput =
  | { readonly type: "transmit"; readonly datagram: Uint8Array; readonly to: string }
  | { readonly type: "event"; readonly event: string };

function scriptedEngine(outputs: ScriptedOutput[]): ManagedSystemEngine<string> {
  return { handleInput() {}, pollOutput: () => outputs.shift() ?? { type: "timeout", at: undefined } };
}

describe("serve", () => {
  it("serves many remote consoles at once", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    expect(server.address).toBe("127.0.0.1");
    const { address: host, port } = server;
    const clients = await Promise.all([1, 2, 3].map(() => connect({ host, port, username, password })));
    expect(bmc.sessions).toHaveLength(3);
    const answers = await Promise.all(clients.map((client) => client.request(getDeviceId)));
    expect(answers).toEqual([1, 2, 3].map(() => bmc.device.deviceId));
    const closed = await Promise.all(clients.map((client) => client.close()));
    expect(closed).toEqual([1, 2, 3].map(() => ({ confirmed: true, unconfirmed: [] })));
    expect(bmc.sessions).toHaveLength(0);
  });

  it("reports the engine's events, and wakes it when it is told to", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    const events: string[] = [];
    await using server = await serve(bmc, { port: 0, onEvent: ({ type }) => events.push(type) });
    await using client = await connect({ host: server.address, port: server.port, username, password });
    await client.request(getDeviceId);
    expect(events).toContain("sessionOpened");
    const before = bmc.snapshot().now;
    server.wake();
    expect(bmc.snapshot().now).toBeGreaterThan(before);
  });

  it("survives peers that have vanished", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    for (let round = 0; round < 5; round++) {
      const socket = createSocket("udp4");
      await new Promise<void>((resolve) => socket.send(ping, server.port, server.address, () => resolve()));
      await new Promise<void>((resolve) => socket.close(resolve));
    }
    await using client = await connect({ host: server.address, port: server.port, username, password });
    expect(await client.ping()).toMatchObject({ pong: { ipmiSupported: true } });
    expect(server.sendErrors).toBeLessThanOrEqual(5);
  });

  it.each([
    ["when the operating system says so", "255.255.255.255|9"],
    ["when Node throws", "127.0.0.1|0"],
  ])("counts what cannot be sent, %s, and can still be closed", async (_, to) => {
    const server = await serve(scriptedEngine([{ type: "transmit", datagram: Uint8Array.of(1), to }]), { port: 0 });
    server.wake();
    await server.close();
    expect(server.sendErrors).toBe(1);
  });

  it("ignores datagrams from port 0, which cannot be answered", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    let socket: Socket | undefined;
    const note = (message: unknown): void => {
      ({ socket } = message as { socket: Socket });
    };
    subscribe("udp.socket", note);
    await using server = await serve(bmc, { port: 0 });
    unsubscribe("udp.socket", note);
    // Node makes the socket an event emitter like any other; a real datagram from port 0 needs a raw socket.
    const send = (port: number): void =>
      void socket!.emit("message", Buffer.from(ping), {
        address: "127.0.0.1",
        port,
        family: "IPv4",
        size: ping.length,
      });
    send(0);
    expect(bmc.snapshot().transmitted).toBe(0);
    send(9);
    expect(bmc.snapshot().transmitted).toBe(1);
    expect(server.sendErrors).toBe(0);
  });

  it("can be closed by its own listener, and sends nothing after", async () => {
    const heard: string[] = [];
    const engine = scriptedEngine([
      { type: "event", event: "first" },
      { type: "transmit", datagram: Uint8Array.of(1), to: "127.0.0.1|0" },
      { type: "event", event: "second" },
    ]);
    const closings: Promise<void>[] = [];
    const server = await serve(engine, {
      port: 0,
      onEvent: (event: string) => {
        heard.push(event);
        closings.push(server.close());
      },
    });
    server.wake();
    await Promise.all(closings);
    expect(heard).toEqual(["first"]);
    expect(server.sendErrors).toBe(0);
  });

  it("frees its port, any number of times, and hears nothing after", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    const server = await serve(bmc, { port: 0 });
    await Promise.all([server.close(), server.close()]);
    await server.close();
    const again = await serve(bmc, { port: server.port });
    expect(again.port).toBe(server.port);
    await again.close();
  });

  it("says when it cannot listen", async () => {
    await using server = await serve(makeBmc(nodeRandomBytes), { port: 0 });
    const error = await rejection(serve(makeBmc(nodeRandomBytes), { port: server.port }));
    expect(error).toMatchObject({ code: "EADDRINUSE" });
    expect(await rejection(serve(makeBmc(nodeRandomBytes), { port: 70_000 }))).toBeInstanceOf(ApiMisuseError);
  });
});
