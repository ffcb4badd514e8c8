import { MAXIMUM_SOL_CHARACTERS, type SolConsolePacket } from "@ruipmi/core/wire";
import type { OpenSession } from "../session/session.ts";
import type { Millis } from "../types.ts";

/** A packet with characters that the remote console has not acknowledged. */
export interface SolPacketInFlight {
  readonly packetSequenceNumber: number;
  readonly characters: Uint8Array;
  /** The whole payload. */
  readonly payload: Uint8Array;
  /** What had been said to the remote console's packets when it was made. */
  readonly acknowledgement: SolAcknowledgement | undefined;
  /** How often it was sent again. */
  retries: number;
  /** When it is sent again, or given up. */
  nextAt: Millis;
}

/** What is said of a packet from the remote console. */
export interface SolAcknowledgement {
  readonly acknowledgedSequenceNumber: number;
  readonly acceptedCharacterCount: number;
  readonly nack: boolean;
}

/** SOL while it is active on a session. */
export interface SolActivation {
  readonly session: OpenSession;
  /** The number of the last packet with characters; 0 before the first. */
  lastSent: number;
  /** One at a time (IPMI v2.0 §15.11). */
  inFlight: SolPacketInFlight | undefined;
  /** What was said to the last packet from the remote console that counted. */
  lastReceived: SolAcknowledgement | undefined;
  /** Since when printed characters wait. */
  waitingSince: Millis | undefined;
  /** Until when nothing new is sent, since the remote console refused a packet. */
  heldUntil: Millis | undefined;
  /** Whether the remote console wants the machine to pause. */
  paused: boolean;
  /** Whether the machine had power when it was last looked at. */
  powerIsOn: boolean;
}

/** SOL that has just been activated. */
export function startSolActivation(session: OpenSession, powerIsOn: boolean, now: Millis): SolActivation {
  return {
    session,
    lastSent: 0,
    inFlight: undefined,
    lastReceived: undefined,
    waitingSince: now,
    heldUntil: undefined,
    paused: false,
    powerIsOn,
  };
}

/** What the number of a packet from the remote console makes of it. */
export type SolPacketOrder = "new" | "repeated" | "old";

/**
 * A sender has one packet under way at a time, so what is ahead is new and what is behind was late: 15 numbers, half of
 * them ahead (IPMI v2.0 §15.11).
 */
export function solPacketOrder(last: SolAcknowledgement | undefined, packet: SolConsolePacket): SolPacketOrder {
  if (last === undefined) return "new";
  const ahead = (packet.packetSequenceNumber - last.acknowledgedSequenceNumber + 15) % 15;
  if (ahead === 0) return "repeated";
  return ahead <= 7 ? "new" : "old";
}

/** How many characters one packet to the remote console carries. */
export function charactersPerPacket(outboundPayloadSize: number, headerLength: number): number {
  return Math.min(MAXIMUM_SOL_CHARACTERS, Math.max(1, outboundPayloadSize - headerLength));
}
