import { defaultSensorNumbers } from "../sensors/default-sensors.ts";
import { addEvent } from "./add-record.ts";
import type { SelState } from "./sel-state.ts";

export * from "./add-record.ts";
export * from "./reservation.ts";
export * from "./sel-state.ts";

/** Seconds since 1970 at which a machine's clock begins when nobody says: 2025-01-01 00:00:00 UTC. */
export const defaultStartTime = 1_735_689_600;

/**
 * What a device has that nobody described: room for 512 records, and a little history that ends before `startTime`.
 *
 * @param startTime - seconds since 1970 that the log's clock shows at the engine's first input
 */
export function createSel(startTime: number = defaultStartTime): SelState {
  const sel = createEmptySel(startTime);
  for (const [secondsBefore, sensorType, sensorNumber, eventType, asserted, eventData] of history) {
    sel.clock.seconds = startTime - secondsBefore;
    addEvent(sel, { sensorType, sensorNumber, eventType, asserted, eventData }, 0);
  }
  sel.clock = { seconds: startTime, setAt: undefined };
  return sel;
}

/**
 * A log without records, never cleared.
 *
 * @param startTime - seconds since 1970 that the log's clock shows at the engine's first input
 */
export function createEmptySel(startTime: number = defaultStartTime): SelState {
  return {
    records: [],
    maxRecords: 512,
    overflow: false,
    nextRecordId: 1,
    reservationId: 0,
    lastReservationId: 0,
    lastAddTime: 0xffffffff,
    lastEraseTime: 0xffffffff,
    eraseDuration: 0,
    erasingUntil: undefined,
    clock: { seconds: startTime, setAt: undefined },
    utcOffset: undefined,
    eventReceiver: { slaveAddress: 0x20, lun: 0 },
  };
}

type Happening = readonly [
  secondsBefore: number,
  sensorType: number,
  sensorNumber: number,
  eventType: number,
  asserted: boolean,
  eventData: readonly number[],
];

/** The power supply that was plugged out and in again is PSU2, the fan that stood still FAN1. */
const at = defaultSensorNumbers;
const day = 86_400;

/** Put up, a power supply plugged out and in again, a hot afternoon, a lid opened for a fan. */
const history: readonly Happening[] = [
  [30 * day, 0x10, at.eventLog, 0x6f, true, [0x02]], // log cleared
  [30 * day - 95, 0x09, at.powerUnit, 0x6f, false, [0x00]], // power on
  [21 * day, 0x08, at.psu2Status, 0x6f, true, [0x03]], // input lost
  [21 * day - 1, 0x08, at.psuRedundancy, 0x0b, true, [0x01]], // redundancy lost
  [21 * day - 340, 0x08, at.psu2Status, 0x6f, false, [0x03]],
  [21 * day - 341, 0x08, at.psuRedundancy, 0x0b, true, [0x00]], // fully redundant
  [9 * day, 0x01, at.inletTemp, 0x01, true, [0x57, 39, 38]], // upper non-critical, going high
  [9 * day - 5400, 0x01, at.inletTemp, 0x01, false, [0x57, 35, 38]],
  [2 * day, 0x05, at.chassisIntrusion, 0x6f, true, [0x00]],
  [2 * day - 75, 0x04, at.fan1, 0x01, true, [0x52, 11, 14]], // lower critical, going low
  [2 * day - 160, 0x04, at.fan1, 0x01, false, [0x52, 79, 14]],
  [2 * day - 250, 0x05, at.chassisIntrusion, 0x6f, false, [0x00]],
];
