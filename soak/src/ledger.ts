const rmcpHeader = [0x06, 0x00, 0xff, 0x07];

/** What a receiver is to make of a datagram. */
export type Judgement = "genuine" | "forged" | "unknown";

/** Knows what was really sent to one side, so that it can tell what was not. */
export class Ledger {
  readonly #sent = new Set<string>();
  readonly #arrived = new Set<string>();

  /** Notes what the true peer sent. */
  sent(datagram: Uint8Array): void {
    this.#sent.add(bodyOf(datagram));
  }

  /**
   * Whether this is the first arrival of something that the peer sent. No AuthCode covers the RMCP header (IPMI v2.0
   * §13.6): who finds another one on a packet's body may drop it or not.
   *
   * @param isTaken - whether the receiver can take it. Close Session may overtake the RAKP Message 3 that opens the session:
   *   it is nothing to the managed system then, and what it is when it arrives again
   */
  judge(datagram: Uint8Array, isTaken: boolean): Judgement {
    const body = bodyOf(datagram);
    if (this.#sent.has(body) && rmcpHeader.some((byte, at) => datagram[at] !== byte)) return "unknown";
    if (!this.#sent.has(body) || this.#arrived.has(body)) return "forged";
    if (isTaken) this.#arrived.add(body);
    return "genuine";
  }

  /** Whoever is there now was never sent anything. */
  clear(): void {
    this.#sent.clear();
    this.#arrived.clear();
  }
}

function bodyOf(datagram: Uint8Array): string {
  return Buffer.from(datagram.subarray(rmcpHeader.length)).toString("latin1");
}
