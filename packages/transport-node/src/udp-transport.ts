import { createSocket, type Socket } from "node:dgram";
import type { DatagramHandler, DatagramTransport } from "@ruipmi/client";
import { LeavingDatagrams } from "./leaving-datagrams.ts";
import { requireHost, requirePort } from "./require-port.ts";
import { type IpFamily, type ResolvedAddress, resolveAddress } from "./resolve-address.ts";
import { transportErrorOf } from "./socket-errors.ts";

/** Where a managed system is. */
export interface UdpTransportOptions {
  /** IPv4 or IPv6 address, or host name: its first address is taken. */
  readonly host: string;
  /** UDP port; 623 by default (IPMI v2.0 §13.1.1). */
  readonly port?: number;
  /** Takes a host name's first address of this version. */
  readonly family?: IpFamily;
}

/** The port of RMCP (IPMI v2.0 §13.1.1). */
export const defaultPort = 623;

/**
 * A UDP socket of one session's own, on a source port of its own, connected: the operating system then delivers nothing
 * but what comes from the managed system's address, and says at once when nobody listens there.
 *
 * The socket alone does not keep the process alive; see {@link nodeClock}.
 */
export class UdpTransport implements DatagramTransport {
  readonly #options: UdpTransportOptions;
  readonly #port: number;
  readonly #remote: string;
  #handler: DatagramHandler | undefined;
  #socket: Socket | undefined;
  #isConnected = false;
  readonly #closing = new AbortController();
  readonly #leaving = new LeavingDatagrams((error) => this.#report(error));

  /**
   * @param options - where the managed system is; nothing happens before `start`
   * @throws `ApiMisuseError` for a host or port that is none
   */
  constructor(options: UdpTransportOptions) {
    this.#options = options;
    this.#port = requirePort(options.port ?? defaultPort, 1);
    this.#remote = `${requireHost(options.host)} port ${this.#port}`;
  }

  /** Looks the name up and opens the socket; see {@link DatagramTransport}. Never rejected: the handler hears of errors. */
  start(handler: DatagramHandler): Promise<void> {
    this.#handler = handler;
    const { host, family } = this.#options;
    return resolveAddress(host, family, this.#closing.signal)
      .then((resolved) => this.#open(resolved))
      .catch((error: Error) => this.#report(error));
  }

  /** Sends, once the socket is ready; see {@link DatagramTransport}. */
  send(datagram: Uint8Array): void {
    if (this.#closing.signal.aborted || !this.#isConnected) return;
    this.#leaving.track((callback) => this.#socket!.send(datagram, callback));
  }

  /** Closes the socket once everything has left; see {@link DatagramTransport}. */
  close(): void {
    this.#handler = undefined;
    this.#closing.abort();
    this.#leaving.whenGone(() => this.#socket?.close());
  }

  #open({ address, family }: ResolvedAddress): Promise<void> | undefined {
    if (this.#closing.signal.aborted) return undefined;
    const socket = createSocket(family === 6 ? "udp6" : "udp4");
    this.#socket = socket;
    socket.unref();
    socket.on("message", (datagram) => this.#handler?.onDatagram(datagram));
    socket.on("error", (error) => this.#report(error));
    return new Promise((resolve) => {
      socket.once("connect", () => {
        this.#isConnected = true;
        resolve();
      });
      socket.once("error", () => resolve());
      socket.once("close", resolve);
      socket.connect(this.#port, address);
    });
  }

  #report(error: Error): void {
    const transportError = transportErrorOf(error, this.#remote);
    if (transportError !== undefined) this.#handler?.onError(transportError);
  }
}
