/**
 * Auxiliary request data of Activate Payload for SOL (IPMI v2.0 §24.1, table 24-2): four bytes, the last three reserved.
 *
 * | bits of byte 0 |                                                           |
 * |----------------|-----------------------------------------------------------|
 * | 7              | with encryption                                           |
 * | 6              | with authentication                                       |
 * | 5              | test mode                                                 |
 * | 3:2            | serial/modem alerts while active: fail, deferred, succeed  |
 * | 1              | startup handshake: CTS, DCD and DSR stay deasserted        |
 */
import { bit, isSet } from "../wire/bits.ts";

/** What happens to serial/modem alerts while SOL is active (IPMI v2.0 table 24-2). */
export const SolAlertBehavior = {
  /** They fail. */
  fail: 0,
  /** They wait. */
  deferred: 1,
  /** They count as sent. */
  succeed: 2,
} as const;

/** What the remote console wants of a SOL payload. */
export interface SolActivation {
  /** Whether payloads are encrypted. */
  readonly encryption: boolean;
  /** Whether payloads carry an AuthCode. */
  readonly authentication: boolean;
  /** Whether the lines of the serial port are under manual control. */
  readonly testMode: boolean;
  /** One of {@link SolAlertBehavior}; 3 is reserved. */
  readonly serialAlertBehavior: number;
  /** Whether CTS, DCD and DSR stay deasserted until a packet says otherwise. */
  readonly startupHandshake: boolean;
}

/** The four bytes for {@link SolActivation}. */
export function encodeSolActivation(value: SolActivation): Uint8Array {
  const flags =
    bit(7, value.encryption) |
    bit(6, value.authentication) |
    bit(5, value.testMode) |
    ((value.serialAlertBehavior & 3) << 2) |
    bit(1, value.startupHandshake);
  return Uint8Array.of(flags, 0, 0, 0);
}

/** What four bytes of auxiliary request data ask for. */
export function decodeSolActivation(auxiliaryData: Uint8Array): SolActivation {
  const flags = auxiliaryData[0] ?? 0;
  return {
    encryption: isSet(flags, 7),
    authentication: isSet(flags, 6),
    testMode: isSet(flags, 5),
    serialAlertBehavior: (flags >>> 2) & 3,
    startupHandshake: isSet(flags, 1),
  };
}
