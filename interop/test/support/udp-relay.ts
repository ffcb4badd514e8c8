import { createSocket, type Socket } from "node:dgram";

/** Which way a datagram goes. */
export type Direction = "toManagedSystem" | "toConsole";

/** A datagram that has reached the relay. */
export interface Passage {
  readonly direction: Direction;
  /** The remote console's port. */
  readonly console: number;
  /** Which of the remote consoles it is, counted from 0 in the order of their first datagrams. */
  readonly flow: number;
  readonly datagram: Uint8Array;
  /** Sends it on; any number of times, now or later. Nothing happens once the relay has stopped. */
  deliver(): void;
}

/** A managed system's second port on loopback, and somebody at it. */
export interface UdpRelay {
  /** Where remote consoles reach the managed system. */
  readonly port: number;
  stop(): Promise<void>;
}

export const loopback = "127.0.0.1";

/** So many remote consoles; whoever comes after them is not heard. */
const maxFlows = 512;

/**
 * Starts a relay to a managed system on loopback: a socket upstream for each remote console, as if each were reached from
 * an address of its own.
 *
 * @param carry - decides what becomes of each datagram
 */
export async function startUdpRelay(
  managedSystemPort: number,
  carry: (passage: Passage, relayPort: number) => void,
): Promise<UdpRelay> {
  const front = createSocket("udp4");
  const behind = new Map<number, { readonly socket: Socket; readonly flow: number }>();
  let isStopped = false;
  await new Promise<void>((resolve) => front.bind(0, loopback, resolve));
  const { port } = front.address();
  const deliverBy = (socket: Socket, datagram: Uint8Array, to: number) => (): void => {
    if (!isStopped) socket.send(datagram, to, loopback);
  };
  const upstream = (console: number): { readonly socket: Socket; readonly flow: number } | undefined => {
    const known = behind.get(console);
    if (known !== undefined || behind.size === maxFlows) return known;
    const made = { socket: createSocket("udp4"), flow: behind.size };
    behind.set(console, made);
    made.socket.on("error", () => {});
    made.socket.on("message", (datagram) => {
      const deliver = deliverBy(front, datagram, console);
      carry({ direction: "toConsole", console, flow: made.flow, datagram, deliver }, port);
    });
    return made;
  };
  front.on("message", (datagram, { port: console }) => {
    const way = upstream(console);
    if (way === undefined) return;
    const deliver = deliverBy(way.socket, datagram, managedSystemPort);
    carry({ direction: "toManagedSystem", console, flow: way.flow, datagram, deliver }, port);
  });
  front.on("error", () => {});
  return {
    port,
    stop: async () => {
      isStopped = true;
      const sockets = [front, ...[...behind.values()].map(({ socket }) => socket)];
      await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))));
    },
  };
}
