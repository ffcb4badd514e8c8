import {
  AnalogDataFormat,
  type EventMasks,
  Linearization,
  type ReadingFactors,
  thresholdEventOffset,
  thresholdNames,
} from "@ruipmi/commands";
import type {
  DiscreteSensorState,
  EventOnlySensorState,
  SensorIdentityState,
  ThresholdSensorState,
} from "./sensor-state.ts";

/** y = x: what a sensor's raw readings mean when nobody says. */
export const plainFactors: ReadingFactors = {
  m: 1,
  b: 0,
  bExponent: 0,
  rExponent: 0,
  tolerance: 0,
  accuracy: 0,
  accuracyExponent: 0,
};

/** What must be said of a sensor with thresholds; the rest has defaults. */
export type ThresholdSensorOptions = Omit<SensorIdentityState, "eventReadingType"> &
  Pick<ThresholdSensorState, "value" | "baseUnit"> &
  Partial<Omit<ThresholdSensorState, "factors">> & {
    /** Those that are not as in {@link plainFactors}. */
    readonly factors?: Partial<ReadingFactors>;
  };

/**
 * A sensor with thresholds. By default it is linear and unsigned, all its thresholds may be set, and each has an event
 * that is sent when a reading gets worse and when that is over.
 *
 * @example
 * ```ts
 * device.sensors.push(createThresholdSensor({
 *   number: 40, name: "Intake Temp", entityId: 55, entityInstance: 2, sensorType: 1,
 *   baseUnit: 1, value: 21, thresholds: { upperCritical: 45 },
 * }));
 * ```
 */
export function createThresholdSensor(options: ThresholdSensorOptions): ThresholdSensorState {
  const { thresholds = {}, factors, ...rest } = options;
  const present = thresholdNames.filter((name) => thresholds[name] !== undefined);
  const events = present.reduce((mask, name) => mask | (1 << thresholdEventOffset(name, name.startsWith("upper"))), 0);
  const supportedEvents = rest.supportedEvents ?? { assertion: events, deassertion: events };
  return {
    kind: "threshold",
    eventReadingType: 0x01,
    available: true,
    needsPower: false,
    scanningEnabled: true,
    eventsEnabled: true,
    autoRearm: true,
    isPercentage: false,
    analogDataFormat: AnalogDataFormat.unsigned,
    linearization: Linearization.linear,
    direction: 1,
    thresholds: { ...thresholds },
    settableThresholds: present,
    positiveHysteresis: 0,
    negativeHysteresis: 0,
    enabledEvents: { ...supportedEvents },
    ...rest,
    supportedEvents,
    factors: { ...plainFactors, ...factors },
  };
}

/** What must be said of a sensor with states; the rest has defaults. */
export type DiscreteSensorOptions = Omit<SensorIdentityState, "eventReadingType"> &
  Pick<DiscreteSensorState, "possibleStates"> &
  Partial<DiscreteSensorState>;

/**
 * A sensor with states. By default they mean what its sensor type says (6Fh), none holds, and each sends an event when
 * it begins and when it is over.
 */
export function createDiscreteSensor(options: DiscreteSensorOptions): DiscreteSensorState {
  const mask = stateMask(options.possibleStates);
  const supportedEvents: EventMasks = options.supportedEvents ?? { assertion: mask, deassertion: mask };
  return {
    kind: "discrete",
    eventReadingType: 0x6f,
    available: true,
    needsPower: false,
    scanningEnabled: true,
    eventsEnabled: true,
    autoRearm: true,
    states: [],
    record: "compact",
    enabledEvents: { ...supportedEvents },
    ...options,
    supportedEvents,
  };
}

/** Something that sends events and cannot be read; by default they mean what its sensor type says (6Fh). */
export function createEventOnlySensor(
  options: Omit<SensorIdentityState, "eventReadingType"> & Partial<EventOnlySensorState>,
): EventOnlySensorState {
  return { kind: "eventOnly", eventReadingType: 0x6f, ...options };
}

/** A bit for each offset, 0–14; what is no offset is passed over. */
export function stateMask(offsets: readonly number[]): number {
  let mask = 0;
  for (const offset of offsets) if (offset >= 0 && offset <= 14) mask |= 1 << offset;
  return mask;
}
