/**
 * Chassis Control, 00h/02h (IPMI v2.0 §28.3, table 28-4):
 *
 * | byte | request                | response |
 * |------|------------------------|----------|
 * | 0    | 3:0: what shall be done | empty   |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** What Chassis Control can do (IPMI v2.0 table 28-4). */
export const PowerControl = {
  /** Switch off at once, without a word to the operating system. */
  powerDown: 0,
  /** Switch on. */
  powerUp: 1,
  /** Off for at least a second, then on. Refused (D5h) by most when power is off. */
  powerCycle: 2,
  /** Reset without switching off. */
  hardReset: 3,
  /** Pulse the diagnostic interrupt (NMI). */
  diagnosticInterrupt: 4,
  /** Ask the operating system to shut down, by emulating a fatal overtemperature. */
  softShutdown: 5,
} as const;

/** One of {@link PowerControl}. */
export type PowerControl = (typeof PowerControl)[keyof typeof PowerControl];

/** The name of one of {@link PowerControl}. */
export type PowerControlName = keyof typeof PowerControl;

/** Asks for one of {@link PowerControl}. */
export interface ChassisControlRequest {
  /** What shall be done, 0–15; those above 5 are reserved. */
  readonly control: number;
}

/** Chassis Control: needs OPERATOR. The response only says that it was begun; Get Chassis Status says how it ended. */
export const chassisControl: Command<ChassisControlRequest, void> = {
  name: "Chassis Control",
  netFn: NetFn.chassis,
  cmd: 0x02,
  section: "IPMI v2.0 §28.3",
  request: {
    encode(value, writer) {
      writer.u8(value.control & 0x0f);
    },
    decode(reader) {
      return { control: reader.u8("control") & 0x0f };
    },
  },
  response: emptyBody,
};
