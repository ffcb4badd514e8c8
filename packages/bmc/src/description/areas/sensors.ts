import {
  AnalogDataFormat,
  type EventMasks,
  Linearization,
  type ReadingFactors,
  SensorUnit,
  thresholdNames,
} from "@ruipmi/commands";
import {
  createDiscreteSensor,
  createEventOnlySensor,
  createThresholdSensor,
  type DiscreteSensorOptions,
  type DiscreteSensorState,
  type EventOnlySensorState,
  plainFactors,
  type SensorState,
  type SensorsState,
  type ThresholdSensorOptions,
  type ThresholdSensorState,
} from "../../device/sensors/index.ts";
import { checked, field, list, mapped, object, oneOfKinds, optionalField } from "../compounds.ts";
import { requireDistinct } from "../distinct.ts";
import { byte, flag, millis, named, real, text, whole, word } from "../scalars.ts";
import { DescriptionError, type Shape } from "../shape.ts";
import { entityIdShape, sensorTypeShape } from "./names.ts";
import { requireSense } from "./sensor-sense.ts";

const offset = whole({ least: 0, most: 14 });

/** A mask as the list of its bits. */
const offsets: Shape<number> = mapped(
  list(offset, 15),
  (bits) => bits.reduce((mask, bit) => mask | (1 << bit), 0),
  (mask) => Array.from({ length: 15 }, (_, bit) => bit).filter((bit) => (mask >>> bit) & 1),
);

const eventMasks = object<EventMasks, keyof EventMasks>(
  {
    assertion: field(offsets, "The offsets of events that are sent when they begin."),
    deassertion: field(offsets, "The offsets of events that are sent when they are over."),
  },
  () => ({ assertion: 0, deassertion: 0 }),
);

const identityFields = {
  number: field(whole({ least: 0, most: 254 }), "Sensor number."),
  name: field(text(16), "What it is called."),
  entityId: field(entityIdShape, "What it belongs to."),
  entityInstance: field(whole({ least: 1, most: 127 }), "Which of them."),
  sensorType: field(sensorTypeShape, "What it measures."),
  eventReadingType: optionalField(whole({ least: 1, most: 0x7f }), "What its states mean (IPMI v2.0 table 42-1)."),
};

const readableFields = {
  ...identityFields,
  available: optionalField(flag, "Whether there is something to read."),
  needsPower: optionalField(flag, "Whether there is nothing to read while power is off."),
  scanningEnabled: optionalField(flag, "Whether it measures."),
  eventsEnabled: optionalField(flag, "Whether it sends events."),
  autoRearm: optionalField(flag, "Whether an event that is over may be sent again."),
  supportedEvents: optionalField(eventMasks, "The events that it can send."),
  enabledEvents: optionalField(eventMasks, "Those of them that are on."),
};

const factorFields = {
  m: optionalField(checked(whole({ least: -512, most: 511 }), requireSlope), "M, not 0."),
  b: optionalField(whole({ least: -512, most: 511 }), "B."),
  bExponent: optionalField(whole({ least: -8, most: 7 }), "The exponent of B, base 10."),
  rExponent: optionalField(whole({ least: -8, most: 7 }), "The exponent of the result, base 10."),
  tolerance: optionalField(whole({ least: 0, most: 63 }), "Tolerance, in half counts."),
  accuracy: optionalField(whole({ least: 0, most: 1023 }), "Accuracy, in hundredths of a percent."),
  accuracyExponent: optionalField(whole({ least: 0, most: 3 }), "Its exponent, base 10."),
};

type PartialFactors = { readonly [Name in keyof ReadingFactors]?: ReadingFactors[Name] | undefined };
const partialFactors = object<PartialFactors, keyof ReadingFactors>(factorFields, () => ({}));

const factors: Shape<ReadingFactors> = mapped(
  partialFactors,
  (said) => ({ ...plainFactors, ...said }) as ReadingFactors,
  (all) => withoutDefaults(all, plainFactors, []),
);

const wander = object<NonNullable<ThresholdSensorState["wander"]>, "around" | "by" | "period">(
  {
    around: field(real(), "What the value moves around."),
    by: field(real({ least: 0 }), "How far at most."),
    period: field(millis, "How many milliseconds a slow swing takes."),
  },
  () => ({ period: 60_000 }),
);

const segment = object<NonNullable<ThresholdSensorState["segments"]>[number], "upTo" | "factors">(
  {
    upTo: field(byte, "The last raw reading they hold for."),
    factors: field(factors, "The factors."),
  },
  () => ({}),
);

const thresholds = object<ThresholdSensorState["thresholds"], (typeof thresholdNames)[number]>(
  Object.fromEntries(thresholdNames.map((name) => [name, optionalField(real(), "In the sensor's unit.")])) as never,
  () => ({}),
);

