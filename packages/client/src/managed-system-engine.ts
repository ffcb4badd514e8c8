import type { Millis } from "@ruipmi/core";
import type { DrivenEngine } from "./engine-driver.ts";

/** A datagram as a managed system's engine takes it. */
export interface ManagedSystemInput {
  /** Discriminates the inputs. */
  readonly type: "datagram";
  /** When. */
  readonly now: Millis;
  /** The UDP payload. */
  readonly datagram: Uint8Array;
  /** Who sent it: a key that whoever drives the engine makes, and the engine only gives back. */
  readonly from: string;
}

/** A datagram as a managed system's engine sends it. */
export interface ManagedSystemTransmit {
  /** Discriminates the outputs. */
  readonly type: "transmit";
  /** The UDP payload. */
  readonly datagram: Uint8Array;
  /** To whom: a key it was given as `from`. */
  readonly to: string;
}

/**
 * An engine on the managed system's side, which talks to many: the BMC package's `BmcEngine`, or one of its shape.
 *
 * @typeParam Event - its events
 */
export type ManagedSystemEngine<Event> = DrivenEngine<ManagedSystemInput, ManagedSystemTransmit, Event>;
