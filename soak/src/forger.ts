import type { MockNetwork, SeededRandom } from "@ruipmi/transport-mock";

/** Where the fields of an RMCP+ packet begin (IPMI v2.0 table 13-8). */
const at = { payloadType: 5, sessionId: 6, sequenceNumber: 10, payloadLength: 14, payload: 16 } as const;

/** No longer than a number rests and an answer is remembered: who holds packets back for minutes is another matter. */
const longestHold = 8000;

interface Overheard {
  readonly from: string;
  readonly to: string;
  readonly datagram: Uint8Array;
  readonly time: number;
}

type Forgery = (datagram: Uint8Array, random: SeededRandom, forger: Forger) => Uint8Array;

/** What somebody on the path can make of a packet without the keys. */
const forgeries: readonly Forgery[] = [
  (datagram) => datagram, // again, or late
  (datagram, random) => flipped(datagram, random.below(8 * datagram.length)),
  (datagram, random) => datagram.slice(0, random.below(datagram.length)),
  // The AuthCode shortened, to nothing in the end.
  (datagram, random) => datagram.slice(0, Math.max(at.payload, datagram.length - 1 - random.below(20))),
  // Said to have no AuthCode; not to be encrypted; neither.
  (datagram) => changed(datagram, at.payloadType, (byte) => byte & 0xbf),
  (datagram) => changed(datagram, at.payloadType, (byte) => byte & 0x7f),
  (datagram) => changed(datagram, at.payloadType, (byte) => byte & 0x3f),
  (datagram, random) => changed(datagram, at.payloadType, (byte) => (byte & 0xc0) | random.below(0x40)),
  // A later number, so that what follows would count as old.
  (datagram, random) => changed(datagram, at.sequenceNumber, (byte) => byte + 1 + random.below(100)),
  (datagram) => changed(datagram, at.sequenceNumber + 3, () => 0xff),
  // As if it belonged to no session, in the clear: what needs none would be done.
  withoutSession,
  // The other session's ID on this one's packet.
  (datagram, random, forger) => withSessionOf(datagram, forger.anyOther(random)),
  (_datagram, random) => random.bytes(random.below(80)),
];

/** What somebody knows who puts packets in: all but the keys, or not even the sessions' IDs. */
export type Knowledge = "all but the keys" | "no session ID";

/** Sits on the path, hears everything, knows all but the keys, and puts in what it likes. */
export class Forger {
  readonly #network: MockNetwork;
  readonly #random: SeededRandom;
  readonly #overheard: Overheard[] = [];
  readonly #injected: () => void;
  readonly #knowledge: Knowledge;

  constructor(network: MockNetwork, random: SeededRandom, knowledge: Knowledge, injected: () => void) {
    this.#network = network;
    this.#random = random;
    this.#knowledge = knowledge;
    this.#injected = injected;
    network.tap((transit) => {
      this.#overheard.push(transit);
      if (this.#overheard.length > 64) this.#overheard.shift();
      return undefined;
    });
  }

  /** Puts something in, to either side, from wherever it claims to come. */
  strike(): void {
    const random = this.#random;
    const recent = this.#overheard.filter(({ time }) => this.#network.clock.now() - time < longestHold);
    const heard = recent[random.below(recent.length)];
    if (heard === undefined || heard.datagram.length === 0) return;
    const forgery = forgeries[random.below(forgeries.length)]!;
    const known = forgery(heard.datagram.slice(), random, this);
    const datagram = this.#knowledge === "no session ID" ? withSession(known, 1 + random.below(0xffff_ffff)) : known;
    // Now and then back to where it came from.
    const isReflected = random.chance(0.15);
    const [from, to] = isReflected ? [heard.to, heard.from] : [heard.from, heard.to];
    this.#injected();
    this.#network.inject(from, to, datagram, random.below(20));
  }

  /** Any packet it heard. */
  anyOther(random: SeededRandom): Uint8Array {
    return this.#overheard[random.below(this.#overheard.length)]!.datagram;
  }
}

function flipped(datagram: Uint8Array, bit: number): Uint8Array {
  return changed(datagram, bit >> 3, (byte) => byte ^ (1 << (bit & 7)));
}

function changed(datagram: Uint8Array, index: number, change: (byte: number) => number): Uint8Array {
  if (index < datagram.length) datagram[index] = change(datagram[index]!);
  return datagram;
}

function withoutSession(datagram: Uint8Array): Uint8Array {
  if (datagram.length < at.payload) return datagram;
  datagram[at.payloadType]! &= 0x3f;
  datagram.fill(0, at.sessionId, at.payloadLength);
  const length = datagram[at.payloadLength]! | (datagram[at.payloadLength + 1]! << 8);
  return datagram.slice(0, at.payload + length);
}

function withSession(datagram: Uint8Array, sessionId: number): Uint8Array {
  if (datagram.length >= at.sequenceNumber) new DataView(datagram.buffer).setUint32(at.sessionId, sessionId, true);
  return datagram;
}

function withSessionOf(datagram: Uint8Array, other: Uint8Array): Uint8Array {
  if (datagram.length >= at.payload && other.length >= at.payload) {
    datagram.set(other.subarray(at.sessionId, at.sequenceNumber), at.sessionId);
  }
  return datagram;
}
