import type { EventReceiver, SelRecord } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";

/** The clock of the system event log: set to a time once, it runs with the engine's. */
export interface SelClock {
  /** Seconds since 1970 at `setAt`, with fractions. */
  seconds: number;
  /** The engine's time when the clock showed `seconds`; `undefined` until the engine's first input. */
  setAt: Millis | undefined;
}

/** The system event log: plain state, to be read and set at any time. */
export interface SelState {
  /** The records, the oldest first. Their record IDs are 0001h–FFFEh and all different. */
  records: SelRecord[];
  /** How many records there is room for, 0 to 4095. What comes when it is full is lost and sets `overflow`. */
  maxRecords: number;
  /** Whether a record was lost because the log was full; clearing the log takes it back. */
  overflow: boolean;
  /** The record ID that the next record is tried with; the next free one is taken, and after FFFEh they begin again at 1. */
  nextRecordId: number;
  /** The reservation that holds, 0001h–FFFFh; 0 for none. */
  reservationId: number;
  /** The reservation given last, so that the next is another. */
  lastReservationId: number;
  /** When a record was added last, by the log's clock; FFFFFFFFh if never. */
  lastAddTime: number;
  /** When a record was deleted or the log cleared, by the log's clock; FFFFFFFFh if never. */
  lastEraseTime: number;
  /** Milliseconds that clearing the log takes; 0 is at once. Meanwhile other commands are refused with 81h. */
  eraseDuration: Millis;
  /** When the erasure under way is over; `undefined` when none is. */
  erasingUntil: Millis | undefined;
  /** The clock. */
  clock: SelClock;
  /** Minutes from UTC to local time, −1440 to 1440; `undefined` is unspecified. */
  utcOffset: number | undefined;
  /** Where Set Event Receiver says that events go; only remembered: this log takes them whatever it says. */
  eventReceiver: EventReceiver;
}

/** The time of the log's clock: whole seconds since 1970. The first call starts the clock. */
export function selTime(sel: SelState, now: Millis): number {
  const { clock } = sel;
  clock.setAt ??= now;
  // The field has 32 bits (IPMI v2.0 §37), and FFFFFFFFh means unspecified.
  const seconds = Math.floor(clock.seconds + (now - clock.setAt) / 1000);
  return Math.min(Math.max(seconds, 0), 0xfffffffe);
}

/** Sets the log's clock: what Set SEL Time does. */
export function setSelClock(sel: SelState, seconds: number, now: Millis): void {
  sel.clock = { seconds, setAt: now };
}
