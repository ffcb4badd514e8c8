import { retryWait } from "../engine/retry-policy.ts";
import type { Millis, RequestId } from "../engine/types.ts";
import { ApiMisuseError } from "../errors.ts";
import { emptySolConsolePacket, nextSolSequenceNumber, type SolConsolePacket } from "../wire/sol-payload.ts";
import type { ResolvedSolConfig } from "./config.ts";
import { distance } from "./packet-order.ts";
import type { Acknowledgement } from "./sol-receiver.ts";
import type { SolOperation } from "./types.ts";

interface PendingOperation {
  readonly operationId: RequestId;
  readonly operation: SolOperation;
  /** Its place in the stream of characters: how many were typed before it. */
  readonly after: number;
}

interface InFlight {
  /** The packet without an acknowledgement: those are never sent again (IPMI v2.0 §15.11). */
  readonly packet: SolConsolePacket;
  readonly operation: PendingOperation | undefined;
  attempts: number;
  sentAt: Millis;
  deadline: Millis;
  /** How many of its copies were refused whole. */
  refusals: number;
}

/** What an acknowledgement settled. */
export interface Acknowledged {
  /** Characters that the managed system took. */
  readonly accepted: number;
  /** The operation that it took. */
  readonly operationId: RequestId | undefined;
}

/**
 * How long a copy of a packet may be under way. Some managed systems forget what they refused: a copy of it is welcome
 * then, so that its characters must not go under another number before the last copy is gone.
 */
const copyLife: Millis = 2000;

/** How far ahead of the last packet that counted a number may be, so that nobody takes it for one that is late. */
const farthestAhead = 6;

/** What goes to the managed system: one packet under way at a time (IPMI v2.0 §15.11), sent again until it is acknowledged. */
export class SolSender {
  readonly #config: ResolvedSolConfig;
  /** Characters typed and not accepted, those of the packet in flight in front. */
  #characters = new Uint8Array(0);
  #acceptedInAll = 0;
  readonly #operations: PendingOperation[] = [];
  #inFlight: InFlight | undefined;
  #lastSent = 0;
  /** The last number that the managed system took anything of. */
  #lastTaken = 0;
  /** Until when nothing new is sent, since the managed system refused. */
  #heldUntil: Millis | undefined;
  #refusalsInARow = 0;
  /** Whether it is an operation that was refused last. */
  #isOperationRefused = false;
  #isBumped = false;
  #lines = { ctsPause: false, dropDcdDsr: false };

  constructor(config: ResolvedSolConfig) {
    this.#config = config;
  }

  /** Characters that are not accepted yet. */
  get buffered(): number {
    return this.#characters.length;
  }

  /** Characters that may be typed now. */
  get room(): number {
    return this.#config.sendBuffer - this.#characters.length;
  }

  /** Whether a packet waits for its acknowledgement. */
  get isAwaiting(): boolean {
    return this.#inFlight !== undefined;
  }

  /** Whether the managed system refused characters, so that they wait. */
  get isHeld(): boolean {
    return this.#heldUntil !== undefined;
  }

  /** The operations that are not acknowledged; forgets them. */
  abandonOperations(): RequestId[] {
    return this.#operations.splice(0).map(({ operationId }) => operationId);
  }

