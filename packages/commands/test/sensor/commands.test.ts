import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, record, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  type EventMasks,
  findCommand,
  type GetSensorReadingResponse,
  getSensorEventEnable,
  getSensorEventStatus,
  getSensorHysteresis,
  getSensorReading,
  getSensorReadingFactors,
  getSensorThresholds,
  getSensorType,
  rearmSensorEvents,
  sensorCommands,
  setSensorEventEnable,
  setSensorHysteresis,
  setSensorThresholds,
  type ThresholdName,
  thresholdNames,
  thresholdsOf,
} from "../../src/index.ts";

const sensor = { sensorNumber: 3 };
const fifteenBits = fc.integer({ min: 0, max: 0x7fff });
/** With the reserved bit as it should be, or clear. */
const anyReading: fc.Arbitrary<GetSensorReadingResponse> = fc
  .tuple(
    record({
      reading: byte,
      eventMessagesEnabled: fc.boolean(),
      scanningEnabled: fc.boolean(),
      unavailable: fc.boolean(),
      states: fc.option(fifteenBits, { nil: undefined }),
    }),
    fc.boolean(),
  )
  .map(([reading, isClear]) => {
    return isClear && reading.states !== undefined ? { ...reading, reservedBitIsClear: true as const } : reading;
  });
const masks: fc.Arbitrary<EventMasks> = record({ assertion: fifteenBits, deassertion: fifteenBits });
const maybeMasks = fc.option(masks, { nil: undefined });
const thresholds = fc.tuple(fc.integer({ min: 0, max: 63 }), byte).map(([bits, value]) => {
  return Object.fromEntries(thresholdsOf(bits).map((name) => [name, value])) as { [Name in ThresholdName]?: number };
});

