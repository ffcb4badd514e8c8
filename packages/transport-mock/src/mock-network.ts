import { EngineDriver } from "@ruipmi/client";
import type { Millis } from "@ruipmi/core";
import type { LinkConditions } from "./link-conditions.ts";
import {
  type LinkEnds,
  type MockAddress,
  type NetworkDelivery,
  NetworkEngine,
  type NetworkInput,
  type TracedDatagram,
} from "./network-engine.ts";
import { VirtualClock } from "./virtual-clock.ts";

/** What a mock network begins with. */
export interface MockNetworkOptions {
  /** Its time; a new {@link VirtualClock} when left out. */
  readonly clock?: VirtualClock;
  /** Decides every loss, delay and flipped bit; 1 when left out. Print it when a test fails. */
  readonly seed?: number;
  /** What differs from {@link goodLink}, on every link. */
  readonly conditions?: Partial<LinkConditions>;
  /** How many datagrams {@link MockNetwork.trace} keeps, the newest; 10000 by default. */
  readonly traceLimit?: number;
  /** Whether {@link MockNetwork.inputs} is kept, for a replay; it grows without limit. `false` by default. */
  readonly keepInputs?: boolean;
}

/** Who is at an address. */
export interface MockReceiver {
  /** A datagram arrived; the array is the receiver's own. */
  onDatagram(datagram: Uint8Array, from: MockAddress): void;
  /** Nobody listens where a datagram was sent to, as an ICMP message would say. */
  onUnreachable?(at: MockAddress): void;
}

/** A datagram on its way, as a tap sees it. */
export interface DatagramInTransit {
  /** Who sent it. */
  readonly from: MockAddress;
  /** To whom. */
  readonly to: MockAddress;
  /** Its bytes: a copy for the tap to keep. */
  readonly datagram: Uint8Array;
  /** When it was sent. */
  readonly time: Millis;
  /** How many datagrams were sent in this direction before it. */
  readonly index: number;
}

/**
 * Sits on the wire: looks at each datagram before the link does anything to it. `undefined` lets it pass; a list is sent
 * in its place, so an empty one drops it, and more than one adds to it.
 */
export type MockTap = (transit: DatagramInTransit) => readonly Uint8Array[] | undefined;

/**
 * A network in memory for engines: any number of addresses, a link with its conditions for each direction, taps, and a
 * trace. Everything happens on its virtual clock, in the same order for the same seed.
 *
 * @example
 * ```ts
 * const network = new MockNetwork({ seed: 7, conditions: { loss: 0.2, jitter: 30 } });
 * attachManagedSystem(network, { address: "bmc", engine: bmc });
 * const remoteConsole = attachConsole(network, { address: "console", peer: "bmc", engine });
 * remoteConsole.input({ type: "openSession" });
 * network.clock.runUntilIdle();
 * ```
 */
export class MockNetwork {
  /** The time of everything on this network. */
  readonly clock: VirtualClock;
  /** What went into its engine, in order: with the seed and the conditions all that a replay needs. */
  readonly inputs: NetworkInput[] | undefined;
  readonly #driver: EngineDriver<NetworkInput, NetworkDelivery, TracedDatagram>;
  readonly #receivers = new Map<MockAddress, MockReceiver>();
  readonly #refusing = new Set<MockAddress>();
  readonly #taps = new Set<MockTap>();
  readonly #sentOnLink = new Map<string, number>();
  readonly #traceLimit: number;
  #sides: (readonly MockAddress[])[] = [];
  #trace: TracedDatagram[] = [];

