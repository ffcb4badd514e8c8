import type { DropReason } from "../packets/drop-reason.ts";
import type { DatagramDroppedEvent, EngineEvent, Output, TransmitOutput } from "./types.ts";

/** Undrained events that an authentic or traced peer can cause at will are kept up to this number. */
const backlogLimit = 256;

interface PendingDrop {
  readonly type: "event";
  event: DatagramDroppedEvent;
}

/**
 * What the engine wants done, in order. Bounded whatever arrives: drops of one reason are one event that counts while
 * nobody drains, and payloads and traces beyond a limit are not kept.
 */
export class OutputQueue {
  #outputs: (Output | undefined)[] = [];
  #head = 0;
  readonly #pendingDrops = new Map<DropReason, PendingDrop>();
  #payloads = 0;
  #messages = 0;

  /** Asks for a datagram to be sent. */
  transmit(datagram: Uint8Array): void {
    const output: TransmitOutput = { type: "transmit", datagram };
    this.#outputs.push(output);
  }

  /** Reports an event. Returns whether it was kept: payloads and messages that nobody drains are not, beyond a limit. */
  event(event: EngineEvent): boolean {
    if (event.type === "payloadReceived" && ++this.#payloads > backlogLimit) {
      this.#payloads = backlogLimit;
      return false;
    }
    if (event.type === "message" && ++this.#messages > backlogLimit) {
      this.#messages = backlogLimit;
      return false;
    }
    this.#outputs.push({ type: "event", event });
    return true;
  }

  /** Reports a dropped datagram: counted into the undrained event of the same reason if there is one. */
  dropped(reason: DropReason): void {
    const pending = this.#pendingDrops.get(reason);
    if (pending !== undefined) {
      pending.event = { type: "datagramDropped", reason, count: pending.event.count + 1 };
      return;
    }
    const drop: PendingDrop = { type: "event", event: { type: "datagramDropped", reason, count: 1 } };
    this.#pendingDrops.set(reason, drop);
    this.#outputs.push(drop);
  }

  /** Takes the oldest output; `undefined` when there is none. */
  shift(): Output | undefined {
    const output = this.#outputs[this.#head];
    if (output === undefined) return undefined;
    this.#outputs[this.#head++] = undefined;
    // Cut where it is empty, and in bulk where it never is: a caller may always leave one behind.
    if (this.#head === this.#outputs.length || this.#head > backlogLimit) {
      this.#outputs = this.#outputs.slice(this.#head);
      this.#head = 0;
    }
    if (output.type === "event") this.#noteDrained(output.event);
    return output;
  }

  #noteDrained(event: EngineEvent): void {
    if (event.type === "datagramDropped") this.#pendingDrops.delete(event.reason);
    else if (event.type === "payloadReceived") this.#payloads -= 1;
    else if (event.type === "message") this.#messages -= 1;
  }
}
