import type { DropReason } from "@ruipmi/core/wire";
import type { BmcDatagramDroppedEvent, BmcEvent, BmcOutput, PeerKey } from "./types.ts";

/** So many outputs are kept while nobody drains; what comes then is lost and counted. */
const backlogLimit = 4096;

interface PendingDrop {
  readonly type: "event";
  event: BmcDatagramDroppedEvent;
}

/** What the engine wants done, in order. Bounded whatever arrives. */
export class BmcOutputQueue {
  #outputs: (BmcOutput | undefined)[] = [];
  #head = 0;
  #lost = 0;
  readonly #pendingDrops = new Map<DropReason, PendingDrop>();

  /** How many outputs wait. */
  get length(): number {
    return this.#outputs.length - this.#head;
  }

  /** How many outputs were given up. */
  get lost(): number {
    return this.#lost;
  }

  /** Asks for a datagram to be sent. */
  transmit(datagram: Uint8Array, to: PeerKey): void {
    this.#push({ type: "transmit", datagram, to });
  }

  /** Reports an event. */
  event(event: BmcEvent): void {
    this.#push({ type: "event", event });
  }

  /** Reports a dropped datagram: counted into the undrained event of the same reason if there is one. */
  dropped(reason: DropReason): void {
    const pending = this.#pendingDrops.get(reason);
    if (pending !== undefined) {
      pending.event = { type: "datagramDropped", reason, count: pending.event.count + 1 };
      return;
    }
    const drop: PendingDrop = { type: "event", event: { type: "datagramDropped", reason, count: 1 } };
    if (this.#push(drop)) this.#pendingDrops.set(reason, drop);
  }

  /** Takes the oldest output; `undefined` when there is none. */
  shift(): BmcOutput | undefined {
    const output = this.#outputs[this.#head];
    if (output === undefined) return undefined;
    this.#outputs[this.#head++] = undefined;
    if (this.#head === this.#outputs.length || this.#head > backlogLimit) {
      this.#outputs = this.#outputs.slice(this.#head);
      this.#head = 0;
    }
    if (output.type !== "event") return output;
    if (output.event.type === "datagramDropped") this.#pendingDrops.delete(output.event.reason);
    return { type: "event", event: output.event };
  }

  #push(output: BmcOutput): boolean {
    if (this.length >= backlogLimit) {
      this.#lost += 1;
      return false;
    }
    this.#outputs.push(output);
    return true;
  }
}
