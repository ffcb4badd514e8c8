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

/**
 * Whether this process may listen on the port, which takes privileges below 1024. Where it may not, it says so, unless
 * RUIPMI_INTEROP=required: then that is a failure.
 */
export async function mayBindPort(port: number, address: string): Promise<boolean> {
  const socket = createSocket("udp4");
  try {
    socket.bind(port, address);
    await once(socket, "listening");
    return true;
  } catch (error) {
    if (process.env["RUIPMI_INTEROP"] === "required") throw error;
    console.warn(`interop: tests on ${address}:${port} are passed over: ${(error as Error).message}`);
    return false;
  } finally {
    socket.close();
  }
}