  /** @param options - time, seed and conditions */
  constructor(options: MockNetworkOptions = {}) {
    this.clock = options.clock ?? new VirtualClock();
    this.#traceLimit = options.traceLimit ?? 10_000;
    this.inputs = options.keepInputs === true ? [] : undefined;
    const { seed = 1, conditions = {} } = options;
    const engine = new NetworkEngine({ seed, conditions });
    const recorded = {
      handleInput: (input: NetworkInput): void => {
        this.inputs?.push(input);
        engine.handleInput(input);
      },
      pollOutput: () => engine.pollOutput(),
    };
    this.#driver = new EngineDriver<NetworkInput, NetworkDelivery, TracedDatagram>(recorded, this.clock, {
      transmit: ({ from, to, datagram }) => this.#deliver(from, to, datagram),
      event: (event) => this.#note(event),
      isBusy: () => true,
    });
  }

  /** Every datagram that was sent, in order, up to the limit. */
  get trace(): readonly TracedDatagram[] {
    return this.#trace.slice(-this.#traceLimit);
  }

  /**
   * Changes conditions, from the next datagram on.
   *
   * @param conditions - what changes; the rest stays
   * @param link - the one direction that is meant; all, when left out
   */
  setConditions(conditions: Partial<LinkConditions>, link?: LinkEnds): void {
    const which = link === undefined ? {} : { link };
    this.#driver.feed((now) => ({ type: "conditions", now, conditions, ...which }));
  }

  /**
   * Cuts these addresses off from all others, in both directions; what is on its way arrives.
   *
   * @returns what joins them again
   */
  partition(...side: readonly MockAddress[]): () => void {
    if (side.length === 0) throw new Error("a partition has somebody on each side");
    this.#sides.push(side);
    this.#driver.feed((now) => ({ type: "partition", now, side }));
    return () => {
      this.#sides = this.#sides.filter((each) => each !== side);
      this.#driver.feed((now) => ({ type: "partition", now, side: [] }));
      for (const left of this.#sides) this.#driver.feed((now) => ({ type: "partition", now, side: left }));
    };
  }

  /**
   * Lets what an address sends seem to come from another, as a BMC with two interfaces answers.
   *
   * @param as - the other address; `undefined` for its own again
   */
  readdress(from: MockAddress, as: MockAddress | undefined): void {
    this.#driver.feed((now) => ({ type: "readdress", now, from, as }));
  }

  /**
   * Puts a receiver at an address.
   *
   * @returns what takes it away again
   * @throws when somebody is there already
   */
  join(address: MockAddress, receiver: MockReceiver): () => void {
    if (this.#receivers.has(address)) throw new Error(`the address ${address} is taken`);
    this.#receivers.set(address, receiver);
    return () => {
      if (this.#receivers.get(address) === receiver) this.#receivers.delete(address);
    };
  }

  /** Lets an address where nobody listens say so (ICMP port unreachable), or be silent again. By default it is silent. */
  refuse(address: MockAddress, refuses = true): void {
    if (refuses) this.#refusing.add(address);
    else this.#refusing.delete(address);
  }

  /**
   * Puts a tap on the wire, behind those that are there.
   *
   * @returns what takes it off again
   */
  tap(tap: MockTap): () => void {
    this.#taps.add(tap);
    return () => {
      this.#taps.delete(tap);
    };
  }

  /** Sends a datagram: past the taps, over the link. The bytes are copied. */
  send(from: MockAddress, to: MockAddress, datagram: Uint8Array): void {
    const key = JSON.stringify([from, to]);
    const index = this.#sentOnLink.get(key) ?? 0;
    this.#sentOnLink.set(key, index + 1);
    const time = this.clock.now();
    let passing: readonly Uint8Array[] = [datagram];
    for (const tap of this.#taps) {
      passing = passing.flatMap((each) => tap({ from, to, datagram: each.slice(), time, index }) ?? [each]);
    }
    if (!passing.includes(datagram)) {
      this.#note({ from, to, datagram: datagram.slice(), sentAt: time, arrivesAt: [], arrived: [], origin: "sent" });
    }
    for (const each of passing) {
      const origin = each === datagram ? "sent" : "tapped";
      this.#driver.feed((now) => ({ type: "send", now, from, to, datagram: each.slice(), origin }));
    }
  }

  /**
   * Lets a datagram arrive that its sender never sent, past taps and conditions.
   *
   * @param from - whom it claims to be from
   * @param delay - milliseconds until then; 0 when left out
   */
  inject(from: MockAddress, to: MockAddress, datagram: Uint8Array, delay: Millis = 0): void {
    this.#driver.feed((now) => ({ type: "inject", now, from, to, datagram: datagram.slice(), delay }));
  }

  #deliver(from: MockAddress, to: MockAddress, datagram: Uint8Array): void {
    const receiver = this.#receivers.get(to);
    if (receiver !== undefined) receiver.onDatagram(datagram, from);
    else if (this.#refusing.has(to)) this.#receivers.get(from)?.onUnreachable?.(to);
  }

  #note(traced: TracedDatagram): void {
    this.#trace.push(traced);
    // Cut in bulk: to shift one out for each that comes in would make long runs quadratic.
    if (this.#trace.length > 2 * this.#traceLimit) this.#trace = this.#trace.slice(-this.#traceLimit);
  }
}
