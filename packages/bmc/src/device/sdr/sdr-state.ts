import type { SdrContent } from "@ruipmi/commands";

/**
 * The SDR repository: plain state, to be read and set at any time. Most of its records are made from the rest of the
 * device at the moment they are read: the BMC's locator, one for each sensor, one for each FRU device but 0.
 */
export interface SdrState {
  /** Records besides those made from the device; at the end of the repository. */
  records: SdrContent[];
  /** The BMC's name in its locator record, at most 16 characters; empty for no such record. */
  controllerName: string;
  /** The reservation that holds, 1–FFFFh; 0 for none. */
  reservationId: number;
  /** The reservation given last, so that the next is another. */
  lastReservationId: number;
  /** Most bytes of a record in one response, 0–255; what is more is refused with CAh, as many machines do beyond 30. */
  maxReadLength: number;
  /** When a record was added last, seconds since 1970. Change it with the records: tools keep copies until it changes. */
  lastAddTime: number;
  /** When a record was deleted last, seconds since 1970. */
  lastEraseTime: number;
}
