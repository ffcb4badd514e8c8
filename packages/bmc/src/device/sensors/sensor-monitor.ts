import { type EventMasks, thresholdEventOffset, thresholdNames } from "@ruipmi/commands";
import type { TimedPart } from "../../timed-part.ts";
import type { Millis } from "../../types.ts";
import type { BmcDevice } from "../device.ts";
import { logEvent } from "../event-logging.ts";
import { stateMask } from "./create-sensor.ts";
import { isBeyond, type Limit, limitOf, rawOfValue, valueOfRaw } from "./sensor-reading.ts";
import type { DiscreteSensorState, SensorState, ThresholdSensorState, Wander } from "./sensor-state.ts";
import { mayCross, wanderedValue, wanderStep } from "./wander.ts";

/** A sensor that can be read. */
export type ReadableSensor = ThresholdSensorState | DiscreteSensorState;

/** What a sensor gives right now. */
export interface SensorReading {
  /** The raw reading; 0 where there is none. */
  readonly raw: number;
  /** Thresholds at or beyond which it is, as `thresholdBits`, or the states that hold. */
  readonly states: number;
  /** Whether there is nothing to read. */
  readonly unavailable: boolean;
}

/** What a reading and its states are made of. */
interface Ingredients
  extends Pick<
    ThresholdSensorState,
    | "value"
    | "thresholds"
    | "factors"
    | "segments"
    | "linearization"
    | "analogDataFormat"
    | "positiveHysteresis"
    | "negativeHysteresis"
  > {
  readonly available: boolean;
}

/** What the monitor remembers of a sensor. */
interface Watched {
  /** The value that the monitor itself wrote or saw last. */
  value: number | undefined;
  /** How it wandered then. */
  wander: Wander | undefined;
  /** The raw reading last measured. */
  raw: number;
  /** Which thresholds the reading is beyond, or which states hold. */
  states: number;
  /** What the raw reading, the raw thresholds and the states were made of; they are made again when it changes. */
  madeOf: Ingredients | undefined;
  /** The thresholds, in the order of their names. */
  limits: readonly (Limit | undefined)[];
  /** Events seen and not re-armed. */
  asserted: number;
  /** Ends of events seen and not re-armed. */
  deasserted: number;
}

/**
 * Watches the sensors: moves those that wander, and logs an event when a threshold is crossed or a state changes. It
 * looks with every input that the engine gets, and by the clock only where a sensor may cross a threshold by itself.
 */
export class SensorMonitor implements TimedPart {
  readonly #device: BmcDevice;
  readonly #seed: number;
  readonly #watched = new WeakMap<SensorState, Watched>();
  #step: number | undefined;
  #deadline: Millis | undefined;

  /**
   * @param device - whose sensors; what is beyond a threshold already is taken for old news
   * @param seed - how they wander
   */
  constructor(device: BmcDevice, seed: number) {
    this.#device = device;
    this.#seed = seed;
    for (const sensor of device.sensors) if (sensor.kind !== "eventOnly") this.#watch(sensor);
  }

  nextDeadline(): Millis | undefined {
    return this.#deadline;
  }

  advance(now: Millis): void {
    const step = Math.floor(now / wanderStep);
    const isNewStep = step !== this.#step;
    this.#step = step;
    let needsClock = false;
    for (const sensor of this.#device.sensors) {
      if (sensor.kind === "eventOnly") continue;
      const watched = this.#watch(sensor);
      if (sensor.kind === "threshold") {
        // A threshold changed within its object is noticed here, as a machine does that scans once a second.
        if (isNewStep && hasOtherLimits(sensor, watched)) watched.madeOf = undefined;
        this.#move(sensor, watched, step, isNewStep);
        if (isNewStep) needsClock ||= mayCross(sensor);
      }
      this.#scan(sensor, watched, now);
    }
    if (isNewStep) this.#deadline = needsClock ? (step + 1) * wanderStep : undefined;
  }

  /** What the sensor gives right now. */
  read(sensor: ReadableSensor): SensorReading {
    const { raw, states } = this.#watch(sensor);
    const unavailable = !this.#isAvailable(sensor);
    return unavailable ? { raw: 0, states: 0, unavailable } : { raw, states, unavailable };
  }

