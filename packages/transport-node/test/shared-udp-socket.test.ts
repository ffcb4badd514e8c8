import { createSocket } from "node:dgram";
import {
  connect,
  type DatagramTransport,
  getDeviceId,
  nodeRandomBytes,
  SharedUdpSocket,
  serve,
} from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { makeBmc, password, rejection, username } from "../../client/test/support/world.ts";

describe("SharedUdpSocket", () => {
  it("carries sessions with several managed systems, and several with one", async () => {
    const machines = await Promise.all(
      [1, 2].map(async (deviceId) => {
        const bmc = makeBmc(nodeRandomBytes);
        bmc.device.deviceId = { ...bmc.device.deviceId, deviceId };
        const peers = new Set<string>();
        return { bmc, peers, server: await serve(bmc, { port: 0 }) };
      }),
    );
    const socket = new SharedUdpSocket();
    const clients = await Promise.all(
      [0, 1, 0, 1, 0].map((index) => {
        const { address: host, port } = machines[index]!.server;
        return connect({ host, port, username, password, socket });
      }),
    );
    expect(socket.snapshot()).toEqual({ sessions: 5, unclaimed: 0 });
    const peers = machines.flatMap(({ bmc }) => bmc.sessions.map(({ peer }) => peer));
    expect(peers).toHaveLength(5);
    expect(new Set(peers).size).toBe(1);
    const devices = await Promise.all(clients.map((client) => client.request(getDeviceId)));
    expect(devices.map(({ deviceId }) => deviceId)).toEqual([1, 2, 1, 2, 1]);
    await Promise.all(clients.map((client) => client.close()));
    expect(socket.snapshot().sessions).toBe(0);
    await socket.close();
    await Promise.all(machines.map(({ server }) => server.close()));
  });

  it("serves both versions of IP", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    const socket = new SharedUdpSocket();
    for (const address of ["127.0.0.1", "::1"]) {
      await using server = await serve(bmc, { port: 0, address });
      const host = address === "::1" ? "0:0:0:0:0:0:0:1" : address;
      await using client = await connect({ host, port: server.port, username, password, socket });
      expect(await client.request(getDeviceId)).toEqual(bmc.device.deviceId);
    }
    await socket.close();
  });

  it("counts what nobody claims", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    const socket = new SharedUdpSocket({ address4: "127.0.0.1" });
    const server = await serve(bmc, { port: 0 });
    const first = await connect({ host: server.address, port: server.port, username, password, socket });
    const peer = bmc.sessions[0]!.peer;
    await first.close();
    const [address, port] = peer.split("|");
    const stranger = createSocket("udp4");
    await new Promise<void>((resolve) => stranger.send(Uint8Array.of(1), Number(port), address, () => resolve()));
    for (let round = 0; round < 50 && socket.snapshot().unclaimed === 0; round++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(socket.snapshot().unclaimed).toBe(1);
    await new Promise<void>((resolve) => stranger.close(resolve));
    await server.close();
    await socket.close();
  });

  it("ends the sessions that are still on it when it is closed, and takes no more", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    const socket = new SharedUdpSocket();
    await using server = await serve(bmc, { port: 0 });
    const client = await connect({ host: server.address, port: server.port, username, password, socket });
    bmc.faults.silent = true;
    const waiting = rejection(client.request(getDeviceId));
    await socket.close();
    expect(await waiting).toMatchObject({ code: "transportFailed", mayHaveExecuted: true });
    const options = { host: server.address, port: server.port, username, password, socket };
    expect(await rejection(connect(options))).toMatchObject({ code: "transportFailed" });
  });

  it("offers a datagram to every session that accepts it", async () => {
    const remote = createSocket("udp4");
    await new Promise<void>((resolve) => remote.bind(0, "127.0.0.1", resolve));
    await using socket = new SharedUdpSocket({ address4: "127.0.0.1" });
    const heard: string[] = [];
    const join = async (name: string, accepts: boolean): Promise<DatagramTransport> => {
      const transport = socket.transport({ host: "127.0.0.1", port: remote.address().port });
      await transport.start({
        onDatagram: ([byte]) => heard.push(`${name} ${byte}`),
        onError: ({ message }) => heard.push(message),
        accepts: () => accepts,
      });
      return transport;
    };
    const transports = [await join("a", true), await join("b", false), await join("c", true)];
    remote.on("message", (_, { address, port }) => remote.send(Uint8Array.of(7), port, address));
    transports[0]!.send(Uint8Array.of(1));
    await expect.poll(() => heard).toEqual(["a 7", "c 7"]);
    expect(socket.snapshot()).toEqual({ sessions: 3, unclaimed: 0 });
    for (const transport of transports) transport.close();
    await new Promise<void>((resolve) => remote.close(resolve));
  });

  it("is closed once, however often it is told to, also by `await using`", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    await using socket = new SharedUdpSocket();
    await using client = await connect({ host: server.address, port: server.port, username, password, socket });
    await client.close();
    const closing = socket.close();
    expect(socket.close()).toBe(closing);
    await closing;
    await socket.close();
  });

  it("lets nobody join who comes while it is closed", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    const socket = new SharedUdpSocket();
    const joining = rejection(connect({ host: server.address, port: server.port, username, password, socket }));
    await new Promise(process.nextTick); // the socket is being opened
    const closing = socket.close();
    expect(await joining).toMatchObject({ message: "the shared UDP socket was closed" });
    await closing;
    expect(socket.snapshot()).toEqual({ sessions: 0, unclaimed: 0 });
    expect(bmc.snapshot().transmitted).toBe(0);
  });
});
