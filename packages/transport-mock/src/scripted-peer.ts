import type { Millis } from "@ruipmi/core";
import type { MockNetwork } from "./mock-network.ts";
import type { MockAddress } from "./network-engine.ts";

/** What a script is told of a datagram. */
export interface ScriptedArrival {
  /** The datagram; the script's own. */
  readonly datagram: Uint8Array;
  /** Who sent it. */
  readonly from: MockAddress;
  /** When it arrived. */
  readonly now: Millis;
  /** How many arrived before it. */
  readonly index: number;
}

/** One answer of a script that is more than bytes to the sender at once. */
export interface ScriptedAnswer {
  /** What is sent. */
  readonly datagram: Uint8Array;
  /** Milliseconds until then; 0 when left out. */
  readonly delay?: Millis;
  /** To whom; to the sender when left out. */
  readonly to?: MockAddress;
}

/** Who answers from a script. */
export interface ScriptedPeerAttachment {
  /** Its address. */
  readonly address: MockAddress;
  /** Gives the answers to a datagram: none, one or many. */
  readonly answers: (arrival: ScriptedArrival) => readonly (Uint8Array | ScriptedAnswer)[];
}

/** A scripted peer on a mock network. */
export interface ScriptedPeer {
  /** Everything that arrived, in order. */
  readonly arrivals: readonly ScriptedArrival[];
  /** Sends without having been asked. */
  send(to: MockAddress, datagram: Uint8Array): void;
  /** Takes it off the network; answers that are due later are not sent. */
  detach(): void;
}

/**
 * Puts a peer on a network that says what a script says: for what no engine would do.
 *
 * @throws when the address is taken
 *
 * @example
 * ```ts
 * // A managed system that sends back whatever it gets, a second late.
 * attachScriptedPeer(network, { address: "bmc", answers: ({ datagram }) => [{ datagram, delay: 1000 }] });
 * ```
 */
export function attachScriptedPeer(network: MockNetwork, { address, answers }: ScriptedPeerAttachment): ScriptedPeer {
  const arrivals: ScriptedArrival[] = [];
  let isThere = true;
  const send = (to: MockAddress, datagram: Uint8Array): void => {
    if (isThere) network.send(address, to, datagram);
  };
  const leave = network.join(address, {
    onDatagram: (datagram, from) => {
      const arrival = { datagram, from, now: network.clock.now(), index: arrivals.length };
      arrivals.push(arrival);
      for (const answer of answers(arrival)) {
        if (answer instanceof Uint8Array) send(from, answer);
        else if (answer.delay === undefined || answer.delay === 0) send(answer.to ?? from, answer.datagram);
        else network.clock.setTimer(answer.delay, () => send(answer.to ?? from, answer.datagram));
      }
    },
  });
  return {
    arrivals,
    send,
    detach: () => {
      isThere = false;
      leave();
    },
  };
}
