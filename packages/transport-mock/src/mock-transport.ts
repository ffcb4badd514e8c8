import type { DatagramHandler, DatagramTransport } from "@ruipmi/client";
import type { RandomBytes } from "@ruipmi/core";
import type { MockNetwork } from "./mock-network.ts";
import type { MockAddress } from "./network-engine.ts";
import { seededRandomBytes } from "./seeded-random.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** A client's transport on a mock network. */
export class MockTransport implements DatagramTransport {
  readonly #network: MockNetwork;
  readonly #address: MockAddress;
  readonly #peer: MockAddress;
  #handler: DatagramHandler | undefined;
  #leave: (() => void) | undefined;

  /**
   * @param network - the network it is on
   * @param address - its own address
   * @param peer - the managed system it talks to
   */
  constructor(network: MockNetwork, address: MockAddress, peer: MockAddress) {
    this.#network = network;
    this.#address = address;
    this.#peer = peer;
  }

  /** Joins the network; see {@link DatagramTransport}. */
  start(handler: DatagramHandler): void {
    this.#handler = handler;
    this.#leave = this.#network.join(this.#address, {
      onDatagram: (datagram, from) => {
        if (from === this.#peer) this.#handler?.onDatagram(datagram);
      },
      onUnreachable: (at) => {
        if (at === this.#peer) this.#handler?.onError({ kind: "portUnreachable", message: `nobody listens at ${at}` });
      },
    });
  }

  /** Sends over the network; see {@link DatagramTransport}. */
  send(datagram: Uint8Array): void {
    this.#network.send(this.#address, this.#peer, datagram);
  }

  /** Breaks for good, as if the runtime below had failed. */
  fail(message = "the mock transport was told to fail"): void {
    this.#handler?.onError({ kind: "failed", message });
  }

  /** Leaves the network; see {@link DatagramTransport}. */
  close(): void {
    this.#handler = undefined;
    this.#leave?.();
  }
}

/** What an `IpmiClient` needs of its surroundings, made of a mock network. */
export interface MockSurroundings {
  /** On the network. */
  readonly transport: MockTransport;
  /** The network's. */
  readonly clock: VirtualClock;
  /** Seeded. */
  readonly randomBytes: RandomBytes;
}

/**
 * The surroundings of a client on a mock network. Let its promises come through with `network.clock.settle(promise)`.
 *
 * @param options - the client's address, the managed system's, and the seed of the client's random bytes (1)
 *
 * @example
 * ```ts
 * const client = new IpmiClient({ ...mockSurroundings(network, { address: "console", peer: "bmc" }), username, password });
 * await network.clock.settle(client.connect());
 * ```
 */
export function mockSurroundings(
  network: MockNetwork,
  options: { readonly address: MockAddress; readonly peer: MockAddress; readonly seed?: number },
): MockSurroundings {
  return {
    transport: new MockTransport(network, options.address, options.peer),
    clock: network.clock,
    randomBytes: seededRandomBytes(options.seed ?? 1),
  };
}
