import {
  AnalogDataFormat,
  EventMessageControl,
  encodeThresholdMasks,
  Linearization,
  latin1,
  notShared,
  type SdrContent,
  SensorAccess,
  type SensorCapabilities,
  type SensorIdentity,
  type SensorInitialization,
  thresholdBits,
  thresholdNames,
  thresholdsOf,
} from "@ruipmi/commands";
import { BMC_SLAVE_ADDRESS } from "@ruipmi/core/wire";
import { plainFactors, stateMask } from "../sensors/create-sensor.ts";
import { rawExtremes, rawOfValue, rawThresholds } from "../sensors/sensor-reading.ts";
import type {
  DiscreteSensorState,
  ReadableSensorState,
  SensorIdentityState,
  SensorState,
  ThresholdSensorState,
} from "../sensors/sensor-state.ts";

/** The record that describes a sensor as it is. */
export function sensorRecord(sensor: SensorState): SdrContent {
  switch (sensor.kind) {
    case "threshold":
      return thresholdRecord(sensor);
    case "discrete":
      return sensor.record === "full" ? fullDiscreteRecord(sensor) : compactRecord(sensor);
    case "eventOnly":
      return {
        kind: "eventOnly",
        ...identityOf(sensor),
        sensorType: sensor.sensorType,
        eventReadingType: sensor.eventReadingType,
        sharing: notShared,
        oem: 0,
        idString: latin1(sensor.name),
      };
  }
}

function thresholdRecord(sensor: ThresholdSensorState): SdrContent {
  const raw = rawThresholds(sensor);
  const readable = thresholdBits(raw);
  const settable = sensor.settableThresholds.reduce((bits, name) => bits | (1 << thresholdNames.indexOf(name)), 0);
  const { low, high } = rawExtremes(sensor);
  const rawIfSaid = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : rawOfValue(sensor, value);
  const masks = {
    assertionEvents: sensor.supportedEvents.assertion,
    deassertionEvents: sensor.supportedEvents.deassertion,
    compared: readable,
    readable,
    settable: settable & readable,
  };
  return {
    kind: "fullSensor",
    ...identityOf(sensor),
    initialization: initializationOf(sensor, readable !== 0),
    capabilities: {
      ...capabilitiesOf(sensor),
      hysteresisAccess: readable === 0 ? SensorAccess.none : SensorAccess.settable,
      thresholdAccess: accessTo(readable, settable),
    },
    sensorType: sensor.sensorType,
    eventReadingType: sensor.eventReadingType,
    ...encodeThresholdMasks(masks),
    units: {
      analogDataFormat: sensor.analogDataFormat,
      rateUnit: 0,
      modifierUse: 0,
      isPercentage: sensor.isPercentage,
      baseUnit: sensor.baseUnit,
      modifierUnit: 0,
    },
    linearization: sensor.linearization,
    factors: sensor.factors,
    direction: sensor.direction,
    nominalReading: rawIfSaid(sensor.nominal),
    normalMaximum: rawIfSaid(sensor.normalMaximum),
    normalMinimum: rawIfSaid(sensor.normalMinimum),
    sensorMaximum: high,
    sensorMinimum: low,
    ...(Object.fromEntries(thresholdNames.map((name) => [name, raw[name] ?? 0])) as Record<
      (typeof thresholdNames)[number],
      number
    >),
    positiveHysteresis: sensor.positiveHysteresis,
    negativeHysteresis: sensor.negativeHysteresis,
    oem: 0,
    idString: latin1(sensor.name),
  };
}

function compactRecord(sensor: DiscreteSensorState): SdrContent {
  return {
    kind: "compactSensor",
    ...discreteDescription(sensor),
    sharing: notShared,
    positiveHysteresis: 0,
    negativeHysteresis: 0,
    oem: 0,
    idString: latin1(sensor.name),
  };
}

function fullDiscreteRecord(sensor: DiscreteSensorState): SdrContent {
  const noThresholds = Object.fromEntries(thresholdNames.map((name) => [name, 0])) as Record<
    (typeof thresholdNames)[number],
    number
  >;
  return {
    kind: "fullSensor",
    ...discreteDescription(sensor),
    linearization: Linearization.linear,
    factors: plainFactors,
    direction: 0,
    nominalReading: undefined,
    normalMaximum: undefined,
    normalMinimum: undefined,
    sensorMaximum: 0,
    sensorMinimum: 0,
    ...noThresholds,
    positiveHysteresis: 0,
    negativeHysteresis: 0,
    oem: 0,
    idString: latin1(sensor.name),
  };
}

function discreteDescription(
  sensor: DiscreteSensorState,
): Omit<
  Extract<SdrContent, { kind: "compactSensor" }>,
  "kind" | "sharing" | "positiveHysteresis" | "negativeHysteresis" | "oem" | "idString"
> {
  return {
    ...identityOf(sensor),
    initialization: initializationOf(sensor, false),
    capabilities: {
      ...capabilitiesOf(sensor),
      hysteresisAccess: SensorAccess.none,
      thresholdAccess: SensorAccess.none,
    },
    sensorType: sensor.sensorType,
    eventReadingType: sensor.eventReadingType,
    assertionMask: sensor.supportedEvents.assertion,
    deassertionMask: sensor.supportedEvents.deassertion,
    readingMask: stateMask(sensor.possibleStates),
    units: {
      analogDataFormat: AnalogDataFormat.none,
      rateUnit: 0,
      modifierUse: 0,
      isPercentage: false,
      baseUnit: 0,
      modifierUnit: 0,
    },
  };
}

function identityOf({ number, entityId, entityInstance }: SensorIdentityState): SensorIdentity {
  return {
    sensorOwnerId: BMC_SLAVE_ADDRESS,
    channelNumber: 0,
    sensorOwnerLun: 0,
    sensorNumber: number,
    entity: { entityId, entityInstance, isLogical: false },
  };
}

function initializationOf(sensor: ReadableSensorState, hasThresholds: boolean): SensorInitialization {
  return {
    isSettable: false,
    initializeScanning: true,
    initializeEvents: true,
    initializeThresholds: hasThresholds,
    initializeHysteresis: hasThresholds,
    initializeSensorType: true,
    eventGenerationEnabled: sensor.eventsEnabled,
    sensorScanningEnabled: sensor.scanningEnabled,
  };
}

function capabilitiesOf({
  autoRearm,
  supportedEvents,
}: ReadableSensorState): Pick<SensorCapabilities, "ignoreIfEntityAbsent" | "autoRearm" | "eventMessageControl"> {
  const sendsEvents = (supportedEvents.assertion | supportedEvents.deassertion) !== 0;
  return {
    ignoreIfEntityAbsent: false,
    autoRearm,
    eventMessageControl: sendsEvents ? EventMessageControl.perEvent : EventMessageControl.noEvents,
  };
}

function accessTo(readable: number, settable: number): SensorAccess {
  if (readable === 0) return SensorAccess.none;
  return thresholdsOf(settable & readable).length > 0 ? SensorAccess.settable : SensorAccess.readable;
}