testCodecLaws("a request that names a sensor", {
  codec: getSensorReading.request,
  context: undefined,
  golden: [{ name: "sensor 3", hex: "03", value: sensor }],
  arbitrary: record({ sensorNumber: byte }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get Sensor Reading response", {
  codec: getSensorReading.response,
  context: sensor,
  golden: [
    {
      name: "a temperature above a threshold",
      hex: "56 c0 c8 80",
      value: {
        reading: 0x56,
        eventMessagesEnabled: true,
        scanningEnabled: true,
        unavailable: false,
        states: 0xc8,
      },
    },
    {
      name: "states",
      hex: "00 40 01 c0",
      value: {
        reading: 0,
        eventMessagesEnabled: false,
        scanningEnabled: true,
        unavailable: false,
        states: 0x4001,
      },
    },
    {
      name: "one byte of states",
      hex: "00 e0 01",
      value: {
        reading: 0,
        eventMessagesEnabled: true,
        scanningEnabled: true,
        unavailable: true,
        states: 1,
        reservedBitIsClear: true,
      },
      decodeOnly: true,
    },
    {
      name: "a reserved bit that is not 1",
      hex: "00 c0 01 40",
      value: {
        reading: 0,
        eventMessagesEnabled: true,
        scanningEnabled: true,
        unavailable: false,
        states: 0x4001,
        reservedBitIsClear: true,
      },
    },
    {
      name: "no states",
      hex: "17 c0",
      value: {
        reading: 0x17,
        eventMessagesEnabled: true,
        scanningEnabled: true,
        unavailable: false,
        states: undefined,
      },
    },
  ],
  arbitrary: anyReading,
  shortest: 2,
  trailing: "taken",
});

testCodecLaws("Get Sensor Reading Factors request", {
  codec: getSensorReadingFactors.request,
  context: undefined,
  golden: [{ name: "reading 80h", hex: "03 80", value: { sensorNumber: 3, reading: 0x80 } }],
  arbitrary: record({ sensorNumber: byte, reading: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Sensor Reading Factors response", {
  codec: getSensorReadingFactors.response,
  context: { sensorNumber: 3, reading: 0 },
  golden: [
    {
      name: "every sign and high bit",
      hex: "80 ff c1 fe c2 f8 7c",
      value: {
        nextReading: 0x80,
        factors: { m: -1, tolerance: 1, b: -2, accuracy: 0x3c2, accuracyExponent: 2, rExponent: 7, bExponent: -4 },
      },
      decodeOnly: true,
    },
    {
      name: "a voltage",
      hex: "05 06 00 00 00 00 e0",
      value: {
        nextReading: 5,
        factors: { m: 6, tolerance: 0, b: 0, accuracy: 0, accuracyExponent: 0, rExponent: -2, bExponent: 0 },
      },
    },
  ],
  arbitrary: record({
    nextReading: byte,
    factors: record({
      m: fc.integer({ min: -512, max: 511 }),
      b: fc.integer({ min: -512, max: 511 }),
      bExponent: fc.integer({ min: -8, max: 7 }),
      rExponent: fc.integer({ min: -8, max: 7 }),
      tolerance: fc.integer({ min: 0, max: 63 }),
      accuracy: fc.integer({ min: 0, max: 1023 }),
      accuracyExponent: fc.integer({ min: 0, max: 3 }),
    }),
  }),
  shortest: 7,
  trailing: "refused",
});

testCodecLaws("Set Sensor Hysteresis request", {
  codec: setSensorHysteresis.request,
  context: undefined,
  golden: [
    { name: "both", hex: "03 ff 02 04", value: { sensorNumber: 3, positiveHysteresis: 2, negativeHysteresis: 4 } },
  ],
  arbitrary: record({ sensorNumber: byte, positiveHysteresis: byte, negativeHysteresis: byte }),
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Get Sensor Hysteresis request", {
  codec: getSensorHysteresis.request,
  context: undefined,
  golden: [{ name: "sensor 3", hex: "03 ff", value: sensor }],
  arbitrary: record({ sensorNumber: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Sensor Hysteresis response", {
  codec: getSensorHysteresis.response,
  context: sensor,
  golden: [{ name: "both", hex: "02 04", value: { positiveHysteresis: 2, negativeHysteresis: 4 } }],
  arbitrary: record({ positiveHysteresis: byte, negativeHysteresis: byte }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Set Sensor Thresholds request", {
  codec: setSensorThresholds.request,
  context: undefined,
  golden: [
    {
      name: "upper critical and lower non-critical",
      hex: "03 11 0a 00 00 00 5a 00",
      value: { sensorNumber: 3, thresholds: { lowerNonCritical: 10, upperCritical: 90 } },
    },
  ],
  arbitrary: record({ sensorNumber: byte, thresholds }),
  shortest: 8,
  trailing: "refused",
});

testCodecLaws("Get Sensor Thresholds response", {
  codec: getSensorThresholds.response,
  context: sensor,
  golden: [
    {
      name: "all",
      hex: "3f 01 02 03 04 05 06",
      value: { thresholds: Object.fromEntries(thresholdNames.map((name, index) => [name, index + 1])) },
    },
    { name: "none", hex: "00 01 02 03 04 05 06", value: { thresholds: {} }, decodeOnly: true },
  ],
  arbitrary: record({ thresholds }),
  shortest: 7,
  trailing: "refused",
});

const events: EventMasks = { assertion: 0x0280, deassertion: 0x7001 };

testCodecLaws("Set Sensor Event Enable request", {
  codec: setSensorEventEnable.request,
  context: undefined,
  golden: [
    {
      name: "events on",
      hex: "03 d0 80 02 01 70",
      value: { sensorNumber: 3, eventMessagesEnabled: true, scanningEnabled: true, action: 1, events },
    },
    {
      name: "all off",
      hex: "03 00",
      value: {
        sensorNumber: 3,
        eventMessagesEnabled: false,
        scanningEnabled: false,
        action: 0,
        events: undefined,
      },
    },
    {
      name: "fewer bytes of events",
      hex: "03 e0 80 02",
      value: {
        sensorNumber: 3,
        eventMessagesEnabled: true,
        scanningEnabled: true,
        action: 2,
        events: { assertion: 0x0280, deassertion: 0 },
      },
      decodeOnly: true,
    },
  ],
  arbitrary: record({
    sensorNumber: byte,
    eventMessagesEnabled: fc.boolean(),
    scanningEnabled: fc.boolean(),
    action: fc.constantFrom(0, 1, 2, 3),
    events: maybeMasks,
  }),
  shortest: 2,
  trailing: "taken",
});

testCodecLaws("Get Sensor Event Enable response", {
  codec: getSensorEventEnable.response,
  context: sensor,
  golden: [
    {
      name: "events",
      hex: "c0 80 02 01 70",
      value: { eventMessagesEnabled: true, scanningEnabled: true, events },
    },
    { name: "none", hex: "40", value: { eventMessagesEnabled: false, scanningEnabled: true, events: undefined } },
  ],
  arbitrary: record({ eventMessagesEnabled: fc.boolean(), scanningEnabled: fc.boolean(), events: maybeMasks }),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws("Re-arm Sensor Events request", {
  codec: rearmSensorEvents.request,
  context: undefined,
  golden: [
    { name: "all", hex: "03 00", value: { sensorNumber: 3, allEvents: true, events: undefined } },
    { name: "some", hex: "03 80 80 02 01 70", value: { sensorNumber: 3, allEvents: false, events } },
  ],
  arbitrary: record({ sensorNumber: byte, allEvents: fc.boolean(), events: maybeMasks }),
  shortest: 2,
  trailing: "taken",
});

testCodecLaws("Get Sensor Event Status response", {
  codec: getSensorEventStatus.response,
  context: sensor,
  golden: [
    {
      name: "events",
      hex: "e0 80 02 01 70",
      value: { eventMessagesEnabled: true, scanningEnabled: true, unavailable: true, events },
    },
  ],
  arbitrary: record({
    eventMessagesEnabled: fc.boolean(),
    scanningEnabled: fc.boolean(),
    unavailable: fc.boolean(),
    events: maybeMasks,
  }),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws("Get Sensor Type response", {
  codec: getSensorType.response,
  context: sensor,
  golden: [{ name: "a temperature", hex: "01 01", value: { sensorType: 1, eventReadingType: 1 } }],
  arbitrary: record({ sensorType: byte, eventReadingType: fc.integer({ min: 0, max: 0x7f }) }),
  shortest: 2,
  trailing: "refused",
});

describe("the sensor commands", () => {
  it("are in the catalogue by their numbers", () => {
    const own = [0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2d, 0x2e, 0x2f, 0x30];
    const numbers = [0x00, 0x01, ...own];
    expect(sensorCommands.map(({ cmd }) => cmd)).toStrictEqual(numbers);
    for (const command of sensorCommands) expect(findCommand(0x04, command.cmd)).toBe(command);
  });
});
