import { createSocket } from "node:dgram";
import type { IpmiClient } from "@ruipmi/client";
import { createClient, nodeRandomBytes, serve } from "@ruipmi/transport-node";
import { describeTransport } from "../../client/test/support/transport-suite.ts";
import { makeBmc, password, username, type World } from "../../client/test/support/world.ts";

describeTransport("UDP, IPv4", () => udpWorld("127.0.0.1"));
describeTransport("UDP, IPv6", () => udpWorld("::1"));

async function udpWorld(address: string): Promise<World> {
  const bmc = makeBmc(nodeRandomBytes);
  const server = await serve(bmc, { port: 0, address });
  const closedPort = await portWithoutListener(address);
  const clients: IpmiClient[] = [];
  const client = (port: number, options = {}): IpmiClient => {
    const made = createClient({ host: address, port, username, password, ...options });
    clients.push(made);
    return made;
  };
  return {
    bmc,
    client: (options) => client(server.port, options),
    clientOfClosedPort: () => client(closedPort),
    settle: (promise) => promise,
    close: async () => {
      bmc.faults.silent = false;
      await Promise.all(clients.map((each) => each.close()));
      await server.close();
    },
  };
}

async function portWithoutListener(address: string): Promise<number> {
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
