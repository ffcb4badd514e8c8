import { createSocket, type Socket } from "node:dgram";
import {
  EngineDriver,
  type ManagedSystemEngine,
  type ManagedSystemInput,
  type ManagedSystemTransmit,
} from "@ruipmi/client";
import { LeavingDatagrams } from "./leaving-datagrams.ts";
import { nodeClock } from "./node-clock.ts";
import { requirePort } from "./require-port.ts";
import { literalAddress, resolveAddress } from "./resolve-address.ts";
import { defaultPort } from "./udp-transport.ts";

/** Where a managed system listens. */
export interface ServeOptions<Event> {
  /** UDP port; 623 by default, 0 for any free one. */
  readonly port?: number;
  /** Address or host name to bind; `127.0.0.1` by default, so that nobody outside this machine is answered by accident. */
  readonly address?: string;
  /** Hears what the engine reports. */
  readonly onEvent?: (event: Event) => void;
}

/** A managed system that listens. It keeps the process alive until it is closed. */
export interface Server {
  /** The address it is bound to. */
  readonly address: string;
  /** The port it is bound to. */
  readonly port: number;
  /** How many datagrams could not be sent, mostly because who asked has vanished: that is their affair. */
  readonly sendErrors: number;
  /** Lets the engine notice what was changed from outside, and sends what that gives. */
  wake(): void;
  /** Stops listening, once everything has left. The engine is not driven any more. */
  close(): Promise<void>;
  /** {@link close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Puts a managed system's engine on a UDP socket. Its peers' keys are `address|port`.
 *
 * @param engine - `BmcEngine` or one of its shape; from here on driven by the server
 * @throws the operating system's error where the address cannot be bound; `ApiMisuseError` for a port that is none
 *
 * @example
 * ```ts
 * await using server = await serve(new BmcEngine({ users, randomBytes: nodeRandomBytes }), { port: 0 });
 * const client = await connect({ host: server.address, port: server.port, username, password });
 * ```
 */
export async function serve<Event>(
  engine: ManagedSystemEngine<Event>,
  options: ServeOptions<Event> = {},
): Promise<Server> {
  const port = requirePort(options.port ?? defaultPort, 0);
  const { address, family } = await resolveAddress(options.address ?? "127.0.0.1");
  const socket = createSocket(family === 6 ? "udp6" : "udp4");
  await bind(socket, port, address);
  let sendErrors = 0;
  const leaving = new LeavingDatagrams(() => {
    sendErrors += 1;
  });
  const driver = new EngineDriver<ManagedSystemInput, ManagedSystemTransmit, Event>(engine, nodeClock, {
    transmit: ({ datagram, to }) => {
      const peer = parsePeerKey(to);
      leaving.track((callback) => socket.send(datagram, peer.port, peer.address, callback));
    },
    event: (event) => options.onEvent?.(event),
    isBusy: () => false, // the socket keeps the process alive, not the timers
  });
  socket.on("message", (datagram, peer) => {
    // Port 0 is that of a sender who wants no answer (RFC 768), and none can be sent there.
    if (peer.port === 0) return;
    driver.feed((now) => ({ type: "datagram", now, datagram, from: peerKey(peer.address, peer.port) }));
  });
  socket.on("error", () => {
    sendErrors += 1;
  });
  const local = socket.address();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    driver.stop();
    closing ??= new Promise((resolve) => leaving.whenGone(() => socket.close(() => resolve())));
    return closing;
  };
  return {
    address: literalAddress(local.address)?.address ?? local.address,
    port: local.port,
    get sendErrors() {
      return sendErrors;
    },
    wake: () => driver.feed((now) => ({ type: "timeout", now })),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function bind(socket: Socket, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(port, address, () => {
      socket.removeAllListeners("error");
      resolve();
    });
  });
}

function peerKey(address: string, port: number): string {
  return `${address}|${port}`;
}

function parsePeerKey(key: string): { readonly address: string; readonly port: number } {
  const separator = key.lastIndexOf("|");
  return { address: key.slice(0, separator), port: Number(key.slice(separator + 1)) };
}
