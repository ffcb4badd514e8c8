import type { Millis } from "../engine/types.ts";
import { ApiMisuseError } from "../errors.ts";
import { MAXIMUM_SOL_CHARACTERS, type SolPacket } from "../wire/sol-payload.ts";
import { packetOrder } from "./packet-order.ts";

/** What is said to a packet with characters; all fields empty where there is nothing to say. */
export type Acknowledgement = Pick<SolPacket, "acknowledgedSequenceNumber" | "acceptedCharacterCount" | "nack">;

/** What a packet from the managed system comes to. */
export interface Received {
  /** `late` packets mean nothing any more; of `repeated` ones the status and the acknowledgement were seen before. */
  readonly order: "new" | "repeated" | "late";
  /** The characters that nobody has seen yet. */
  readonly characters: Uint8Array;
  /** What to answer; `undefined` for a packet that wants no answer. */
  readonly acknowledgement: Acknowledgement | undefined;
}

interface LastPacket {
  readonly number: number;
  readonly accepted: number;
  /** When it was refused; `undefined` where it was not. */
  readonly refusedAt: Millis | undefined;
  readonly at: Millis;
  /** The acknowledgement it brought, to know it again in a repetition. */
  readonly brought: Acknowledgement;
}

/** What looks late is new where nothing came for so long: packets of many numbers were lost, not one delayed. */
const memory: Millis = 10_000;

/**
 * For so long a repetition of a refused packet is refused too: it may be a late copy of one whose characters now come
 * under the next number. After that it is a managed system that keeps the number.
 */
const refusalRest: Millis = 3000;

/** What comes from the managed system: each character once and in order, and never more than there is room for. */
export class SolReceiver {
  readonly #window: number;
  #unconsumed = 0;
  #last: LastPacket | undefined;
  /** Whether something was refused since the managed system last heard that there is room. */
  #isWaitedFor = false;

  constructor(window: number) {
    this.#window = window;
  }

  /** Characters that were passed on and not consumed. */
  get unconsumed(): number {
    return this.#unconsumed;
  }

  /** Takes a packet, whose number tells whether it was there before (IPMI v2.0 §15.11). */
  receive(packet: SolPacket, now: Millis): Received {
    const { packetSequenceNumber: number, characters } = packet;
    // Without a number there is nothing to acknowledge, and characters could not be told from repeated ones.
    if (number === 0) return { order: "new", characters: none, acknowledgement: undefined };
    const last = this.#last;
    const order = packetOrder(last?.number, number);
    if (order === "late" && now - last!.at <= memory) return { order, characters: none, acknowledgement: undefined };
    const seen = order === "repeated" ? last! : undefined;
    if (seen?.refusedAt !== undefined && now - seen.refusedAt <= refusalRest)
      return this.#refuse(packet, seen.refusedAt, now);
    // Some managed systems add to a packet that they repeat.
    const fresh = characters.slice(seen?.accepted ?? 0);
    if (fresh.length > this.#window - this.#unconsumed) {
      // What was accepted of it before stays accepted: the rest comes under a number of its own.
      if (seen === undefined || seen.accepted === 0) return this.#refuse(packet, now, now);
      return { order: "repeated", characters: none, acknowledgement: acknowledge(number, seen.accepted) };
    }
    this.#unconsumed += fresh.length;
    const accepted = Math.max(characters.length, seen?.accepted ?? 0);
    this.#last = { number, accepted, refusedAt: undefined, at: now, brought: pick(packet) };
    return {
      order: seen === undefined ? "new" : "repeated",
      characters: fresh,
      acknowledgement: acknowledge(number, accepted),
    };
  }

  /** Whether the acknowledgement in this packet came with it before: repeated packets bring theirs again, out of date. */
  broughtBefore(packet: SolPacket): boolean {
    const last = this.#last;
    if (last === undefined || packet.packetSequenceNumber !== last.number) return false;
    const { acknowledgedSequenceNumber, acceptedCharacterCount, nack } = last.brought;
    return (
      packet.acknowledgedSequenceNumber === acknowledgedSequenceNumber &&
      packet.acceptedCharacterCount === acceptedCharacterCount &&
      packet.nack === nack
    );
  }

  /**
   * Characters have been dealt with.
   *
   * @returns whether the managed system waits to hear that there is room again
   * @throws {@link ApiMisuseError} for more than were passed on
   */
  consume(count: number): boolean {
    if (!Number.isInteger(count) || count < 0 || count > this.#unconsumed) {
      throw new ApiMisuseError("invalidArgument", `count is 0 to ${this.#unconsumed}, what was received, not ${count}`);
    }
    this.#unconsumed -= count;
    // Half of what there can be: the managed system is not called back for a single character.
    const hasRoom = this.#window - this.#unconsumed >= Math.max(MAXIMUM_SOL_CHARACTERS, this.#window / 2);
    if (!this.#isWaitedFor || !hasRoom) return false;
    this.#isWaitedFor = false;
    return true;
  }

  #refuse(packet: SolPacket, refusedAt: Millis, now: Millis): Received {
    const { packetSequenceNumber: number } = packet;
    const order = this.#last?.number === number ? "repeated" : "new";
    this.#isWaitedFor = true;
    this.#last = { number, accepted: 0, refusedAt, at: now, brought: pick(packet) };
    return { order, characters: none, acknowledgement: { ...acknowledge(number, 0), nack: true } };
  }
}

const none = new Uint8Array(0);

function acknowledge(acknowledgedSequenceNumber: number, acceptedCharacterCount: number): Acknowledgement {
  return { acknowledgedSequenceNumber, acceptedCharacterCount, nack: false };
}

function pick({ acknowledgedSequenceNumber, acceptedCharacterCount, nack }: SolPacket): Acknowledgement {
  return { acknowledgedSequenceNumber, acceptedCharacterCount, nack };
}
