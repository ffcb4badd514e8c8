import type { BmcDevice } from "../device.ts";

/** The system's power, in watts. */
export interface SystemPower {
  /** Now. */
  readonly current: number;
  /** The least of late. */
  readonly minimum: number;
  /** The most of late. */
  readonly maximum: number;
  /** On average of late. */
  readonly average: number;
}

/** What the system takes: what its sensor says, within the power limit if one holds. */
export function systemPower({ dcmi, sensors, chassis }: BmcDevice): SystemPower {
  const { power, powerLimit } = dcmi;
  const limit = powerLimit.active ? powerLimit.powerLimit : Number.POSITIVE_INFINITY;
  const limited = (watts: number): number => Math.round(Math.max(Math.min(watts, limit), 0));
  if (!chassis.powerIsOn) return steady(limited(power.standbyWatts));
  const sensor = sensors.find(({ number }) => number === power.sensorNumber);
  if (sensor?.kind !== "threshold") return steady(limited(power.watts));
  const { value, wander } = sensor;
  // A value that somebody else set has no history; one that wanders stays within what it wanders by.
  if (wander === undefined) return steady(limited(value));
  return {
    current: limited(value),
    minimum: limited(Math.min(value, wander.around - wander.by)),
    maximum: limited(Math.max(value, wander.around + wander.by)),
    average: limited(wander.around),
  };
}

function steady(watts: number): SystemPower {
  return { current: watts, minimum: watts, maximum: watts, average: watts };
}
