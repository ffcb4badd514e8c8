import type { Millis } from "@ruipmi/core";
import { goodLink, Link, type LinkConditions } from "./link-conditions.ts";
import { SeededRandom } from "./seeded-random.ts";

/** A name on a mock network: any string. */
export type MockAddress = string;

/** One direction between two addresses. */
export interface LinkEnds {
  /** Who sends. */
  readonly from: MockAddress;
  /** Who receives. */
  readonly to: MockAddress;
}

/** What became of a datagram. */
export interface TracedDatagram {
  /** Who sent it. */
  readonly from: MockAddress;
  /** To whom. */
  readonly to: MockAddress;
  /** As it was sent. */
  readonly datagram: Uint8Array;
  /** When it was sent. */
  readonly sentAt: Millis;
  /** When it arrives: nothing for lost ones, two times for doubled ones. */
  readonly arrivesAt: readonly Millis[];
  /** As it arrives, for each of {@link arrivesAt}: the link may have spoiled it. */
  readonly arrived: readonly Uint8Array[];
  /** `sent` by a peer, `tapped`: put there by a tap, `injected` by the test. */
  readonly origin: "sent" | "tapped" | "injected";
}

/** All that goes into a network: plain data. A log of it and the seed give the same run again. */
export type NetworkInput =
  | {
      /** Discriminates the inputs: a datagram to be carried. */
      readonly type: "send";
      /** When. */
      readonly now: Millis;
      /** Who sends it. */
      readonly from: MockAddress;
      /** To whom. */
      readonly to: MockAddress;
      /** Copied. */
      readonly datagram: Uint8Array;
      /** For the trace; `sent` when left out. */
      readonly origin?: "sent" | "tapped";
    }
  | {
      /** Discriminates the inputs: a datagram that nobody sent, past all conditions. */
      readonly type: "inject";
      /** When. */
      readonly now: Millis;
      /** Whom it claims to be from. */
      readonly from: MockAddress;
      /** To whom. */
      readonly to: MockAddress;
      /** Copied. */
      readonly datagram: Uint8Array;
      /** Milliseconds until it arrives. */
      readonly delay: Millis;
    }
  | {
      /** Discriminates the inputs: other conditions from the next datagram on. */
      readonly type: "conditions";
      /** When. */
      readonly now: Millis;
      /** What changes. */
      readonly conditions: Partial<LinkConditions>;
      /** The one direction that is meant; all, when left out. */
      readonly link?: LinkEnds;
    }
  | {
      /** Discriminates the inputs: these addresses and all others do not reach each other any more. */
      readonly type: "partition";
      /** When. */
      readonly now: Millis;
      /** Those on one side; nobody heals every partition. */
      readonly side: readonly MockAddress[];
    }
  | {
      /** Discriminates the inputs: what this address sends seems to come from another. */
      readonly type: "readdress";
      /** When. */
      readonly now: Millis;
      /** Who sends. */
      readonly from: MockAddress;
      /** Where it seems to come from; `undefined` for the address itself. */
      readonly as: MockAddress | undefined;
    }
  | {
      /** Discriminates the inputs: time has passed. */
      readonly type: "timeout";
      /** When. */
      readonly now: Millis;
    };

/** A datagram arrives now. */
export interface NetworkDelivery {
  /** Discriminates {@link NetworkOutput}. */
  readonly type: "transmit";
  /** Where it seems to come from. */
  readonly from: MockAddress;
  /** Who gets it. */
  readonly to: MockAddress;
  /** As it arrives; the receiver's own. */
  readonly datagram: Uint8Array;
}

/** All that comes out of a network: a datagram arrives, one was traced, or nothing more until `at`. */
export type NetworkOutput =
  | NetworkDelivery
  | {
      /** Discriminates the outputs: a datagram was sent. */
      readonly type: "event";
      /** What becomes of it. */
      readonly event: TracedDatagram;
    }
  | {
      /** Discriminates the outputs: nothing more for now. */
      readonly type: "timeout";
      /** When the next datagram arrives; `undefined` for never. */
      readonly at: Millis | undefined;
      /** What that is for. */
      readonly reason: "arrival" | "none";
    };

interface InFlight {
  readonly from: MockAddress;
  readonly to: MockAddress;
  readonly datagram: Uint8Array;
  readonly at: Millis;
}

