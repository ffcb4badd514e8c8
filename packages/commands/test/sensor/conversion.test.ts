import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AnalogDataFormat,
  Linearization,
  type ReadingConversion,
  type ReadingFactors,
  rawReading,
  rawReadingBeside,
  rawToNumber,
  readingAccuracy,
  readingTolerance,
  readingValue,
} from "../../src/index.ts";

const plain: ReadingFactors = {
  m: 1,
  b: 0,
  bExponent: 0,
  rExponent: 0,
  tolerance: 0,
  accuracy: 0,
  accuracyExponent: 0,
};

function conversion(
  factors: Partial<ReadingFactors>,
  linearization = 0,
  analogDataFormat: ReadingConversion["analogDataFormat"] = 0,
): ReadingConversion {
  return { analogDataFormat, linearization, factors: { ...plain, ...factors } };
}

const anyConversion: fc.Arbitrary<ReadingConversion> = fc.record({
  analogDataFormat: fc.constantFrom(0, 1, 2),
  linearization: fc.oneof(fc.integer({ min: 0, max: 0x0b }), fc.constant(0x70)),
  factors: fc.record({
    m: fc.integer({ min: -512, max: 511 }),
    b: fc.integer({ min: -512, max: 511 }),
    bExponent: fc.integer({ min: -8, max: 7 }),
    rExponent: fc.integer({ min: -8, max: 7 }),
    tolerance: fc.constant(1),
    accuracy: fc.constant(0),
    accuracyExponent: fc.constant(0),
  }),
});

const allRaw = Array.from({ length: 256 }, (_, raw) => raw);

describe("a reading's value", () => {
  // y = L((M·x + B·10^K1)·10^K2), worked out by hand.
  it.each([
    ["as it is", conversion({}), 0x17, 23],
    ["times M and the exponent", conversion({ m: 6, rExponent: -2 }), 202, 12.12],
    ["with B", conversion({ m: 2, b: -40 }), 50, 60],
    ["with B and its exponent", conversion({ m: 1, b: 5, bExponent: 2, rExponent: -1 }), 10, 51],
    ["below zero in two's complement", conversion({}, 0, AnalogDataFormat.twosComplement), 0xf6, -10],
    ["below zero in one's complement", conversion({}, 0, AnalogDataFormat.onesComplement), 0xf5, -10],
    ["the other zero of one's complement", conversion({}, 0, AnalogDataFormat.onesComplement), 0xff, 0],
    ["above zero whatever the format", conversion({}, 0, AnalogDataFormat.onesComplement), 0x7f, 127],
    ["ln", conversion({}, Linearization.ln), 1, 0],
    ["log10", conversion({}, Linearization.log10), 100, 2],
    ["log2", conversion({}, Linearization.log2), 32, 5],
    ["e", conversion({}, Linearization.e), 0, 1],
    ["exp10", conversion({}, Linearization.exp10), 3, 1000],
    ["exp2", conversion({}, Linearization.exp2), 8, 256],
    ["1/x", conversion({}, Linearization.reciprocal), 4, 0.25],
    ["x²", conversion({}, Linearization.square), 12, 144],
    ["x³", conversion({}, Linearization.cube), 3, 27],
    ["square root", conversion({}, Linearization.squareRoot), 144, 12],
    ["cube root", conversion({}, Linearization.cubeRoot), 27, 3],
    ["not linear: the factors are this reading's", conversion({ m: 3 }, Linearization.nonLinear), 7, 21],
  ] as const)("is %s", (_name, sensor, raw, value) => {
    expect(readingValue(sensor, raw)).toBe(value);
    expect(readingValue(sensor, rawReading(sensor, value)!)).toBe(value);
  });

  it("is undefined where there is none", () => {
    expect(readingValue(conversion({}, 0, AnalogDataFormat.none), 5)).toBeUndefined();
    expect(readingValue(conversion({}, Linearization.ln), 0)).toBeUndefined();
    expect(readingValue(conversion({}, Linearization.reciprocal), 0)).toBeUndefined();
    expect(readingValue(conversion({ m: -1 }, Linearization.squareRoot), 4)).toBeUndefined();
    expect(rawReading(conversion({}, 0, AnalogDataFormat.none), 5)).toBeUndefined();
    expect(rawReading(conversion({}), Number.NaN)).toBeUndefined();
    expect(rawToNumber(AnalogDataFormat.none, 5)).toBeUndefined();
  });
});

describe("a value's raw reading", () => {
  it("is one that has this value, for every raw reading of every sensor", () => {
    fc.assert(
      fc.property(anyConversion, (sensor) => {
        for (const raw of allRaw) {
          const value = readingValue(sensor, raw);
          if (value !== undefined) expect(readingValue(sensor, rawReading(sensor, value)!)).toBe(value);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("is the nearest that there is", () => {
    fc.assert(
      fc.property(anyConversion, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (sensor, value) => {
        const distances = allRaw
          .map((raw) => readingValue(sensor, raw))
          .filter((candidate) => candidate !== undefined)
          .map((candidate) => Math.abs(candidate - value));
        const raw = rawReading(sensor, value);
        if (distances.length === 0) expect(raw).toBeUndefined();
        else expect(Math.abs(readingValue(sensor, raw!)! - value)).toBe(Math.min(...distances));
      }),
      { numRuns: 500 },
    );
  });

  it("is the end of the range beyond it", () => {
    expect(rawReading(conversion({}), 1000)).toBe(255);
    expect(rawReading(conversion({}), -1)).toBe(0);
    expect(rawReading(conversion({}, 0, AnalogDataFormat.twosComplement), -1000)).toBe(0x80);
    expect(rawReading(conversion({}, 0, AnalogDataFormat.onesComplement), -1000)).toBe(0x80);
    expect(rawReading(conversion({}, 0, AnalogDataFormat.twosComplement), 1000)).toBe(0x7f);
  });

  it("has neighbours as numbers have", () => {
    const signed = conversion({}, 0, AnalogDataFormat.twosComplement);
    expect(rawReadingBeside(signed, 0, -1)).toBe(0xff);
    expect(rawReadingBeside(signed, 0x80, -5)).toBe(0x80);
    expect(rawReadingBeside(conversion({}), 0xff, 1)).toBe(0xff);
    expect(rawReadingBeside(conversion({}, 0, AnalogDataFormat.onesComplement), 1, -2)).toBe(0xfe);
    expect(rawReadingBeside(conversion({}, 0, AnalogDataFormat.none), 7, 3)).toBe(7);
  });
});

describe("how far to trust a reading", () => {
  it("is half counts of tolerance and hundredths of a percent of accuracy", () => {
    expect(readingTolerance(conversion({ m: 6, b: 100, rExponent: -2, tolerance: 3 }), 100)).toBe(0.09);
    expect(readingTolerance(conversion({ tolerance: 2 }, Linearization.square), 10)).toBe(21);
    expect(readingTolerance(conversion({}, 0, AnalogDataFormat.none), 10)).toBeUndefined();
    expect(readingAccuracy({ ...plain, accuracy: 250 })).toBe(2.5);
    expect(readingAccuracy({ ...plain, accuracy: 5, accuracyExponent: 2 })).toBe(5);
  });
});
