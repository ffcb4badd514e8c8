import type { AnalogDataFormat, EventMasks, ReadingFactors, ThresholdName } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";

/** How a value moves a little by itself, the way a live machine's does. */
export interface Wander {
  /** What it moves around. */
  around: number;
  /** How far at most, up and down. */
  by: number;
  /** How long a slow swing takes, in milliseconds. */
  period: Millis;
}

/** What all sensors have. */
export interface SensorIdentityState {
  /** Sensor number, 0–254, different for each sensor. */
  number: number;
  /** At most 16 characters of ISO 8859-1. */
  name: string;
  /** What it belongs to (IPMI v2.0 table 43-13): 3 processor, 7 system board, 10 power supply, 29 fan, 32 memory device. */
  entityId: number;
  /** Which of its kind, 1–127. */
  entityInstance: number;
  /** What it measures (IPMI v2.0 table 42-3): 01h temperature, 02h voltage, 04h fan, 08h power supply. */
  sensorType: number;
  /** What its states mean (IPMI v2.0 table 42-1): 01h thresholds, 6Fh by sensor type, others generic. */
  eventReadingType: number;
}

/** What a sensor has that can be read. */
export interface ReadableSensorState extends SensorIdentityState {
  /** Whether there is something to read: `false` for a thing that is not plugged in. */
  available: boolean;
  /** Whether there is nothing to read while system power is off. */
  needsPower: boolean;
  /** Whether it measures; what it gave last stays when it does not. */
  scanningEnabled: boolean;
  /** Whether it sends events. */
  eventsEnabled: boolean;
  /** Whether an event that is over may be sent again; otherwise only after Re-arm Sensor Events. */
  autoRearm: boolean;
  /** The events that it can send, a bit for each offset. */
  supportedEvents: EventMasks;
  /** Those of them that are on. */
  enabledEvents: EventMasks;
}

/** Factors that hold up to a raw reading. */
export interface FactorSegment {
  /** The last raw reading they hold for, 0–255; segments are in rising order. */
  upTo: number;
  /** The factors. */
  factors: ReadingFactors;
}

/** A sensor that gives a number and has thresholds. */
export interface ThresholdSensorState extends ReadableSensorState {
  /** Discriminates {@link SensorState}. */
  kind: "threshold";
  /** What it measures, in its unit. Set it and it stays there: {@link wander} is given up. Readings are rounded to what the sensor can express. */
  value: number;
  /** How the value moves by itself; absent for one that is still. Setting it again makes it move again. */
  wander?: Wander | undefined;
  /** The unit (IPMI v2.0 table 43-15): 1 °C, 4 V, 5 A, 6 W, 18 RPM. */
  baseUnit: number;
  /** Whether it is a percentage. */
  isPercentage: boolean;
  /** How a raw reading is to be read as a number. */
  analogDataFormat: AnalogDataFormat;
  /** 00h–0Bh as in the record; 70h is linear in pieces: {@link segments}. */
  linearization: number;
  /** What makes a number of a raw reading. */
  factors: ReadingFactors;
  /** With linearization 70h: the factors by raw reading; beyond the last, and without any, {@link factors} hold. */
  segments?: FactorSegment[] | undefined;
  /** 0 unspecified, 1 input, 2 output. */
  direction: number;
  /** The thresholds that there are, in the sensor's unit. A new object is looked at at once, a change in it within a second. */
  thresholds: { [Name in ThresholdName]?: number | undefined };
  /** Those that Set Sensor Thresholds may set. */
  settableThresholds: ThresholdName[];
  /** How far below an upper threshold its event is over, in raw counts, 0–255. */
  positiveHysteresis: number;
  /** How far above a lower threshold its event is over, in raw counts, 0–255. */
  negativeHysteresis: number;
  /** What is expected, in the sensor's unit. */
  nominal?: number | undefined;
  /** The highest in normal operation. */
  normalMaximum?: number | undefined;
  /** The lowest in normal operation. */
  normalMinimum?: number | undefined;
}

/** Something of the device that a discrete sensor shows by itself. */
export type FollowedState =
  /** State 0 holds while system power is off (a power unit's). */
  | "powerOff"
  /** State 0 holds while the chassis is open (an intrusion sensor's). */
  | "chassisIntrusion"
  /** The states are the watchdog timer's, which logs its events itself. */
  | "watchdog";

/** A sensor that has states. */
export interface DiscreteSensorState extends ReadableSensorState {
  /** Discriminates {@link SensorState}. */
  kind: "discrete";
  /** The offsets, 0–14, of the states that hold. */
  states: number[];
  /** What its states follow; absent for a sensor that only does what it is told. */
  follows?: FollowedState | undefined;
  /** The offsets that can be read. */
  possibleStates: number[];
  /** Which type of record describes it. */
  record: "full" | "compact";
}

/** Something that sends events and cannot be read. */
export interface EventOnlySensorState extends SensorIdentityState {
  /** Discriminates {@link SensorState}. */
  kind: "eventOnly";
}

/** One sensor: plain state, to be read and set at any time. */
export type SensorState = ThresholdSensorState | DiscreteSensorState | EventOnlySensorState;

/** The sensors, in the order of their records; at most 254. */
export type SensorsState = SensorState[];
