import type { Millis } from "../engine/types.ts";
import { ApiMisuseError, ConsoleError, MalformedMessageError, SessionLostError } from "../errors.ts";
import { decodeFromBytes, encodeToBytes } from "../wire/codec.ts";
import { type SolConsolePacket, type SolSystemPacket, solConsolePacket, solSystemPacket } from "../wire/sol-payload.ts";
import { type ResolvedSolConfig, resolveSolConfig, type SolConfig } from "./config.ts";
import { type Acknowledgement, SolReceiver } from "./sol-receiver.ts";
import { SolSender } from "./sol-sender.ts";
import type {
  SolClosedEvent,
  SolDropReason,
  SolEvent,
  SolInput,
  SolOperateInput,
  SolOutput,
  SolSnapshot,
  SolTimeoutReason,
} from "./types.ts";

/**
 * A remote console's end of Serial over LAN (IPMI v2.0 §15), without any I/O: on top of the payloads of a session in which
 * SOL has been activated ({@link openSol}). The same shape and the same laws as {@link IpmiEngine}'s: payloads, characters
 * and time go in through `handleInput`, payloads and events come out of `pollOutput`.
 *
 * @example
 * ```ts
 * const console = new SolEngine({ inboundPayloadSize });
 * console.handleInput({ type: "characters", now: 0, characters: Uint8Array.of(0x0d) });
 * for (let output = console.pollOutput(); output.type !== "timeout"; output = console.pollOutput()) {
 *   if (output.type === "transmit") sendPayload(1, output.payload);
 *   else show(output.event);
 * }
 * ```
 */
export class SolEngine {
  readonly #config: ResolvedSolConfig;
  readonly #sender: SolSender;
  readonly #receiver: SolReceiver;
  readonly #outputs: SolOutput[] = [];
  readonly #dropped = new Map<SolDropReason, number>();
  #now: Millis | undefined;
  /** When the last payload came; before the first, when the first input did. */
  #heardAt: Millis | undefined;
  /** When a silence was last told of. */
  #toldAt: Millis | undefined;
  #isTransferAvailable = true;
  #isClosed = false;

  /**
   * @param config - checked
   * @throws {@link ApiMisuseError} that names the field and what it may be
   */
  constructor(config: SolConfig) {
    this.#config = resolveSolConfig(config);
    this.#sender = new SolSender(this.#config);
    this.#receiver = new SolReceiver(this.#config.receiveWindow);
  }

  /**
   * Does all the work an input causes. No payload makes it throw, and no time.
   *
   * @throws {@link ApiMisuseError} for more characters than there is room for, an input out of place, or a time that is no number
   */
  handleInput(input: SolInput): void {
    const now = this.#advance(input.now);
    switch (input.type) {
      case "payload":
        return this.#receive(input.payload, now);
      case "timeout":
        return this.#timeout(now);
      case "characters":
        this.#requireOpen("characters");
        this.#sender.type(requireBytes(input.characters));
        return this.#sendNext(undefined, now);
      case "consumed":
        // The managed system holds what was refused until it hears of somebody who reads.
        if (this.#receiver.consume(input.count) && !this.#isClosed)
          this.#transmit(this.#sender.acknowledgement(undefined));
        return;
      case "operate":
        return this.#operate(input, now);
      case "close":
        return this.#close(input.reason);
      default:
        throw new ApiMisuseError("invalidArgument", `input.type is unknown: ${String((input as SolInput).type)}`);
    }
  }

  /** Takes the next output; `timeout` means that there is nothing more until the next input, or until `at`. */
  pollOutput(): SolOutput {
    return this.#outputs.shift() ?? { type: "timeout", ...this.#deadline() };
  }

  /** How the console stands. */
  snapshot(): SolSnapshot {
    return {
      isClosed: this.#isClosed,
      now: this.#now,
      deadline: this.#deadline(),
      buffered: this.#sender.buffered,
      room: this.#isClosed ? 0 : this.#sender.room,
      unconsumed: this.#receiver.unconsumed,
      isAwaitingAcknowledgement: !this.#isClosed && this.#sender.isAwaiting,
      isHeld: !this.#isClosed && this.#sender.isHeld,
      isTransferAvailable: this.#isTransferAvailable,
      dropped: Object.fromEntries(this.#dropped),
    };
  }

  #advance(now: Millis): Millis {
    if (!(Math.abs(now) <= Number.MAX_SAFE_INTEGER)) {
      throw new ApiMisuseError(
        "invalidArgument",
        `now is monotonic milliseconds as a finite number, not ${String(now)}`,
      );
    }
    this.#now = Math.max(this.#now ?? now, now);
    this.#heardAt ??= this.#now;
    return this.#now;
  }

  #receive(payload: Uint8Array, now: Millis): void {
    if (this.#isClosed) return;
    const packet = decodePacket(payload);
    if (packet === undefined) return this.#drop("malformed");
    this.#heardAt = now;
    this.#toldAt = undefined;
    const isStale = this.#receiver.broughtBefore(packet);
    const received = this.#receiver.receive(packet, now);
    if (received.order === "late") return this.#drop("late");
    if (!isStale) this.#takeAcknowledgement(packet, now);
    if (received.characters.length > 0) {
      this.#event({ type: "charactersReceived", characters: received.characters });
    }
    if (received.order === "new") this.#takeStatus(packet);
    if (this.#isClosed) return;
    this.#sendNext(received.acknowledgement, now);
  }

  #takeAcknowledgement(packet: SolSystemPacket, now: Millis): void {
    // Whoever refuses nothing takes characters: what was held goes at once, and is refused again if it must be.
    if (!packet.nack && !packet.transferUnavailable) this.#sender.resume();
    const acknowledged = this.#sender.acknowledge(packet, now);
    if (acknowledged === undefined) return;
    const { accepted, operationId } = acknowledged;
    if (accepted > 0) this.#event({ type: "charactersAccepted", count: accepted });
    if (operationId !== undefined) this.#event({ type: "operated", operationId });
  }

  #takeStatus({ transferUnavailable, transmitOverrun, breakDetected, deactivated }: SolSystemPacket): void {
    if (transferUnavailable === this.#isTransferAvailable) {
      this.#isTransferAvailable = !transferUnavailable;
      this.#event({ type: "transferChanged", available: this.#isTransferAvailable });
    }
    if (transmitOverrun) this.#event({ type: "transmitOverrun" });
    if (breakDetected) this.#event({ type: "breakReceived" });
    if (deactivated) this.#end("deactivated", new ConsoleError("consoleDeactivated", deactivatedText));
  }

