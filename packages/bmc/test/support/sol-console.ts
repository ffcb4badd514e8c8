import {
  decodeFromBytes,
  emptySolConsolePacket,
  encodeToBytes,
  nextSolSequenceNumber,
  type SolConsolePacket,
  type SolSystemPacket,
  solConsolePacket,
  solSystemPacket,
} from "@ruipmi/core/wire";

/** What a {@link SolConsole} needs around it. */
export interface SolConsoleOptions {
  /** Sends a payload in the session; in an xRC4 suite with a stream that starts afresh, since it has no checksum. */
  readonly send: (payload: Uint8Array) => void;
  /** The most characters in one packet. */
  readonly most?: number;
  /** How many characters of a packet it takes; the rest has to come again. */
  readonly takes?: (packet: SolSystemPacket) => number;
}

/** The remote console's end of SOL, as small as it can be: one packet under way, repeated whenever `tick` is called. */
export class SolConsole {
  /** What came, once and in order, if the managed system does its part. */
  readonly received: number[] = [];
  /** Every packet that came. */
  readonly packets: SolSystemPacket[] = [];
  readonly #options: SolConsoleOptions;
  #typed: number[] = [];
  #lastSent = 0;
  #inFlight: SolConsolePacket | undefined;
  #lastReceived: SolSystemPacket | undefined;
  #lastAccepted = 0;

  constructor(options: SolConsoleOptions) {
    this.#options = options;
  }

  /** Whether all that was typed was accepted. */
  get idle(): boolean {
    return this.#inFlight === undefined && this.#typed.length === 0;
  }

  /** Types characters. */
  type(characters: Iterable<number>): void {
    this.#typed.push(...characters);
    this.#sendNext();
  }

  /** Some time has passed: what is not acknowledged goes out again. */
  tick(): void {
    if (this.#inFlight === undefined) this.#sendNext();
    else this.#send(this.#inFlight);
  }

  /** A payload arrived. */
  receive(payload: Uint8Array): void {
    const packet = decodeFromBytes(solSystemPacket, payload, "SOL");
    this.packets.push(packet);
    this.#takeAcknowledgement(packet);
    if (packet.packetSequenceNumber !== 0) this.#takeCharacters(packet);
    this.#sendNext();
  }

  #takeAcknowledgement(packet: SolSystemPacket): void {
    const inFlight = this.#inFlight;
    if (inFlight === undefined || packet.acknowledgedSequenceNumber !== inFlight.packetSequenceNumber) return;
    // What is refused whole is sent again under its number, at the next tick.
    if (packet.nack) return;
    this.#inFlight = undefined;
    this.#typed.unshift(...inFlight.characters.subarray(packet.acceptedCharacterCount));
  }

  #takeCharacters(packet: SolSystemPacket): void {
    const last = this.#lastReceived?.packetSequenceNumber;
    if (last === undefined || packet.packetSequenceNumber === nextSolSequenceNumber(last)) {
      this.#lastAccepted = this.#options.takes?.(packet) ?? packet.characters.length;
      this.received.push(...packet.characters.subarray(0, this.#lastAccepted));
      this.#lastReceived = packet;
    } else if (packet.packetSequenceNumber !== last) return;
    this.#send({
      ...emptySolConsolePacket,
      acknowledgedSequenceNumber: packet.packetSequenceNumber,
      acceptedCharacterCount: this.#lastAccepted,
      nack: this.#lastAccepted === 0 && packet.characters.length > 0,
    });
  }

  #sendNext(): void {
    if (this.#inFlight !== undefined || this.#typed.length === 0) return;
    const characters = Uint8Array.from(this.#typed.splice(0, this.#options.most ?? 100));
    this.#lastSent = nextSolSequenceNumber(this.#lastSent);
    this.#inFlight = { ...emptySolConsolePacket, packetSequenceNumber: this.#lastSent, characters };
    this.#send(this.#inFlight);
  }

  #send(packet: SolConsolePacket): void {
    this.#options.send(encodeToBytes(solConsolePacket, packet));
  }
}
