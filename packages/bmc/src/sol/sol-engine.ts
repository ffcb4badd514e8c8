import { activatePayload } from "@ruipmi/commands";
import {
  decodeFromBytes,
  encodeToBytes,
  nextSolSequenceNumber,
  PayloadType,
  SOL_HEADER_LENGTH,
  type SolConsolePacket,
  type SolSystemPacket,
  solConsolePacket,
  solSystemPacket,
} from "@ruipmi/core/wire";
import type { SolState } from "../device/sol/index.ts";
import {
  breakSerial,
  greetSerial,
  openSerial,
  readSerial,
  takeSerialOutput,
  typeSerial,
  untakeSerialOutput,
} from "../device/sol/serial-port.ts";
import type { BmcHost, PayloadReceiver } from "../host.ts";
import type { OpenSession } from "../session/session.ts";
import type { TimedPart } from "../timed-part.ts";
import { tryDecode } from "../try-decode.ts";
import type { Millis } from "../types.ts";
import {
  charactersPerPacket,
  type SolAcknowledgement,
  type SolActivation,
  solPacketOrder,
  startSolActivation,
} from "./sol-activation.ts";

/**
 * The managed system's end of Serial over LAN (IPMI v2.0 §15): between the serial port and at most one session. One
 * packet with characters is under way at a time; it is repeated until it is acknowledged, or its tries are spent.
 */
export class SolEngine implements TimedPart, PayloadReceiver {
  readonly #host: BmcHost;
  #activation: SolActivation | undefined;
  #now: Millis = 0;

  constructor(host: BmcHost) {
    this.#host = host;
  }

  /** The session that SOL is active on: it ends with its session. */
  get session(): OpenSession | undefined {
    return this.#active?.session;
  }

