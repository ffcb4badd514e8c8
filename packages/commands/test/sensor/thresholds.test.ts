import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  decodeThresholdMasks,
  encodeThresholdMasks,
  sensorUnitText,
  thresholdBits,
  thresholdEvent,
  thresholdEventOffset,
  thresholdNames,
  thresholdsOf,
} from "../../src/index.ts";

describe("thresholds", () => {
  it("have a bit each", () => {
    expect(thresholdBits({ lowerNonCritical: 0, upperNonRecoverable: 1 })).toBe(0b100001);
    expect(thresholdsOf(0b011000)).toStrictEqual(["upperNonCritical", "upperCritical"]);
    expect(thresholdsOf(0xc0)).toStrictEqual([]);
  });

  it("have an event each way (IPMI v2.0 table 42-2)", () => {
    expect(thresholdEventOffset("lowerNonCritical", false)).toBe(0);
    expect(thresholdEventOffset("lowerCritical", false)).toBe(2);
    expect(thresholdEventOffset("upperNonCritical", true)).toBe(7);
    expect(thresholdEventOffset("upperNonRecoverable", true)).toBe(0x0b);
    for (const name of thresholdNames)
      for (const goingHigh of [true, false])
        expect(thresholdEvent(thresholdEventOffset(name, goingHigh))).toStrictEqual({ threshold: name, goingHigh });
    expect(thresholdEvent(0x0c)).toBeUndefined();
  });

  it("are in the masks of a record", () => {
    // Readable, settable and compared: upper non-critical and critical, lower non-recoverable.
    expect(
      encodeThresholdMasks({
        assertionEvents: 0x290,
        deassertionEvents: 0x280,
        compared: 0b011100,
        readable: 0b011100,
        settable: 0b001000,
      }),
    ).toStrictEqual({ assertionMask: 0x4290, deassertionMask: 0x3280, readingMask: 0x081c });
    fc.assert(
      fc.property(uint16, uint16, uint16, (assertionMask, deassertionMask, readingMask) => {
        const masks = decodeThresholdMasks({ assertionMask, deassertionMask, readingMask });
        expect(decodeThresholdMasks(encodeThresholdMasks(masks))).toStrictEqual(masks);
      }),
    );
  });
});

describe("a sensor's unit", () => {
  const unit = {
    analogDataFormat: 0,
    rateUnit: 0,
    modifierUse: 0,
    isPercentage: false,
    baseUnit: 0,
    modifierUnit: 0,
  } as const;

  it.each([
    [{ ...unit, baseUnit: 1 }, "degrees C"],
    [{ ...unit, baseUnit: 18 }, "RPM"],
    [{ ...unit, baseUnit: 92 }, "grams"],
    [{ ...unit, baseUnit: 200 }, "invalid"],
    [{ ...unit, baseUnit: 6, modifierUse: 1, modifierUnit: 23 }, "Watts/minute"],
    [{ ...unit, baseUnit: 7, modifierUse: 2, modifierUnit: 22 }, "Joules*second"],
    [{ ...unit, baseUnit: 85, rateUnit: 3 }, "packets per second"],
    [{ ...unit, isPercentage: true }, "percent"],
  ])("is %o: %s", (units, text) => {
    expect(sensorUnitText(units)).toBe(text);
  });
});