/**
 * A network as an engine of the same shape as those that it connects: bytes and time in, bytes out, no clock of its own.
 * {@link MockNetwork} is this engine on a virtual clock, with receivers and taps.
 *
 * @example
 * ```ts
 * const network = new NetworkEngine({ seed: 7, conditions: { loss: 0.2, lossBurst: 4 } });
 * network.handleInput({ type: "send", now: 0, from: "console", to: "bmc", datagram });
 * for (let output = network.pollOutput(); output.type !== "timeout"; output = network.pollOutput()) deliver(output);
 * ```
 */
export class NetworkEngine {
  readonly #random: SeededRandom;
  readonly #links = new Map<string, Link>();
  readonly #linkConditions = new Map<string, Partial<LinkConditions>>();
  readonly #sides: ReadonlySet<MockAddress>[] = [];
  readonly #readdressed = new Map<MockAddress, MockAddress>();
  readonly #outputs: NetworkOutput[] = [];
  readonly #inFlight: InFlight[] = [];
  #conditions: LinkConditions;

  /** @param options - what decides every loss, delay and flipped bit, and what differs from {@link goodLink} */
  constructor(options: { readonly seed?: number; readonly conditions?: Partial<LinkConditions> } = {}) {
    this.#random = new SeededRandom(options.seed ?? 1);
    this.#conditions = { ...goodLink, ...options.conditions };
  }

  /** Does all the work that an input causes. */
  handleInput(input: NetworkInput): void {
    switch (input.type) {
      case "send":
        return this.#send(input);
      case "inject": {
        const { from, to, now, delay } = input;
        return this.#carry(input, "injected", from, [{ from, to, datagram: input.datagram.slice(), at: now + delay }]);
      }
      case "conditions":
        return this.#change(input);
      case "partition":
        if (input.side.length === 0) this.#sides.length = 0;
        else this.#sides.push(new Set(input.side));
        return;
      case "readdress":
        if (input.as === undefined) this.#readdressed.delete(input.from);
        else this.#readdressed.set(input.from, input.as);
        return;
      case "timeout":
        while (this.#inFlight[0] !== undefined && this.#inFlight[0].at <= input.now) {
          const { from, to, datagram } = this.#inFlight.shift()!;
          this.#outputs.push({ type: "transmit", from, to, datagram });
        }
    }
  }

  /** Takes the next output; `timeout` means that there is nothing more until the next input, or until `at`. */
  pollOutput(): NetworkOutput {
    const output = this.#outputs.shift();
    if (output !== undefined) return output;
    const at = this.#inFlight[0]?.at;
    return { type: "timeout", at, reason: at === undefined ? "none" : "arrival" };
  }

  #send(input: NetworkInput & { readonly type: "send" }): void {
    const { from, to, now, datagram } = input;
    const key = linkKey(from, to);
    let link = this.#links.get(key);
    if (link === undefined) {
      link = new Link();
      this.#links.set(key, link);
    }
    const conditions = { ...this.#conditions, ...this.#linkConditions.get(key) };
    const seemsFrom = this.#readdressed.get(from) ?? from;
    const isApart = this.#sides.some((side) => side.has(from) !== side.has(to));
    const arrivals = isApart ? [] : link.cross(datagram, conditions, this.#random);
    const inFlight = arrivals.map((each) => ({ from: seemsFrom, to, datagram: each.datagram, at: now + each.delay }));
    this.#carry(input, input.origin ?? "sent", seemsFrom, inFlight);
  }

  #carry(
    { to, now, datagram }: { readonly to: MockAddress; readonly now: Millis; readonly datagram: Uint8Array },
    origin: TracedDatagram["origin"],
    from: MockAddress,
    arrivals: readonly InFlight[],
  ): void {
    const arrivesAt = arrivals.map(({ at }) => at);
    const arrived = arrivals.map((each) => each.datagram.slice());
    const event = { from, to, datagram: datagram.slice(), sentAt: now, arrivesAt, arrived, origin };
    this.#outputs.push({ type: "event", event });
    for (const arrival of arrivals) {
      // Mostly later than all others: looked for from the end. Of one time, the first sent is the first to arrive.
      let index = this.#inFlight.length;
      while (index > 0 && this.#inFlight[index - 1]!.at > arrival.at) index -= 1;
      this.#inFlight.splice(index, 0, arrival);
    }
  }

  #change({ conditions, link }: NetworkInput & { readonly type: "conditions" }): void {
    if (link === undefined) {
      this.#conditions = { ...this.#conditions, ...conditions };
      return;
    }
    const key = linkKey(link.from, link.to);
    this.#linkConditions.set(key, { ...this.#linkConditions.get(key), ...conditions });
  }
}

function linkKey(from: MockAddress, to: MockAddress): string {
  return JSON.stringify([from, to]);
}
