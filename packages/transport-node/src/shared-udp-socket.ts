import { createSocket, type Socket } from "node:dgram";
import type { DatagramHandler, DatagramTransport } from "@ruipmi/client";
import { LeavingDatagrams } from "./leaving-datagrams.ts";
import { requireHost, requirePort } from "./require-port.ts";
import { type IpFamily, literalAddress, type ResolvedAddress, resolveAddress } from "./resolve-address.ts";
import { transportErrorOf } from "./socket-errors.ts";
import { defaultPort, type UdpTransportOptions } from "./udp-transport.ts";

/** Where a shared socket is bound. */
export interface SharedUdpSocketOptions {
  /** Local IPv4 address; any, when left out. */
  readonly address4?: string;
  /** Local IPv6 address; any, when left out. */
  readonly address6?: string;
  /** Local port for both; one that the operating system picks, when left out. */
  readonly port?: number;
}

/** How a shared socket stands. */
export interface SharedUdpSocketSnapshot {
  /** Sessions on it. */
  readonly sessions: number;
  /** Datagrams that came from nobody's managed system, or that none of its sessions accepted. */
  readonly unclaimed: number;
}

/** A session on a shared socket, once its managed system's address is known. */
interface Member {
  readonly handler: DatagramHandler;
  readonly address: ResolvedAddress;
  readonly port: number;
  readonly socket: Socket;
}

/**
 * One UDP socket (one for each version of IP in use) for many sessions: for those who talk to more managed systems than
 * they want to have sockets. Datagrams are told apart by the sender's address, and among sessions with one address by what
 * each engine accepts.
 *
 * The operating system does not say on such a socket that nobody listens at an address: that shows as silence.
 *
 * @example
 * ```ts
 * const socket = new SharedUdpSocket();
 * const clients = await Promise.all(hosts.map((host) => connect({ host, username, password, socket })));
 * ```
 */
export class SharedUdpSocket {
  readonly #options: SharedUdpSocketOptions;
  readonly #sockets = new Map<IpFamily, Promise<Socket>>();
  readonly #members = new Map<string, Set<Member>>();
  #unclaimed = 0;
  #closing: Promise<void> | undefined;

  /** @param options - where it is bound, once it is needed */
  constructor(options: SharedUdpSocketOptions = {}) {
    this.#options = options;
  }

  /** A transport for one more session. */
  transport(options: UdpTransportOptions): DatagramTransport {
    return new SharedTransport(options, {
      join: async (handler, address, port) => {
        const member = { handler, address, port, socket: await this.#socket(address.family) };
        this.#membersAt(address.address, port).add(member);
        return member;
      },
      leave: (member) => this.#leave(member),
    });
  }

  /** How it stands. */
  snapshot(): SharedUdpSocketSnapshot {
    let sessions = 0;
    for (const members of this.#members.values()) sessions += members.size;
    return { sessions, unclaimed: this.#unclaimed };
  }

  /** Closes the sockets, once; any number of calls. Close the sessions first: those that are still on it fail. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** {@link close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    const sockets = await Promise.allSettled(this.#sockets.values());
    const members = [...this.#members.values()].flatMap((set) => [...set]);
    this.#members.clear();
    for (const { handler } of members) handler.onError({ kind: "failed", message: "the shared UDP socket was closed" });
    for (const socket of sockets) if (socket.status === "fulfilled") await closed(socket.value);
  }

  #socket(family: IpFamily): Promise<Socket> {
    if (this.#closing !== undefined) return Promise.reject(new Error("the shared UDP socket is closed"));
    const existing = this.#sockets.get(family);
    if (existing !== undefined) return existing;
    const address = family === 6 ? this.#options.address6 : this.#options.address4;
    const opening = bound(family, this.#options.port ?? 0, address);
    this.#sockets.set(family, opening);
    opening.then(
      (socket) => {
        socket.on("message", (datagram, from) => this.#dispatch(datagram, from.address, from.port));
        // What fails for one datagram is reported where it was sent.
        socket.on("error", () => {});
      },
      () => this.#sockets.delete(family),
    );
    return opening;
  }

  #dispatch(datagram: Uint8Array, address: string, port: number): void {
    const members = [...(this.#members.get(memberKey(address, port)) ?? [])];
    // More than one may accept: some refusals do not say which handshake they refuse.
    const takers = members.length === 1 ? members : members.filter(({ handler }) => handler.accepts(datagram));
    if (takers.length === 0) this.#unclaimed += 1;
    for (const { handler } of takers) handler.onDatagram(datagram);
  }

  #membersAt(address: string, port: number): Set<Member> {
    const key = memberKey(address, port);
    const members = this.#members.get(key) ?? new Set();
    this.#members.set(key, members);
    return members;
  }

  #leave(member: Member): void {
    const key = memberKey(member.address.address, member.port);
    const members = this.#members.get(key);
    members?.delete(member);
    if (members?.size === 0) this.#members.delete(key);
  }
}

interface Club {
  join(handler: DatagramHandler, address: ResolvedAddress, port: number): Promise<Member>;
  leave(member: Member): void;
}

class SharedTransport implements DatagramTransport {
  readonly #options: UdpTransportOptions;
  readonly #club: Club;
  readonly #port: number;
  #handler: DatagramHandler | undefined;
  #member: Member | undefined;
  readonly #closing = new AbortController();
  readonly #leaving = new LeavingDatagrams((error) => this.#report(error));

  constructor(options: UdpTransportOptions, club: Club) {
    requireHost(options.host);
    this.#options = options;
    this.#club = club;
    this.#port = requirePort(options.port ?? defaultPort, 1);
  }

  start(handler: DatagramHandler): Promise<void> {
    this.#handler = handler;
    return this.#join(handler).catch((error: Error) => this.#report(error));
  }

  send(datagram: Uint8Array): void {
    const member = this.#member;
    if (member === undefined) return;
    const { socket, port, address } = member;
    this.#leaving.track((callback) => socket.send(datagram, port, address.address, callback));
  }

  close(): void {
    this.#handler = undefined;
    this.#closing.abort();
    if (this.#member !== undefined) this.#club.leave(this.#member);
  }

  async #join(handler: DatagramHandler): Promise<void> {
    const { host, family } = this.#options;
    const address = await resolveAddress(host, family, this.#closing.signal);
    const member = await this.#club.join(handler, address, this.#port);
    this.#member = member;
    if (this.#handler === undefined) return this.#club.leave(member); // closed meanwhile
  }

  #report(error: Error): void {
    const transportError = transportErrorOf(error, `${this.#options.host} port ${this.#port}`);
    if (transportError !== undefined) this.#handler?.onError(transportError);
  }
}

function bound(family: IpFamily, port: number, address: string | undefined): Promise<Socket> {
  const socket = family === 6 ? createSocket({ type: "udp6", ipv6Only: true }) : createSocket("udp4");
  socket.unref();
  return new Promise((resolve, reject) => {
    socket.once("error", (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ port, ...(address !== undefined && { address }) }, () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve());
  });
}

function memberKey(address: string, port: number): string {
  return `${literalAddress(address)?.address ?? address}|${port}`;
}
