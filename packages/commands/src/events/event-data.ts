/**
 * What event data 1 says of the other two bytes (IPMI v2.0 table 29-6):
 *
 * | bits | threshold                                          | discrete                                              |
 * |------|----------------------------------------------------|-------------------------------------------------------|
 * | 7:6  | byte 2: 0 unspecified; 1 trigger reading; 2 OEM; 3 sensor-specific | 0 unspecified; 1 previous state, severity; 2 OEM; 3 sensor-specific |
 * | 5:4  | byte 3: 0 unspecified; 1 trigger threshold; 2 OEM; 3 sensor-specific | 0 unspecified; 1 reserved; 2 OEM; 3 sensor-specific |
 * | 3:0  | offset                                             | offset                                                |
 */

/** What an event data byte holds. */
export const EventDataUse = {
  /** Nothing. */
  unspecified: 0,
  /** Byte 2 the trigger reading, or the previous state and severity; byte 3 the trigger threshold. */
  standard: 1,
  /** An OEM's code. */
  oem: 2,
  /** What the sensor type's extension is (IPMI v2.0 table 42-3). */
  sensorSpecific: 3,
} as const;

/** One of {@link EventDataUse}. */
export type EventDataUse = (typeof EventDataUse)[keyof typeof EventDataUse];

/** The three bytes of event data, taken apart. */
export interface EventData {
  /** Which state it is about, 0–15. */
  readonly offset: number;
  /** What byte 2 holds. */
  readonly use2: EventDataUse;
  /** Byte 2. */
  readonly data2: number;
  /** What byte 3 holds. */
  readonly use3: EventDataUse;
  /** Byte 3. */
  readonly data3: number;
}

/** Takes event data apart; bytes that are missing are FFh. */
export function eventDataOf(bytes: Uint8Array): EventData {
  const [data1 = 0xff, data2 = 0xff, data3 = 0xff] = bytes;
  return {
    offset: data1 & 0x0f,
    use2: (data1 >>> 6) as EventDataUse,
    data2,
    use3: ((data1 >>> 4) & 3) as EventDataUse,
    data3,
  };
}