type ThresholdKeys = Exclude<keyof ThresholdSensorState, "kind">;
const thresholdFields = object<ThresholdSensorOptions, ThresholdKeys>(
  {
    ...readableFields,
    value: field(real(), "What it measures, in its unit."),
    wander: optionalField(wander, "How the value moves by itself."),
    baseUnit: field(named<number>(SensorUnit, { least: 0, most: 255 }), "The unit."),
    isPercentage: optionalField(flag, "Whether it is a percentage."),
    analogDataFormat: optionalField(named(AnalogDataFormat), "How a raw reading is to be read as a number."),
    linearization: optionalField(
      named<number>(Linearization, { least: 0, most: 0x7f }),
      "What is made of the linear value.",
    ),
    factors: optionalField(factors, "What makes a number of a raw reading."),
    segments: optionalField(list(segment, 256), "With nonLinear: the factors by raw reading."),
    direction: optionalField(whole({ least: 0, most: 3 }), "0 unspecified, 1 input, 2 output."),
    thresholds: optionalField(thresholds, "The thresholds that there are."),
    settableThresholds: optionalField(list(word(thresholdNames), 6), "Those that may be set; all when left out."),
    positiveHysteresis: optionalField(byte, "How far below an upper threshold its event is over, in raw counts."),
    negativeHysteresis: optionalField(byte, "How far above a lower threshold its event is over, in raw counts."),
    nominal: optionalField(real(), "What is expected."),
    normalMaximum: optionalField(real(), "The highest in normal operation."),
    normalMinimum: optionalField(real(), "The lowest in normal operation."),
  } as never,
  () => ({}),
);

type DiscreteKeys = Exclude<keyof DiscreteSensorState, "kind">;
const discreteFields = object<DiscreteSensorOptions, DiscreteKeys>(
  {
    ...readableFields,
    states: optionalField(list(offset, 15), "The offsets of the states that hold."),
    follows: optionalField(word(["powerOff", "chassisIntrusion", "watchdog"]), "What its states follow by themselves."),
    possibleStates: field(list(offset, 15), "The offsets that can be read."),
    record: optionalField(word(["full", "compact"]), "Which type of record describes it."),
  } as never,
  () => ({}),
);

type EventOnlyOptions = Parameters<typeof createEventOnlySensor>[0];
const eventOnlyFields = object<EventOnlyOptions, Exclude<keyof EventOnlySensorState, "kind">>(
  identityFields as never,
  () => ({}),
);

// What a file always says; the rest it says where it is not what follows from these.
const identityBasics = ["number", "name", "entityId", "entityInstance", "sensorType"] as const;
const thresholdBasics = [...identityBasics, "value", "baseUnit", "thresholds"] as const;
const discreteBasics = [...identityBasics, "possibleStates"] as const;

const sensor = oneOfKinds<SensorState, "kind">("kind", {
  threshold: mapped(thresholdFields, createThresholdSensor, (state) => {
    const basics = pick(state, thresholdBasics);
    return withoutDefaults(state, createThresholdSensor(basics), thresholdBasics);
  }),
  discrete: mapped(discreteFields, createDiscreteSensor, (state) => {
    const basics = pick(state as DiscreteSensorState, discreteBasics);
    return withoutDefaults(state, createDiscreteSensor(basics), discreteBasics);
  }),
  eventOnly: mapped(eventOnlyFields, createEventOnlySensor, (state) => {
    const basics = pick(state as EventOnlySensorState, identityBasics);
    return withoutDefaults(state, createEventOnlySensor(basics), identityBasics);
  }),
} as never);

/** The sensors. */
export const sensorsShape: Shape<SensorsState> = checked(list(checked(sensor, requireSense), 254), (all, at) =>
  requireDistinct(all, at, "number", (each) => each.number),
);

function requireSlope(m: number, at: string): void {
  if (m === 0) throw new DescriptionError(at, "0 makes the same of all readings");
}

function pick<T extends object, Key extends keyof T>(whole: T, keys: readonly Key[]): Pick<T, Key> {
  return Object.fromEntries(keys.map((key) => [key, whole[key]])) as Pick<T, Key>;
}

/** What is not as in `defaults`, and what is always said. */
function withoutDefaults<T extends object>(whole: T, defaults: object, always: readonly string[]): T {
  const differs = ([key, value]: [string, unknown]): boolean =>
    always.includes(key) || JSON.stringify(value) !== JSON.stringify((defaults as Record<string, unknown>)[key]);
  return Object.fromEntries(Object.entries(whole).filter(differs)) as T;
}
