/** ACPI power states, as Set and Get ACPI Power State name them (IPMI v2.0 tables 20-6 and 20-7). */

/** The state of the whole system. */
export const AcpiSystemPowerState = {
  /** S0/G0: working. */
  s0: 0x00,
  /** S1: hardware context kept, equates to processor context lost. */
  s1: 0x01,
  /** S2. */
  s2: 0x02,
  /** S3: suspended to memory. */
  s3: 0x03,
  /** S4: suspended to disk. */
  s4: 0x04,
  /** S5/G2: soft off. */
  s5: 0x05,
  /** S4 or S5, which of them is not known. */
  s4OrS5: 0x06,
  /** G3: mechanically off. */
  g3: 0x07,
  /** S1, S2 or S3, which of them is not known. */
  sleeping: 0x08,
  /** G1: S1 to S4, which of them is not known. */
  g1Sleeping: 0x09,
  /** S5, entered by the override of the power button. */
  s5Override: 0x0a,
  /** On, without ACPI. */
  legacyOn: 0x20,
  /** Off, without ACPI. */
  legacyOff: 0x21,
  /** Not known. */
  unknown: 0x2a,
} as const;

/** One of {@link AcpiSystemPowerState}. */
export type AcpiSystemPowerState = (typeof AcpiSystemPowerState)[keyof typeof AcpiSystemPowerState];

/** The state of the device that answers. */
export const AcpiDevicePowerState = {
  /** D0: working. */
  d0: 0x00,
  /** D1. */
  d1: 0x01,
  /** D2. */
  d2: 0x02,
  /** D3: off. */
  d3: 0x03,
  /** Not known. */
  unknown: 0x2a,
} as const;

/** One of {@link AcpiDevicePowerState}. */
export type AcpiDevicePowerState = (typeof AcpiDevicePowerState)[keyof typeof AcpiDevicePowerState];
