import { SolBitRate } from "@ruipmi/commands";
import { PayloadType, PrivilegeLevel } from "@ruipmi/core/wire";
import type { Millis } from "../../types.ts";
import { createSerialPort, type SerialPortState } from "./serial-port.ts";

export { createSerialPort, type SerialConsole, type SerialPortState, writeSerial } from "./serial-port.ts";

/** Serial over LAN: plain state, to be read and set at any time. */
export interface SolState {
  /** 0 = set complete, 1 = set in progress (IPMI v2.0 table 26-5). */
  setInProgress: number;
  /** Whether SOL may be activated; switched off, it is deactivated at the next input. */
  enabled: boolean;
  /** Whether it may only be activated in sessions with confidentiality. */
  forceEncryption: boolean;
  /** Whether it may only be activated in sessions with integrity. */
  forceAuthentication: boolean;
  /** The level a session must be at to activate or deactivate it. */
  privilegeLevel: PrivilegeLevel;
  /** Milliseconds that printed characters wait for more, 5–1275 in steps of 5. */
  accumulateInterval: Millis;
  /** So many characters do not wait any longer, 1–255; 0 for never. */
  sendThreshold: number;
  /** How often an unacknowledged packet is sent again; over the wire 0–7. Then its characters are lost. */
  retryCount: number;
  /** Milliseconds between them; over the wire 0–2550 in steps of 10. */
  retryInterval: Millis;
  /** Bit rate after a restart, one of `SolBitRate`. Nothing is slowed down by it. */
  nonVolatileBitRate: number;
  /** Bit rate now, one of `SolBitRate`. */
  volatileBitRate: number;
  /** UDP port that Activate Payload names; has to be the one the engine is reached at, which the engine cannot know. */
  payloadPort: number;
  /** The most bytes of one payload from the remote console, its four-byte header included, as Activate Payload says. */
  inboundPayloadSize: number;
  /** The most bytes of one payload to the remote console, its four-byte header included; 5–259. */
  outboundPayloadSize: number;
  /** Which of the machine's serial ports it is, from 1 on; 0 for not said. */
  serialPortNumber: number;
  /** The payload types that a user may activate, by user ID; who is not named may activate SOL. */
  payloadAccess: Record<number, number[]>;
  /** The serial port and the machine behind it. */
  serial: SerialPortState;
}

/** What a device has that nobody described: SOL for everybody of OPERATOR and above, with an echo behind it. */
export function createSol(options: Partial<SolState> = {}): SolState {
  return {
    setInProgress: 0,
    enabled: true,
    forceEncryption: false,
    forceAuthentication: false,
    privilegeLevel: PrivilegeLevel.operator,
    accumulateInterval: 60,
    sendThreshold: 96,
    retryCount: 7,
    retryInterval: 500,
    nonVolatileBitRate: SolBitRate.rate115200,
    volatileBitRate: SolBitRate.rate115200,
    payloadPort: 623,
    inboundPayloadSize: 255,
    outboundPayloadSize: 255,
    serialPortNumber: 1,
    payloadAccess: {},
    serial: createSerialPort(),
    ...options,
  };
}

/** The payload types that a user may activate. */
export function payloadAccessOf(sol: SolState, userId: number): readonly number[] {
  return sol.payloadAccess[userId] ?? [PayloadType.serialOverLan];
}