  /** Activates SOL on a session; it must not be active. */
  activate(session: OpenSession, now: Millis): void {
    this.#now = now;
    this.#leaveEnded();
    openSerial(this.#state.serial, this.#powerIsOn);
    this.#activation = startSolActivation(session, this.#powerIsOn, now);
    this.#host.event({ type: "solActivated", sessionId: session.sessionId, peer: session.peer });
  }

  /**
   * Deactivates SOL, if it is active.
   *
   * @param tells - whether the remote console is told, as it must be where others did it (IPMI v2.0 table 15-2)
   */
  deactivate(tells: boolean, now: Millis): void {
    const active = this.#active;
    if (active === undefined) return;
    this.#release(active);
    if (tells) this.#send(active.session, { deactivated: true }, now);
    this.#host.event({ type: "solDeactivated", sessionId: active.session.sessionId });
  }

  nextDeadline(): Millis | undefined {
    const active = this.#active;
    if (active === undefined) return undefined;
    if (!this.#state.enabled || active.powerIsOn !== this.#powerIsOn) return this.#now;
    if (active.inFlight !== undefined) return active.inFlight.nextAt;
    if (active.paused || this.#state.serial.output.length === 0) return undefined;
    return active.waitingSince === undefined ? this.#now : this.#dueAt(active, active.waitingSince);
  }

  advance(now: Millis): void {
    this.#now = now;
    this.#leaveEnded();
    this.#play(() => readSerial(this.#state.serial));
    if (!this.#state.enabled) this.deactivate(true, now);
    const active = this.#active;
    if (active === undefined) return;
    this.#followPower(active, now);
    this.#repeat(active, now);
    if (this.#isDue(active, now)) this.#sendCharacters(active, undefined, now);
  }

  receive(session: OpenSession, payload: Uint8Array, now: Millis): void {
    const packet = tryDecode(() => decodeFromBytes(solConsolePacket, payload, "SOL"));
    if (packet === undefined) return this.#host.dropped("malformed");
    const active = this.#active;
    if (active?.session !== session) return this.#refuse(session, packet, now);
    this.#takeAcknowledgement(active, packet, now);
    const acknowledgement = this.#takePacket(active, packet);
    if (this.#isDue(active, now)) this.#sendCharacters(active, acknowledgement, now);
    else if (acknowledgement !== undefined) this.#send(session, acknowledgement, now);
  }

  /** Who types on after the end has not heard of it: the packet that told it may be lost. */
  #refuse(session: OpenSession, packet: SolConsolePacket, now: Millis): void {
    this.#host.dropped("unexpected");
    if (packet.packetSequenceNumber !== 0) this.#send(session, { deactivated: true }, now);
  }

  get #state(): SolState {
    return this.#host.config.device.sol;
  }

  get #powerIsOn(): boolean {
    return this.#host.config.device.chassis.powerIsOn;
  }

  get #active(): SolActivation | undefined {
    const activation = this.#activation;
    if (activation === undefined) return undefined;
    const { session } = activation;
    return this.#host.sessions.open(session.sessionId) === session ? activation : undefined;
  }

  /** A session that ended, in whatever way, took SOL with it. */
  #leaveEnded(): void {
    if (this.#activation !== undefined && this.#active === undefined) this.#release(this.#activation);
  }

  /** What nobody acknowledged may be seen twice by the next remote console, rather than not at all. */
  #release({ inFlight }: SolActivation): void {
    if (inFlight !== undefined) untakeSerialOutput(this.#state.serial, inFlight.characters);
    this.#activation = undefined;
  }

  /** Tells the remote console that there is nobody to talk to, or somebody again (IPMI v2.0 table 15-2). */
  #followPower(active: SolActivation, now: Millis): void {
    if (active.powerIsOn === this.#powerIsOn) return;
    active.powerIsOn = this.#powerIsOn;
    this.#send(active.session, {}, now);
    if (active.powerIsOn) greetSerial(this.#state.serial);
  }

  #repeat(active: SolActivation, now: Millis): void {
    const { inFlight } = active;
    if (inFlight === undefined || inFlight.nextAt > now) return;
    if (inFlight.retries >= this.#state.retryCount) {
      active.inFlight = undefined;
      this.#state.serial.overrun = true;
      return;
    }
    inFlight.retries += 1;
    inFlight.nextAt = now + this.#retryInterval;
    // What it acknowledged is said again as long as it is the last that came: later another packet may have the number.
    const isCurrent = inFlight.acknowledgement === active.lastReceived;
    this.#transmit(active.session, isCurrent ? inFlight.payload : withoutAcknowledgement(inFlight.payload), now);
  }

  #takeAcknowledgement(active: SolActivation, packet: SolConsolePacket, now: Millis): void {
    if (!packet.nack) active.heldUntil = undefined;
    const { inFlight } = active;
    if (inFlight === undefined || packet.acknowledgedSequenceNumber !== inFlight.packetSequenceNumber) return;
    active.inFlight = undefined;
    const rest = inFlight.characters.subarray(packet.acceptedCharacterCount);
    if (rest.length === 0) return;
    // The rest goes under a number of its own; at once where the remote console took something (IPMI v2.0 §15.11).
    untakeSerialOutput(this.#state.serial, rest);
    active.waitingSince = now - this.#state.accumulateInterval;
    if (packet.nack || packet.acceptedCharacterCount === 0) active.heldUntil = now + this.#retryInterval;
  }

  /** Does what a packet says, once; returns what there is to say to it. */
  #takePacket(active: SolActivation, packet: SolConsolePacket): SolAcknowledgement | undefined {
    active.paused = packet.ctsPause;
    const isNumbered = packet.packetSequenceNumber !== 0;
    const order = isNumbered ? solPacketOrder(active.lastReceived, packet) : "new";
    if (order === "repeated") return active.lastReceived;
    if (order === "old") {
      this.#host.dropped("unmatched");
      return undefined;
    }
    this.#operate(packet);
    if (!isNumbered) return undefined;
    const { serial } = this.#state;
    const acceptedCharacterCount = this.#powerIsOn ? typeSerial(serial, packet.characters) : 0;
    this.#play(() => readSerial(serial));
    const nack = acceptedCharacterCount === 0 && packet.characters.length > 0;
    const answer = { acknowledgedSequenceNumber: packet.packetSequenceNumber, acceptedCharacterCount, nack };
    // Of what is refused whole nothing is remembered: it may come again under its number, and be welcome then.
    if (!nack) active.lastReceived = answer;
    return answer;
  }

  /** Who plays the machine may fail; what comes over the network must not end the process by that. */
  #play(play: () => void): void {
    try {
      play();
    } catch (error) {
      const { netFn, cmd } = activatePayload;
      this.#host.event({ type: "handlerFailed", netFn, cmd, error });
    }
  }