  /** Takes what was typed. Throws {@link ApiMisuseError} where there is no room. */
  type(characters: Uint8Array): void {
    if (characters.length > this.room) {
      throw new ApiMisuseError(
        "queueFull",
        `${characters.length} characters, and there is room for ${this.room}: wait for charactersAccepted`,
      );
    }
    const all = new Uint8Array(this.#characters.length + characters.length);
    all.set(this.#characters);
    all.set(characters, this.#characters.length);
    this.#characters = all;
  }

  /** Takes an operation. Throws {@link ApiMisuseError} for a name that is in use. */
  operate(operationId: RequestId, operation: SolOperation): void {
    if (this.#operations.some((pending) => pending.operationId === operationId)) {
      throw new ApiMisuseError("invalidArgument", `operationId ${String(operationId)} is in use`);
    }
    const after = this.#acceptedInAll + this.#characters.length;
    this.#operations.push({ operationId, operation: { ...operation }, after });
  }

  /** The managed system says nothing against characters: what it refused may go now. */
  resume(): void {
    this.#heldUntil = undefined;
    this.#isOperationRefused = false;
  }

  /** Takes the acknowledgement in a packet; `undefined` where it is not of the packet in flight. */
  acknowledge(ack: Acknowledgement, now: Millis): Acknowledged | undefined {
    const inFlight = this.#inFlight;
    const { acknowledgedSequenceNumber: number, acceptedCharacterCount: accepted, nack } = ack;
    if (inFlight === undefined || number === 0 || number !== inFlight.packet.packetSequenceNumber) return undefined;
    const sent = inFlight.packet.characters.length;
    // A count of another packet that had this number.
    if (accepted > sent) return undefined;
    if (nack && accepted === 0) return this.#refused(inFlight, now);
    this.#inFlight = undefined;
    this.#characters = this.#characters.slice(accepted);
    this.#acceptedInAll += accepted;
    this.#lastTaken = number;
    const tookNothing = sent > 0 && accepted === 0;
    if (!tookNothing) this.#refusalsInARow = 0;
    // The rest goes under a number of its own; at once where something was taken (IPMI v2.0 §15.11).
    if (nack || tookNothing) this.#hold(now);
    const operationId = inFlight.operation?.operationId;
    if (operationId !== undefined) this.#operations.shift();
    return { accepted, operationId };
  }

  /** The next packet, if there is one to send now; an acknowledgement goes along. */
  next(ack: Acknowledgement | undefined, now: Millis): SolConsolePacket | undefined {
    if (this.#inFlight !== undefined) return undefined;
    if (this.#heldUntil !== undefined && this.#heldUntil <= now) this.resume();
    const operation = this.#dueOperation();
    if (operation === undefined && (this.isHeld || this.#characters.length === 0)) return undefined;
    const packet = operation === undefined ? this.#characterPacket() : this.#operationPacket(operation.operation);
    this.#lastSent = packet.packetSequenceNumber;
    const deadline = now + retryWait(this.#config.retry, 1, noJitter);
    this.#inFlight = { packet, operation, attempts: 1, sentAt: now, deadline, refusals: 0 };
    return { ...packet, ...ack };
  }

  /** A packet that only acknowledges, or only says that there is room again. */
  acknowledgement(ack: Acknowledgement | undefined): SolConsolePacket {
    return { ...emptySolConsolePacket, ...this.#lines, ...ack };
  }

  /** What is to be sent again now; `lost` when all tries are spent. */
  repeat(now: Millis): SolConsolePacket | "lost" | undefined {
    const inFlight = this.#inFlight;
    if (inFlight === undefined || inFlight.deadline > now) return undefined;
    if (inFlight.refusals > 0) {
      this.#inFlight = undefined;
      return this.next(undefined, now);
    }
    if (inFlight.attempts >= this.#config.retry.tries) {
      if (!this.#config.quirks.has("solpacketseq") || this.#isBumped) return "lost";
      // As if it had never been sent: the next try takes the next number, once (quirk solpacketseq).
      this.#isBumped = true;
      this.#inFlight = undefined;
      return this.next(undefined, now);
    }
    inFlight.attempts += 1;
    inFlight.sentAt = now;
    inFlight.deadline = now + retryWait(this.#config.retry, inFlight.attempts, noJitter);
    return inFlight.packet;
  }

  /** When to look again: for an acknowledgement, or for what is held. */
  nextDeadline(): { readonly at: Millis; readonly reason: "acknowledgement" | "hold" } | undefined {
    if (this.#inFlight !== undefined) {
      return { at: this.#inFlight.deadline, reason: this.#inFlight.refusals > 0 ? "hold" : "acknowledgement" };
    }
    const isWaiting = this.#characters.length > 0 || this.#operations.length > 0;
    return this.#heldUntil === undefined || !isWaiting ? undefined : { at: this.#heldUntil, reason: "hold" };
  }

  /** Nothing of a packet was taken: it goes again later, and under another number only when no copy of it is under way. */
  #refused(inFlight: InFlight, now: Millis): Acknowledged {
    inFlight.refusals += 1;
    if (inFlight.refusals === 1) this.#hold(now);
    this.#isOperationRefused = inFlight.operation !== undefined;
    if (inFlight.refusals >= inFlight.attempts) this.#inFlight = undefined;
    else inFlight.deadline = inFlight.sentAt + copyLife;
    return { accepted: 0, operationId: undefined };
  }

  /** The operation whose turn it is. A break is for a system that does not read: it passes characters that are held. */
  #dueOperation(): PendingOperation | undefined {
    const [operation] = this.#operations;
    if (operation === undefined || this.#isOperationRefused) return undefined;
    return operation.after <= this.#acceptedInAll || this.isHeld ? operation : undefined;
  }

  #hold(now: Millis): void {
    this.#refusalsInARow += 1;
    this.#heldUntil = now + retryWait(this.#config.retry, this.#refusalsInARow, noJitter);
  }

  #operationPacket({
    generateBreak,
    ring,
    flushInbound,
    flushOutbound,
    ctsPause,
    dropDcdDsr,
  }: SolOperation): SolConsolePacket {
    this.#lines = {
      ctsPause: ctsPause ?? this.#lines.ctsPause,
      dropDcdDsr: dropDcdDsr ?? this.#lines.dropDcdDsr,
    };
    return {
      ...this.#numbered(),
      generateBreak: generateBreak ?? false,
      ring: ring ?? false,
      flushInbound: flushInbound ?? false,
      flushOutbound: flushOutbound ?? false,
    };
  }

  /** Characters up to the next operation's place. */
  #characterPacket(): SolConsolePacket {
    const until = (this.#operations[0]?.after ?? Number.MAX_SAFE_INTEGER) - this.#acceptedInAll;
    const most = Math.min(this.#config.charactersPerPacket, until);
    return { ...this.#numbered(), characters: this.#characters.slice(0, most) };
  }

  #numbered(): SolConsolePacket {
    const isFar = this.#lastSent !== 0 && distance(this.#lastTaken, this.#lastSent) >= farthestAhead;
    const packetSequenceNumber = isFar ? this.#lastSent : nextSolSequenceNumber(this.#lastSent);
    return { ...emptySolConsolePacket, ...this.#lines, packetSequenceNumber };
  }
}

const noJitter = new Uint8Array(2);
