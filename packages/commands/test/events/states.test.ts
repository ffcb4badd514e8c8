import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  assertedStates,
  eventTypeName,
  sensorTypeName,
  sensorTypeNames,
  stateText,
  stateTexts,
} from "../../src/index.ts";

describe("the names of sensor types", () => {
  it("are there from 00h to 2Ch, each another", () => {
    expect(sensorTypeNames).toHaveLength(0x2d);
    expect(new Set(sensorTypeNames).size).toBe(0x2d);
  });

  it.each([
    [0x00, "reserved"],
    [0x01, "Temperature"],
    [0x0d, "Drive Slot / Bay"],
    [0x1b, "Cable / Interconnect"],
    [0x2c, "FRU State"],
    [0x2d, "Unknown"],
    [0xc0, "Unknown"],
  ])("%i is %s", (sensorType, name) => {
    expect(sensorTypeName(sensorType)).toBe(name);
  });
});

describe("the kinds of event/reading types", () => {
  it.each([
    [0x00, "Unspecified"],
    [0x01, "Threshold"],
    [0x02, "Generic Discrete"],
    [0x0c, "Generic Discrete"],
    [0x0d, "Reserved"],
    [0x6e, "Reserved"],
    [0x6f, "Sensor-specific Discrete"],
    [0x70, "OEM"],
    [0x7f, "OEM"],
  ])("%i is %s", (eventReadingType, name) => {
    expect(eventTypeName(eventReadingType)).toBe(name);
  });
});

describe("a state's text", () => {
  it.each([
    [0x01, 0x01, 0x09, "Upper Critical going high"],
    [0x01, 0x01, 0x02, "Lower Critical going low "],
    [0x03, 0x04, 0x01, "State Asserted"],
    [0x0b, 0x08, 0x01, "Redundancy Lost"],
    [0x0c, 0x08, 0x03, "D3 Power State"],
    [0x6f, 0x05, 0x00, "General Chassis intrusion"],
    [0x6f, 0x08, 0x03, "Power Supply AC lost"],
    [0x6f, 0x0c, 0x00, "Correctable ECC"],
    [0x6f, 0x22, 0x0e, "Unknown"],
    [0x6f, 0x23, 0x08, "Timer interrupt"],
    [0x6f, 0x2a, 0x02, "Invalid Username or Password"],
    [0x6f, 0xf0, 0x04, "Transition to M4"],
    [0x6f, 0x22, 0x0d, undefined],
    [0x6f, 0x01, 0x00, undefined],
    [0x6f, 0xc1, 0x00, undefined],
    [0x70, 0x01, 0x00, undefined],
    [0x00, 0x01, 0x00, undefined],
    [0x03, 0x01, 0x02, undefined],
  ])("%i, sensor type %i, offset %i", (eventReadingType, sensorType, offset, text) => {
    expect(stateText(eventReadingType, sensorType, offset)).toBe(text);
  });

  it("is told apart by event data 2, where it is one of the values with a meaning", () => {
    expect(stateText(0x6f, 0x0f, 2, 0x13)).toBe("System boot initiated");
    expect(stateText(0x6f, 0x0f, 2, 0x1a)).toBe("Unknown Progress");
    expect(stateText(0x6f, 0x0f, 0, 0x0d)).toBe("CPU speed mismatch failure");
    expect(stateText(0x6f, 0x08, 6, 4)).toBe("Config Error: Voltage Rating Mismatch");
    expect(stateText(0x6f, 0x2b, 1, 0)).toBe("Firmware or software change detected");
    expect(stateText(0x6f, 0x2b, 7, 9)).toBe("Firmware or software change success, BIOS/EFI change");
    expect(stateText(0x6f, 0x0c, 0, 9)).toBe("Correctable ECC");
    expect(stateText(0x0b, 0x0f, 2, 0x13)).toBe("Redundancy Degraded");
  });
});

describe("asserted states", () => {
  it("are those whose bit is set, lowest first, the nameless ones too", () => {
    expect(assertedStates(0x6f, 0x08, 0b1001)).toStrictEqual([
      { offset: 0, text: "Presence detected" },
      { offset: 3, text: "Power Supply AC lost" },
    ]);
    expect(assertedStates(0x6f, 0x22, 0b11 << 13)).toStrictEqual([
      { offset: 13, text: undefined },
      { offset: 14, text: "Unknown" },
    ]);
  });

  it("are of 15 bits, whatever the types", () => {
    fc.assert(
      fc.property(fc.nat(0xff), fc.nat(0xff), fc.nat(0xffff), (eventReadingType, sensorType, states) => {
        const offsets = assertedStates(eventReadingType, sensorType, states).map(({ offset }) => offset);
        expect(offsets.reduce((bits, offset) => bits | (1 << offset), 0)).toBe(states & 0x7fff);
        const texts = stateTexts(eventReadingType, sensorType);
        expect(texts.length).toBeLessThanOrEqual(16);
      }),
    );
  });
});