  #operate(packet: SolConsolePacket): void {
    const { serial } = this.#state;
    if (packet.flushInbound) serial.input = new Uint8Array(0);
    if (packet.flushOutbound) serial.output = new Uint8Array(0);
    if (packet.generateBreak) this.#play(() => breakSerial(serial));
  }

  /** Whether characters are to be sent now; notes since when they wait. */
  #isDue(active: SolActivation, now: Millis): boolean {
    const { serial, sendThreshold } = this.#state;
    if (serial.output.length === 0) {
      active.waitingSince = undefined;
      return false;
    }
    active.waitingSince ??= now;
    if (active.inFlight !== undefined || active.paused) return false;
    if (active.heldUntil !== undefined && active.heldUntil > now) return false;
    const isEnough = sendThreshold > 0 && serial.output.length >= sendThreshold;
    return isEnough || this.#dueAt(active, active.waitingSince) <= now;
  }

  #dueAt(active: SolActivation, waitingSince: Millis): Millis {
    return Math.max(waitingSince + this.#state.accumulateInterval, active.heldUntil ?? waitingSince);
  }

  /** A retry interval of 0 is back to back (IPMI v2.0 table 26-5): as soon as there can be another deadline. */
  get #retryInterval(): Millis {
    return Math.max(1, this.#state.retryInterval);
  }

  #sendCharacters(active: SolActivation, acknowledgement: SolAcknowledgement | undefined, now: Millis): void {
    const { serial, outboundPayloadSize } = this.#state;
    const characters = takeSerialOutput(serial, charactersPerPacket(outboundPayloadSize, SOL_HEADER_LENGTH));
    const packetSequenceNumber = nextSolSequenceNumber(active.lastSent);
    active.lastSent = packetSequenceNumber;
    active.waitingSince = serial.output.length === 0 ? undefined : now;
    const payload = this.#send(active.session, { ...acknowledgement, packetSequenceNumber, characters }, now);
    active.inFlight = {
      packetSequenceNumber,
      characters,
      payload,
      acknowledgement: active.lastReceived,
      retries: 0,
      nextAt: now + this.#retryInterval,
    };
  }

  #send(session: OpenSession, packet: Partial<SolSystemPacket>, now: Millis): Uint8Array {
    const { serial } = this.#state;
    const payload = encodeToBytes(solSystemPacket, {
      packetSequenceNumber: 0,
      acknowledgedSequenceNumber: 0,
      acceptedCharacterCount: 0,
      nack: false,
      characters: new Uint8Array(0),
      transferUnavailable: !this.#powerIsOn,
      deactivated: false,
      transmitOverrun: serial.overrun,
      breakDetected: serial.breakDetected,
      ...packet,
    });
    serial.overrun = false;
    serial.breakDetected = false;
    this.#transmit(session, payload, now);
    return payload;
  }

  /**
   * The stream of an xRC4 suite starts afresh with every packet: characters have no checksum, so nobody would notice
   * that they were decrypted with the stream of before a lost packet.
   */
  #transmit(session: OpenSession, payload: Uint8Array, now: Millis): void {
    this.#host.send(session.sealer.seal(PayloadType.serialOverLan, payload, true), session.peer, now);
  }
}

/** The payload with its characters alone (IPMI v2.0 §15.11). */
function withoutAcknowledgement(payload: Uint8Array): Uint8Array {
  const packet = decodeFromBytes(solSystemPacket, payload, "SOL");
  return encodeToBytes(solSystemPacket, {
    ...packet,
    acknowledgedSequenceNumber: 0,
    acceptedCharacterCount: 0,
    nack: false,
  });
}
