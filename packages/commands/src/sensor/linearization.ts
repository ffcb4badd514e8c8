/** What a sensor's value is of the linear one (IPMI v2.0 §43.1, byte 24). */
export const Linearization = {
  /** The value itself. */
  linear: 0x00,
  /** Natural logarithm. */
  ln: 0x01,
  /** Logarithm to base 10. */
  log10: 0x02,
  /** Logarithm to base 2. */
  log2: 0x03,
  /** e to the power of it. */
  e: 0x04,
  /** 10 to the power of it. */
  exp10: 0x05,
  /** 2 to the power of it. */
  exp2: 0x06,
  /** Reciprocal. */
  reciprocal: 0x07,
  /** Square. */
  square: 0x08,
  /** Cube. */
  cube: 0x09,
  /** Square root. */
  squareRoot: 0x0a,
  /** Cube root. */
  cubeRoot: 0x0b,
  /** Linear in pieces: each raw reading has factors of its own, told by Get Sensor Reading Factors. */
  nonLinear: 0x70,
} as const;

/** One of {@link Linearization}. */
export type Linearization = (typeof Linearization)[keyof typeof Linearization];

/** L of a value; the value itself from 0Ch on. */
export function linearize(linearization: number, value: number): number {
  switch (linearization) {
    case Linearization.ln:
      return Math.log(value);
    case Linearization.log10:
      return Math.log10(value);
    case Linearization.log2:
      return Math.log2(value);
    case Linearization.e:
      return Math.exp(value);
    case Linearization.exp10:
      return 10 ** value;
    case Linearization.exp2:
      return 2 ** value;
    case Linearization.reciprocal:
      return 1 / value;
    case Linearization.square:
      return value * value;
    case Linearization.cube:
      return value ** 3;
    case Linearization.squareRoot:
      return Math.sqrt(value);
    case Linearization.cubeRoot:
      return Math.cbrt(value);
    default:
      return value;
  }
}

/** All values whose L is `value`; of the square both roots, and none of what L never gives. */
export function inverseLinearization(linearization: number, value: number): readonly number[] {
  switch (linearization) {
    case Linearization.square:
      return value < 0 ? [] : [Math.sqrt(value), -Math.sqrt(value)];
    case Linearization.squareRoot:
      return value < 0 ? [] : [value * value];
    case Linearization.ln:
      return [Math.exp(value)];
    case Linearization.log10:
      return [10 ** value];
    case Linearization.log2:
      return [2 ** value];
    case Linearization.e:
      return value <= 0 ? [] : [Math.log(value)];
    case Linearization.exp10:
      return value <= 0 ? [] : [Math.log10(value)];
    case Linearization.exp2:
      return value <= 0 ? [] : [Math.log2(value)];
    case Linearization.reciprocal:
      return value === 0 ? [] : [1 / value];
    case Linearization.cube:
      return [Math.cbrt(value)];
    case Linearization.cubeRoot:
      return [value ** 3];
    default:
      return [value];
  }
}
