import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  describeEvent,
  type EventSensor,
  eventDetails,
  eventSensorName,
  eventSeverity,
  eventSource,
  eventText,
  findEventSensor,
  type LoggedEvent,
  notShared,
  type SdrRecord,
  type SensorSharing,
} from "../../src/index.ts";
import { compactSensor, fullSensor } from "../support/sensor-records.ts";

const temperature: LoggedEvent = {
  generatorId: 0x0020,
  sensorType: 1,
  sensorNumber: 1,
  asserted: true,
  eventType: 1,
  eventData: Uint8Array.of(0x57, 39, 38),
};

const inlet: EventSensor = fullSensor({ sensorType: 1, sensorNumber: 1, name: "Inlet Temp" });

function specific(sensorType: number, ...eventData: readonly number[]): LoggedEvent {
  return { ...temperature, sensorType, eventType: 0x6f, eventData: Uint8Array.from(eventData) };
}

describe("a threshold's event", () => {
  it("has reading and threshold in the sensor's unit where its record is at hand", () => {
    expect(describeEvent(temperature, inlet)).toStrictEqual({
      source: { kind: "controller", address: 0x20, channel: 0, lun: 0 },
      sensorType: "Temperature",
      sensorName: "Inlet Temp",
      eventType: "Threshold",
      event: "Upper Non-critical going high",
      severity: "nonCritical",
      reading: { value: 39, unit: "degrees C" },
      threshold: { value: 38, unit: "degrees C" },
      details: [],
    });
  });

  it("has none without the record, of a compact record, or where the event does not say that it carries them", () => {
    const compact = compactSensor({ sensorType: 1, sensorNumber: 1, name: "Temp" });
    for (const [event, sensor] of [
      [temperature, undefined],
      [temperature, compact],
      [{ ...temperature, eventData: Uint8Array.of(0x07, 39, 38) }, inlet],
      [{ ...temperature, eventData: Uint8Array.of(0xf7, 39, 38) }, inlet],
    ] as const) {
      const { reading, threshold } = describeEvent(event, sensor);
      expect([reading, threshold]).toStrictEqual([undefined, undefined]);
    }
  });

  it("is one sentence", () => {
    expect(eventText(temperature, inlet)).toBe(
      'Temperature "Inlet Temp": Upper Non-critical going high asserted, reading 39 degrees C, threshold 38 degrees C',
    );
    expect(eventText({ ...temperature, asserted: false, eventType: 0x70, eventData: Uint8Array.of(5, 0, 0) })).toBe(
      "Temperature #01h: state 5 deasserted",
    );
  });
});

describe("event data 2 and 3", () => {
  it.each([
    ["memory module", specific(0x0c, 0x30, 0xff, 7), [[3, "Memory module/device number", "7"]]],
    [
      "an OEM's codes",
      specific(0x0c, 0xa0, 0x12, 7),
      [
        [2, "OEM Data", "12"],
        [3, "OEM Data", "07"],
      ],
    ],
    [
      "codes without a meaning",
      specific(0x05, 0xf0, 0x12, 7),
      [
        [2, "Sensor Extension Code", "12"],
        [3, "Sensor Extension Code", "07"],
      ],
    ],
    [
      "slot",
      specific(0x21, 0xf3, 0x09, 4),
      [
        [2, "Slot/connector type", "PCI Express"],
        [3, "Slot/connector number", "4"],
      ],
    ],
    [
      "watchdog",
      specific(0x23, 0xc1, 0x24, 0xff),
      [
        [2, "Interrupt", "NMI"],
        [2, "Timer use", "SMS/OS"],
      ],
    ],
    [
      "clock",
      specific(0x12, 0xc5, 0x80, 0xff),
      [
        [2, "Event of the pair", "second"],
        [2, "Clock", "SEL"],
      ],
    ],
    ["PEF", specific(0x12, 0xc4, 0b101, 0xff), [[2, "PEF actions", "alert, reset"]]],
    ["log", specific(0x10, 0x35, 0xff, 80), [[3, "Log used", "80%"]]],
    [
      "session",
      specific(0x2a, 0xf1, 0x05, 0x21),
      [
        [2, "User ID", "5"],
        [3, "Deactivation cause", "timeout"],
        [3, "Channel", "1"],
      ],
    ],
    ["reserved slot type", specific(0x21, 0xc3, 0x7f, 4), [[2, "Slot/connector type", "127 (reserved)"]]],
    ["what the state says already", specific(0x2b, 0xc1, 0x02, 0xff), []],
    ["nothing", specific(0x0c, 0x00, 0x12, 7), []],
  ])("say it in words: %s", (_name, event, details) => {
    expect(eventDetails(event).map(({ byte, name, text }) => [byte, name, text])).toStrictEqual(details);
  });

  it("say of a generic event its severity and the state before", () => {
    const event = { ...temperature, eventType: 0x0b, eventData: Uint8Array.of(0x41, 0x20, 0xff) };
    expect(eventDetails(event)).toStrictEqual([
      { byte: 2, name: "Severity", text: "Transition to Critical from less severe" },
      { byte: 2, name: "Previous State", text: "Fully Redundant" },
    ]);
    expect(eventDetails({ ...event, eventData: Uint8Array.of(0x41, 0xff, 0xff) })).toStrictEqual([]);
  });
});

