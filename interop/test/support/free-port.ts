import { createSocket } from "node:dgram";
import { once } from "node:events";

/** A UDP port on loopback that was free a moment ago; among those from `from` on, where that is given. */
export async function freePort(from?: number): Promise<number> {
  if (from === undefined) return bindPort(0);
  for (let port = from; ; port++) {
    const found = await bindPort(port).catch(() => undefined);
    if (found !== undefined) return found;
  }
}

async function bindPort(wanted: number): Promise<number> {
  const socket = createSocket("udp4");
  socket.bind(wanted, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}