  /** The events that were seen and not re-armed. */
  eventStatus(sensor: ReadableSensor): EventMasks {
    const { asserted, deasserted } = this.#watch(sensor);
    return { assertion: asserted, deassertion: deasserted };
  }

  /** Forgets that events were seen: those whose states hold are logged again, now (IPMI v2.0 §35.12). */
  rearm(sensor: ReadableSensor, events: EventMasks, now: Millis): void {
    const watched = this.#watch(sensor);
    watched.asserted &= ~events.assertion;
    watched.deasserted &= ~events.deassertion;
    if (!sensor.scanningEnabled) return;
    for (const [position, offset] of offsetsOf(sensor).entries()) {
      if (((events.assertion >>> offset) & 1) === 1) watched.states &= ~(1 << position);
    }
    watched.madeOf = undefined;
    this.#scan(sensor, watched, now);
  }

  /** What somebody else wrote into `value` stays: the sensor wanders no more, until somebody makes it wander again. */
  #move(sensor: ThresholdSensorState, watched: Watched, step: number, isNewStep: boolean): void {
    const { wander } = sensor;
    const isNewWander = wander !== watched.wander;
    if (wander !== undefined && !isNewWander && sensor.value !== watched.value) sensor.wander = undefined;
    else if (wander !== undefined && (isNewStep || isNewWander) && sensor.scanningEnabled)
      sensor.value = wanderedValue(wander, this.#seed, sensor.number, step);
    watched.value = sensor.value;
    watched.wander = sensor.wander;
  }

  #scan(sensor: ReadableSensor, watched: Watched, now: Millis): void {
    const before = watched.states;
    const available = this.#isAvailable(sensor);
    if (sensor.scanningEnabled) this.#measure(sensor, watched, available);
    const changed = before ^ watched.states;
    // What becomes unavailable ends without a word.
    if (changed === 0 || !available) return;
    for (const [position, offset] of offsetsOf(sensor).entries()) {
      if (((changed >>> position) & 1) === 1)
        this.#happened(sensor, watched, offset, ((watched.states >>> position) & 1) === 1, now);
    }
  }

  #measure(sensor: ReadableSensor, watched: Watched, available: boolean): void {
    if (sensor.kind === "discrete") {
      this.#follow(sensor);
      watched.states = available ? stateMask(sensor.states) : 0;
      return;
    }
    if (!isMadeAnew(sensor, watched, available)) return;
    watched.raw = rawOfValue(sensor, sensor.value);
    watched.states = available ? beyond(sensor, watched) : 0;
  }

  #follow(sensor: DiscreteSensorState): void {
    if (sensor.follows === undefined) return;
    const { chassis, watchdog } = this.#device;
    if (sensor.follows === "watchdog") {
      if (stateMask(sensor.states) !== stateMask(watchdog.states)) sensor.states = [...watchdog.states];
      return;
    }
    const holds = sensor.follows === "powerOff" ? !chassis.powerIsOn : chassis.chassisIntrusion;
    if (sensor.states.includes(0) === holds) return;
    sensor.states = holds ? [0, ...sensor.states] : sensor.states.filter((offset) => offset !== 0);
  }

  #happened(sensor: ReadableSensor, watched: Watched, offset: number, asserted: boolean, now: Millis): void {
    const bit = 1 << offset;
    const wasSeen = ((asserted ? watched.asserted : watched.deasserted) & bit) !== 0;
    if (sensor.autoRearm) {
      if (asserted) watched.deasserted &= ~bit;
      else watched.asserted &= ~bit;
    }
    const enabled = asserted ? sensor.enabledEvents.assertion : sensor.enabledEvents.deassertion;
    const supported = asserted ? sensor.supportedEvents.assertion : sensor.supportedEvents.deassertion;
    if ((enabled & supported & bit) === 0) return;
    if (asserted) watched.asserted |= bit;
    else watched.deasserted |= bit;
    if (!sensor.eventsEnabled || (wasSeen && !sensor.autoRearm)) return;
    // The watchdog timer logs by itself: its events say more, and may be switched off for each use.
    if (sensor.kind === "discrete" && sensor.follows === "watchdog") return;
    const { sensorType, number: sensorNumber, eventReadingType: eventType } = sensor;
    const eventData = sensor.kind === "threshold" ? thresholdEventData(watched, offset) : [offset];
    logEvent(this.#device, { sensorType, sensorNumber, eventType, asserted, eventData }, now);
  }

  #isAvailable(sensor: ReadableSensor): boolean {
    return sensor.available && (this.#device.chassis.powerIsOn || !sensor.needsPower);
  }

  /** A sensor seen for the first time is taken as it is, without events. */
  #watch(sensor: ReadableSensor): Watched {
    let watched = this.#watched.get(sensor);
    if (watched !== undefined) return watched;
    const { value, wander } = sensor.kind === "threshold" ? sensor : nothingMeasured;
    watched = { value, wander, raw: 0, states: 0, madeOf: undefined, limits: [], asserted: 0, deasserted: 0 };
    this.#watched.set(sensor, watched);
    this.#measure(sensor, watched, this.#isAvailable(sensor));
    const held = watched.states;
    watched.asserted = offsetsOf(sensor).reduce((mask, offset, position) => {
      return ((held >>> position) & 1) === 1 ? mask | (1 << offset) : mask;
    }, 0);
    return watched;
  }
}

