import { createSocket } from "node:dgram";
import { ApiMisuseError, connect, getDeviceId, nodeRandomBytes, serve } from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { makeBmc, password, rejection, username } from "../../client/test/support/world.ts";

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
    expect(closed).toEqual([1, 2, 3].map(() => ({ confirmed: true })));
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
    const ping = Uint8Array.of(6, 0, 0xff, 6, 0, 0, 0x11, 0xbe, 0x80, 1, 0, 0);
    for (let round = 0; round < 5; round++) {
      const socket = createSocket("udp4");
      await new Promise<void>((resolve) => socket.send(ping, server.port, server.address, () => resolve()));
      await new Promise<void>((resolve) => socket.close(resolve));
    }
    await using client = await connect({ host: server.address, port: server.port, username, password });
    expect(await client.ping()).toMatchObject({ pong: { ipmiSupported: true } });
    expect(server.sendErrors).toBeLessThanOrEqual(5);
  });

  it("counts what cannot be sent", async () => {
    const engine = {
      outputs: [{ type: "transmit", datagram: Uint8Array.of(1), to: "255.255.255.255|9" }] as const,
      drained: false,
      handleInput() {},
      pollOutput() {
        if (this.drained) return { type: "timeout", at: undefined } as const;
        this.drained = true;
        return this.outputs[0];
      },
    };
    const server = await serve(engine, { port: 0 });
    server.wake();
    await server.close();
    expect(server.sendErrors).toBe(1);
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
