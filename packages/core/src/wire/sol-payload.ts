/**
 * Serial over LAN payload, payload type 01h (IPMI v2.0 §15.9, table 15-2):
 *
 * | byte | field                                                                                          |
 * |------|------------------------------------------------------------------------------------------------|
 * | 0    | 3:0: packet sequence number, 1–15; 0 = no characters to be acknowledged                          |
 * | 1    | 3:0: packet sequence number that is acknowledged or refused; 0 = none                            |
 * | 2    | accepted character count, of the packet that byte 1 names                                       |
 * | 3    | operation (to the managed system) or status (from it); 6: NACK, in both                          |
 * | 4:   | characters, at most 255                                                                        |
 *
 * | bit of byte 3 | operation                      | status                                          |
 * |---------------|--------------------------------|-------------------------------------------------|
 * | 5             | ring: wake on ring             | character transfer unavailable (power is off)   |
 * | 4             | generate break                 | SOL is deactivated or deactivating              |
 * | 3             | CTS pause                      | transmit overrun: characters were lost          |
 * | 2             | drop DCD and DSR               | break condition from the system                 |
 * | 1             | flush inbound                  | reserved                                        |
 * | 0             | flush outbound                 | reserved                                        |
 */
import { bit, isSet } from "./bits.ts";
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { Codec } from "./codec.ts";

/** Bytes of a SOL payload before its characters. */
export const SOL_HEADER_LENGTH = 4;

/** The most characters one packet carries: more could not be acknowledged (IPMI v2.0 table 15-2). */
export const MAXIMUM_SOL_CHARACTERS = 255;

/** What both directions have in common. */
export interface SolPacket {
  /** 1–15, or 0 for a packet whose sender wants no acknowledgement. */
  readonly packetSequenceNumber: number;
  /** The packet that is acknowledged, 1–15; 0 for none. */
  readonly acknowledgedSequenceNumber: number;
  /** How many of that packet's characters were taken, 0–255. */
  readonly acceptedCharacterCount: number;
  /** Whether that packet is refused: its sender waits before it sends more. */
  readonly nack: boolean;
  /** The characters; at most 255 bytes, in a packet with a sequence number. */
  readonly characters: Uint8Array;
}

/** What the remote console sends: characters typed, and what the lines of the serial port shall do. */
export interface SolConsolePacket extends SolPacket {
  /** Whether the ring line is asserted (wake on ring). */
  readonly ring: boolean;
  /** Whether a serial break is generated. */
  readonly generateBreak: boolean;
  /** Whether CTS is deasserted: the system shall pause. */
  readonly ctsPause: boolean;
  /** Whether DCD and DSR are deasserted. */
  readonly dropDcdDsr: boolean;
  /** Whether what the managed system holds for the serial port is dropped. */
  readonly flushInbound: boolean;
  /** Whether what the managed system holds for the remote console is dropped. */
  readonly flushOutbound: boolean;
}

/** What the managed system sends: characters the system printed, and how its side is. */
export interface SolSystemPacket extends SolPacket {
  /** Whether no characters can be transferred, since the system has no power. */
  readonly transferUnavailable: boolean;
  /** Whether SOL is deactivated, for example by another session. */
  readonly deactivated: boolean;
  /** Whether characters were lost since the last packet with this bit. */
  readonly transmitOverrun: boolean;
  /** Whether the system sent a break. */
  readonly breakDetected: boolean;
}

/**
 * SOL payload from the remote console to the managed system.
 *
 * @example
 * ```ts
 * const payload = encodeToBytes(solConsolePacket, { ...emptySolConsolePacket, packetSequenceNumber: 1, characters });
 * ```
 */
export const solConsolePacket: Codec<SolConsolePacket> = {
  encode(value, writer) {
    const operation =
      bit(5, value.ring) |
      bit(4, value.generateBreak) |
      bit(3, value.ctsPause) |
      bit(2, value.dropDcdDsr) |
      bit(1, value.flushInbound) |
      bit(0, value.flushOutbound);
    encodePacket(value, operation, writer);
  },
  decode(reader) {
    const { operation, packet } = decodePacket(reader);
    return {
      ...packet,
      ring: isSet(operation, 5),
      generateBreak: isSet(operation, 4),
      ctsPause: isSet(operation, 3),
      dropDcdDsr: isSet(operation, 2),
      flushInbound: isSet(operation, 1),
      flushOutbound: isSet(operation, 0),
    };
  },
};

/** SOL payload from the managed system to the remote console. */
export const solSystemPacket: Codec<SolSystemPacket> = {
  encode(value, writer) {
    const status =
      bit(5, value.transferUnavailable) |
      bit(4, value.deactivated) |
      bit(3, value.transmitOverrun) |
      bit(2, value.breakDetected);
    encodePacket(value, status, writer);
  },
  decode(reader) {
    const { operation, packet } = decodePacket(reader);
    return {
      ...packet,
      transferUnavailable: isSet(operation, 5),
      deactivated: isSet(operation, 4),
      transmitOverrun: isSet(operation, 3),
      breakDetected: isSet(operation, 2),
    };
  },
};

/** A packet from the remote console that says nothing: to be spread and changed. */
export const emptySolConsolePacket: SolConsolePacket = {
  packetSequenceNumber: 0,
  acknowledgedSequenceNumber: 0,
  acceptedCharacterCount: 0,
  nack: false,
  characters: new Uint8Array(0),
  ring: false,
  generateBreak: false,
  ctsPause: false,
  dropDcdDsr: false,
  flushInbound: false,
  flushOutbound: false,
};

/** The number of the packet after the one of this number: 1 comes after 15 (IPMI v2.0 §15.11). */
export function nextSolSequenceNumber(packetSequenceNumber: number): number {
  return (packetSequenceNumber % 15) + 1;
}

function encodePacket(packet: SolPacket, operation: number, writer: ByteWriter): void {
  writer
    .u8(packet.packetSequenceNumber & 0x0f)
    .u8(packet.acknowledgedSequenceNumber & 0x0f)
    .u8(packet.acceptedCharacterCount)
    .u8(operation | bit(6, packet.nack))
    .bytes(packet.characters);
}

function decodePacket(reader: ByteReader): { readonly operation: number; readonly packet: SolPacket } {
  const packetSequenceNumber = reader.u8("packetSequenceNumber") & 0x0f;
  const acknowledgedSequenceNumber = reader.u8("acknowledgedSequenceNumber") & 0x0f;
  const acceptedCharacterCount = reader.u8("acceptedCharacterCount");
  const operation = reader.u8("operation");
  if (reader.remaining > MAXIMUM_SOL_CHARACTERS) throw reader.malformed("characters", "are more than 255");
  const nack = isSet(operation, 6);
  const characters = reader.rest();
  return {
    operation,
    packet: { packetSequenceNumber, acknowledgedSequenceNumber, acceptedCharacterCount, nack, characters },
  };
}