/** The event's offset for each bit of a sensor's states. */
function offsetsOf(sensor: ReadableSensor): readonly number[] {
  return sensor.kind === "threshold" ? thresholdOffsets : discreteOffsets;
}

const nothingMeasured = { value: undefined, wander: undefined };

const thresholdOffsets = thresholdNames.map((name) => thresholdEventOffset(name, name.startsWith("upper")));
const discreteOffsets = Array.from({ length: 15 }, (_, offset) => offset);

function hasOtherLimits({ thresholds }: ThresholdSensorState, { limits }: Watched): boolean {
  return thresholdNames.some((name, position) => thresholds[name] !== limits[position]?.stated);
}

/** Whether anything has changed that a reading is made of. Called with every input for every sensor. */
function isMadeAnew(sensor: ThresholdSensorState, watched: Watched, available: boolean): boolean {
  const { madeOf } = watched;
  const hasSameLimits =
    madeOf !== undefined &&
    madeOf.thresholds === sensor.thresholds &&
    madeOf.factors === sensor.factors &&
    madeOf.segments === sensor.segments &&
    madeOf.linearization === sensor.linearization &&
    madeOf.analogDataFormat === sensor.analogDataFormat;
  if (
    hasSameLimits &&
    madeOf.value === sensor.value &&
    madeOf.available === available &&
    madeOf.positiveHysteresis === sensor.positiveHysteresis &&
    madeOf.negativeHysteresis === sensor.negativeHysteresis
  )
    return false;
  const { value, thresholds, factors, segments, linearization, analogDataFormat } = sensor;
  const { positiveHysteresis, negativeHysteresis } = sensor;
  const hysteresis = { positiveHysteresis, negativeHysteresis };
  watched.madeOf = { value, available, thresholds, factors, segments, linearization, analogDataFormat, ...hysteresis };
  if (!hasSameLimits) watched.limits = thresholdNames.map((name) => limitOf(sensor, name));
  return true;
}

function beyond(sensor: ThresholdSensorState, { raw, states: before, limits }: Watched): number {
  const value = valueOfRaw(sensor, raw);
  if (value === undefined) return 0;
  return limits.reduce((states, limit, position) => {
    if (limit === undefined) return states;
    const wasBeyond = ((before >>> position) & 1) === 1;
    return isBeyond(sensor, value, limit, wasBeyond) ? states | (1 << position) : states;
  }, 0);
}

/** The reading is in event data 2 and the threshold in event data 3 (IPMI v2.0 table 29-6). */
function thresholdEventData({ raw, limits }: Watched, offset: number): readonly number[] {
  return [0x50 | offset, raw, limits[offset >>> 1]?.raw ?? 0];
}
