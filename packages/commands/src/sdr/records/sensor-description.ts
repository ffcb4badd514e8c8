/**
 * What records 01h and 02h say of a sensor alike (IPMI v2.0 §43.1, bytes 11 to 23):
 *
 * | byte  | meaning                                                                                        |
 * |-------|------------------------------------------------------------------------------------------------|
 * | 0     | initialization: 7: settable; 6: scanning; 5: events; 4: thresholds; 3: hysteresis; 2: type; at power-up: 1: events on; 0: scanning on |
 * | 1     | 7: ignore with the entity absent; 6: auto re-arm; 5:4 hysteresis; 3:2 thresholds; 1:0 event message control |
 * | 2     | sensor type                                                                                    |
 * | 3     | event/reading type                                                                             |
 * | 4:5   | assertion event mask; thresholds: lower comparisons returned in 14:12                          |
 * | 6:7   | deassertion event mask; thresholds: upper comparisons returned in 14:12                        |
 * | 8:9   | discrete reading mask; thresholds: 13:8 settable, 5:0 readable                                 |
 * | 10:12 | sensor units                                                                                   |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";
import { decodeSensorUnits, encodeSensorUnits, type SensorUnits } from "../../sensor/sensor-units.ts";

/** What an initialization agent does, and what is on after power-up (IPMI v2.0 §43.1, byte 11). */
export interface SensorInitialization {
  /** Whether Set Sensor Reading And Event Status works. */
  readonly isSettable: boolean;
  /** Scanning is to be switched on. */
  readonly initializeScanning: boolean;
  /** Events are to be switched on by the masks. */
  readonly initializeEvents: boolean;
  /** Thresholds are to be set. */
  readonly initializeThresholds: boolean;
  /** Hysteresis is to be set. */
  readonly initializeHysteresis: boolean;
  /** Sensor type and event/reading type are to be set. */
  readonly initializeSensorType: boolean;
  /** Events are on after power-up. */
  readonly eventGenerationEnabled: boolean;
  /** Scanning is on after power-up. */
  readonly sensorScanningEnabled: boolean;
}

/** How much of thresholds or hysteresis there is (IPMI v2.0 §43.1, byte 12). */
export const SensorAccess = {
  /** None. */
  none: 0,
  /** May be read. */
  readable: 1,
  /** May be read and set. */
  settable: 2,
  /** Is fixed and may not be read. */
  fixed: 3,
} as const;

/** One of {@link SensorAccess}. */
export type SensorAccess = (typeof SensorAccess)[keyof typeof SensorAccess];

/** What may be switched off of a sensor's events (IPMI v2.0 §43.1, byte 12). */
export const EventMessageControl = {
  /** Each event, or the whole sensor. */
  perEvent: 0,
  /** The whole sensor. */
  entireSensor: 1,
  /** Only the events of all sensors together. */
  globalDisable: 2,
  /** It sends no events. */
  noEvents: 3,
} as const;

/** One of {@link EventMessageControl}. */
export type EventMessageControl = (typeof EventMessageControl)[keyof typeof EventMessageControl];

/** What a sensor can do (IPMI v2.0 §43.1, byte 12). */
export interface SensorCapabilities {
  /** Whether it means nothing while its entity is absent. */
  readonly ignoreIfEntityAbsent: boolean;
  /** Whether its events re-arm themselves. */
  readonly autoRearm: boolean;
  /** What there is of hysteresis. */
  readonly hysteresisAccess: SensorAccess;
  /** What there is of thresholds. */
  readonly thresholdAccess: SensorAccess;
  /** What may be switched off of its events. */
  readonly eventMessageControl: EventMessageControl;
}

/** What records 01h and 02h have in common. */
export interface SensorDescription {
  /** What is set up by whom. */
  readonly initialization: SensorInitialization;
  /** What it can do. */
  readonly capabilities: SensorCapabilities;
  /** What it measures (IPMI v2.0 table 42-3): 01h is temperature. */
  readonly sensorType: number;
  /** What its states mean (IPMI v2.0 table 42-1): 01h thresholds, 6Fh by sensor type. */
  readonly eventReadingType: number;
  /** 16 bits: for threshold sensors 11:0 assertion events and 14:12 lower comparisons, otherwise a bit for each state. */
  readonly assertionMask: number;
  /** 16 bits: for threshold sensors 11:0 deassertion events and 14:12 upper comparisons, otherwise a bit for each state. */
  readonly deassertionMask: number;
  /** 16 bits: for threshold sensors 13:8 settable and 5:0 readable thresholds, otherwise the states that are read. */
  readonly readingMask: number;
  /** The unit of the reading, and how its raw value is stored. */
  readonly units: SensorUnits;
}

/** Writes the thirteen bytes. */
export function encodeSensorDescription(value: SensorDescription, writer: ByteWriter): void {
  writer
    .u8(encodeInitialization(value.initialization))
    .u8(encodeCapabilities(value.capabilities))
    .u8(value.sensorType)
    .u8(value.eventReadingType)
    .u16(value.assertionMask)
    .u16(value.deassertionMask)
    .u16(value.readingMask);
  encodeSensorUnits(value.units, writer);
}

/** Reads the thirteen bytes. */
export function decodeSensorDescription(reader: ByteReader): SensorDescription {
  return {
    initialization: decodeInitialization(reader.u8("sensorInitialization")),
    capabilities: decodeCapabilities(reader.u8("sensorCapabilities")),
    sensorType: reader.u8("sensorType"),
    eventReadingType: reader.u8("eventReadingType"),
    assertionMask: reader.u16("assertionMask"),
    deassertionMask: reader.u16("deassertionMask"),
    readingMask: reader.u16("readingMask"),
    units: decodeSensorUnits(reader),
  };
}

function encodeInitialization(value: SensorInitialization): number {
  return (
    bit(7, value.isSettable) |
    bit(6, value.initializeScanning) |
    bit(5, value.initializeEvents) |
    bit(4, value.initializeThresholds) |
    bit(3, value.initializeHysteresis) |
    bit(2, value.initializeSensorType) |
    bit(1, value.eventGenerationEnabled) |
    bit(0, value.sensorScanningEnabled)
  );
}

function decodeInitialization(bits: number): SensorInitialization {
  return {
    isSettable: isSet(bits, 7),
    initializeScanning: isSet(bits, 6),
    initializeEvents: isSet(bits, 5),
    initializeThresholds: isSet(bits, 4),
    initializeHysteresis: isSet(bits, 3),
    initializeSensorType: isSet(bits, 2),
    eventGenerationEnabled: isSet(bits, 1),
    sensorScanningEnabled: isSet(bits, 0),
  };
}

function encodeCapabilities(value: SensorCapabilities): number {
  return (
    bit(7, value.ignoreIfEntityAbsent) |
    bit(6, value.autoRearm) |
    (value.hysteresisAccess << 4) |
    (value.thresholdAccess << 2) |
    value.eventMessageControl
  );
}

function decodeCapabilities(bits: number): SensorCapabilities {
  return {
    ignoreIfEntityAbsent: isSet(bits, 7),
    autoRearm: isSet(bits, 6),
    hysteresisAccess: ((bits >>> 4) & 3) as SensorAccess,
    thresholdAccess: ((bits >>> 2) & 3) as SensorAccess,
    eventMessageControl: (bits & 3) as EventMessageControl,
  };
}