describe("an event's severity", () => {
  it.each([
    [1, 0x00, true, "nonCritical"],
    [1, 0x09, true, "critical"],
    [1, 0x0b, true, "nonRecoverable"],
    [1, 0x09, false, "ok"],
    [4, 1, true, "nonCritical"],
    [7, 6, true, "nonRecoverable"],
    [7, 8, true, "informational"],
    [7, 8, false, "informational"],
    [0x0b, 5, true, "critical"],
    [0x6f, 0, true, undefined],
    [0x03, 1, true, undefined],
  ] as const)("type %i, offset %i, asserted %s: %s", (eventType, offset, asserted, severity) => {
    expect(eventSeverity({ eventType, asserted, eventData: Uint8Array.of(offset, 0xff, 0xff) })).toBe(severity);
  });

  it("is the one that event data 2 says", () => {
    expect(eventSeverity({ eventType: 0x6f, asserted: true, eventData: Uint8Array.of(0x40, 0x3f, 0xff) })).toBe(
      "nonRecoverable",
    );
  });
});

describe("the generator ID", () => {
  it.each([
    [0x0020, { kind: "controller", address: 0x20, channel: 0, lun: 0 }],
    [0x7182, { kind: "controller", address: 0x82, channel: 7, lun: 1 }],
    [0x0041, { kind: "software", address: 0x20, channel: 0, lun: 0, software: "system management software" }],
    [0x0001, { kind: "software", address: 0x00, channel: 0, lun: 0, software: "BIOS" }],
    [0x008f, { kind: "software", address: 0x47, channel: 0, lun: 0, software: "remote console software" }],
    [0x0091, { kind: "software", address: 0x48, channel: 0, lun: 0, software: "reserved" }],
  ])("%i", (generatorId, source) => {
    expect(eventSource(generatorId)).toStrictEqual(source);
  });
});

describe("the sensor of an event", () => {
  const shared = compactSensor({
    sensorType: 4,
    sensorNumber: 0x10,
    name: "FAN",
    sharing: { ...notShared, shareCount: 4 },
  });
  const records: readonly SdrRecord[] = [inlet, shared];

  it("is the record with its owner, number and type", () => {
    expect(findEventSensor(records, temperature)).toBe(inlet);
    expect(findEventSensor(records, { ...temperature, sensorNumber: 2 })).toBeUndefined();
    expect(findEventSensor(records, { ...temperature, sensorType: 2 })).toBeUndefined();
    expect(findEventSensor(records, { ...temperature, generatorId: 0x0041 })).toBeUndefined();
  });

  it("may be one of several that a record stands for", () => {
    const fan = { ...temperature, sensorType: 4 };
    expect(findEventSensor(records, { ...fan, sensorNumber: 0x13 })).toBe(shared);
    expect(findEventSensor(records, { ...fan, sensorNumber: 0x14 })).toBeUndefined();
    expect(findEventSensor(records, { ...fan, sensorNumber: 0x0f })).toBeUndefined();
  });

  it("has the instance behind its name, from the second on", () => {
    const named = (sharing: Partial<SensorSharing>): EventSensor => ({
      ...shared,
      sharing: { ...notShared, ...sharing },
    });
    expect(eventSensorName(named({ instanceModifierOffset: 1 }), 0x10)).toBe("FAN");
    expect(eventSensorName(named({ instanceModifierOffset: 1 }), 0x12)).toBe("FAN3");
    expect(eventSensorName(named({ instanceModifierType: 1 }), 0x11)).toBe("FANB");
    expect(eventSensorName(named({ instanceModifierType: 1, instanceModifierOffset: 25 }), 0x11)).toBe("FANAA");
    expect(describeEvent({ ...temperature, sensorType: 4, sensorNumber: 0x12 }, shared).sensorName).toBe("FAN2");
  });
});

describe("any event", () => {
  it("can be described", () => {
    const event = fc.record({
      generatorId: uint16,
      sensorType: byte,
      sensorNumber: byte,
      asserted: fc.boolean(),
      eventType: fc.nat(0x7f),
      eventData: bytesOf(0, 3),
    });
    fc.assert(
      fc.property(event, fc.boolean(), (any, named) => {
        expect(eventText(any, named ? inlet : undefined)).not.toContain("undefined");
        expect(describeEvent(any, inlet).details.length).toBeLessThanOrEqual(4);
      }),
    );
  });
});