  /** Sends what there is to send, and the acknowledgement with it, or alone. */
  #sendNext(acknowledgement: Acknowledgement | undefined, now: Millis): void {
    const packet = this.#sender.next(acknowledgement, now);
    if (packet !== undefined) this.#transmit(packet);
    else if (acknowledgement !== undefined) this.#transmit(this.#sender.acknowledgement(acknowledgement));
  }

  #timeout(now: Millis): void {
    if (this.#isClosed) return;
    const repeated = this.#sender.repeat(now);
    if (repeated === "lost") return this.#end("lost", new ConsoleError("consoleLost", this.#lostText()));
    if (repeated !== undefined) this.#transmit(repeated);
    this.#sendNext(undefined, now);
    const silentAt = this.#silentAt();
    if (silentAt === undefined || silentAt > now) return;
    this.#toldAt = now;
    this.#event({ type: "silent", elapsed: now - this.#heardAt! });
  }

  #operate({ operationId, operation }: SolOperateInput, now: Millis): void {
    this.#requireOpen("operate");
    this.#sender.operate(operationId, operation);
    this.#sendNext(undefined, now);
  }

  #close(reason: "requested" | "takenOver" | "sessionLost"): void {
    if (this.#isClosed) return;
    switch (reason) {
      case "requested":
        return this.#end(reason, undefined);
      case "takenOver":
        return this.#end(
          reason,
          new ConsoleError("consoleDeactivated", "another session has taken the serial console over"),
        );
      case "sessionLost":
        return this.#end(
          reason,
          new SessionLostError("sessionLost", "the session that the serial console was in has ended"),
        );
    }
  }

  #end(reason: SolClosedEvent["reason"], error: ConsoleError | SessionLostError | undefined): void {
    const failed = error ?? new SessionLostError("cancelled", "the serial console was closed");
    for (const operationId of this.#sender.abandonOperations()) {
      this.#event({ type: "operationFailed", operationId, error: failed });
    }
    this.#isClosed = true;
    const unaccepted = this.#sender.buffered;
    this.#event({ type: "closed", reason, unaccepted, ...(error === undefined ? {} : { error }) });
  }

  #lostText(): string {
    const { tries } = this.#config.retry;
    return `the managed system did not acknowledge what was typed, sent ${tries} times: the serial console counts as lost`;
  }

  #silentAt(): Millis | undefined {
    const { silenceInterval } = this.#config;
    const since = this.#toldAt ?? this.#heardAt;
    return silenceInterval === 0 || since === undefined ? undefined : since + silenceInterval;
  }

  #deadline(): { readonly at: Millis | undefined; readonly reason: SolTimeoutReason } {
    if (this.#isClosed) return { at: undefined, reason: "none" };
    const sender = this.#sender.nextDeadline();
    const silentAt = this.#silentAt();
    if (sender !== undefined && (silentAt === undefined || sender.at <= silentAt)) return sender;
    return silentAt === undefined ? { at: undefined, reason: "none" } : { at: silentAt, reason: "silence" };
  }

  #transmit(packet: SolConsolePacket): void {
    this.#outputs.push({ type: "transmit", payload: encodeToBytes(solConsolePacket, packet) });
  }

  #event(event: SolEvent): void {
    this.#outputs.push({ type: "event", event });
  }

  #drop(reason: SolDropReason): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
    this.#event({ type: "payloadDropped", reason });
  }

  #requireOpen(input: string): void {
    if (this.#isClosed) throw new ApiMisuseError("invalidState", `${input} needs a serial console that is not closed`);
  }
}

const deactivatedText =
  "the managed system has deactivated the serial console: another session took it, or it was switched off";

function decodePacket(payload: Uint8Array): SolSystemPacket | undefined {
  try {
    return decodeFromBytes(solSystemPacket, payload, "SOL");
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

function requireBytes(characters: Uint8Array): Uint8Array {
  if (characters instanceof Uint8Array) return characters;
  throw new ApiMisuseError("invalidArgument", "characters is a Uint8Array");
}
