import type { Endpoint } from "../network/datagram.ts";
import type { Role } from "./session.ts";

/** RMCP's own port, and its secure one (IPMI v2.0 §13.1.2). */
const rmcpPorts: readonly number[] = [623, 664];

/** The same text for both directions between two endpoints. */
export function conversationKey(one: Endpoint, other: Endpoint): string {
  const isInOrder = one.port === other.port ? one.address < other.address : one.port < other.port;
  const [first, second] = isInOrder ? [one, other] : [other, one];
  return `${first.address} ${first.port} ${second.address} ${second.port}`;
}

/** Who the sender is, where nothing but the ports tells: a managed system listens on RMCP's port, or else on the lower one. */
export function roleByPort(source: Endpoint, destination: Endpoint): Role {
  if (rmcpPorts.includes(source.port) !== rmcpPorts.includes(destination.port)) {
    return rmcpPorts.includes(source.port) ? "managedSystem" : "remoteConsole";
  }
  return source.port < destination.port ? "managedSystem" : "remoteConsole";
}

/** Datagrams of one direction that were seen lately, to know one that was captured twice. Holds numbers, not bytes. */
export class RecentDatagrams {
  readonly #seen: Seen[] = [];
  /** Where the oldest is, once there are as many as are remembered. */
  #next = 0;

  /**
   * The number of the packet that held the same bytes; `undefined` for new ones, which are remembered.
   *
   * @param sequenceNumber - the session sequence number in the datagram
   * @param number - the packet's
   */
  find(bytes: Uint8Array, sequenceNumber: number, number: number): number | undefined {
    const hash = hashOf(bytes);
    for (const seen of this.#seen) {
      const isSame = seen.sequenceNumber === sequenceNumber && seen.hash === hash && seen.length === bytes.length;
      if (isSame) return seen.number;
    }
    this.#seen[this.#next] = { sequenceNumber, hash, length: bytes.length, number };
    this.#next = (this.#next + 1) % remembered;
    return undefined;
  }
}

interface Seen {
  readonly sequenceNumber: number;
  readonly hash: number;
  readonly length: number;
  readonly number: number;
}

/** As far back as a network brings a datagram twice. */
const remembered = 32;

/** FNV-1a of 32 bits: enough to tell packets of one length with one sequence number apart. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193);
  return hash;
}
