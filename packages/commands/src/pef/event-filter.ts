/**
 * An entry of the event filter table (IPMI v2.0 table 17-2), PEF parameter 6 behind its filter number:
 *
 * | byte  | field                                                                                           |
 * |-------|-------------------------------------------------------------------------------------------------|
 * | 0     | 7: enabled; 6:5: 0 configurable, 2 pre-configured by the manufacturer                           |
 * | 1     | 6: group control; 5: diagnostic interrupt; 4: OEM; 3: power cycle; 2: reset; 1: off; 0: alert   |
 * | 2     | 6:4: group control selector; 3:0: alert policy number                                           |
 * | 3     | severity, one bit each                                                                          |
 * | 4:5   | generator ID, FFh for any                                                                       |
 * | 6     | sensor type, FFh for any                                                                        |
 * | 7     | sensor number, FFh for any                                                                      |
 * | 8     | event trigger: event/reading type, FFh for any                                                  |
 * | 9:10  | event data 1: which offsets, one bit each                                                       |
 * | 11:19 | of event data 1, 2 and 3: AND mask, compare 1, compare 2                                        |
 */
import { type ByteReader, type ByteWriter, bit, type Codec, isSet } from "@ruipmi/core/wire";
import { decodePefActions, encodePefActions, type PefActions } from "./pef-actions.ts";

/** Who made an event filter what it is (IPMI v2.0 table 17-2). */
export const EventFilterType = {
  /** Software may configure it. */
  configurable: 0,
  /** The manufacturer did, and software should not. */
  preConfigured: 2,
} as const;

/** One of {@link EventFilterType}; 1 and 3 are reserved. */
export type EventFilterType = (typeof EventFilterType)[keyof typeof EventFilterType];

/** How bad the event is that a filter finds (IPMI v2.0 table 17-2). */
export const PefEventSeverity = {
  /** Not said. */
  unspecified: 0,
  /** Monitor. */
  monitor: 0x01,
  /** Information. */
  information: 0x02,
  /** Return to OK. */
  ok: 0x04,
  /** Non-critical. */
  nonCritical: 0x08,
  /** Critical. */
  critical: 0x10,
  /** Non-recoverable. */
  nonRecoverable: 0x20,
} as const;

/** One of {@link PefEventSeverity}. */
export type PefEventSeverity = (typeof PefEventSeverity)[keyof typeof PefEventSeverity];

/** The value of a byte of a filter that takes anything. */
export const matchAny = 0xff;

/** How one byte of event data is compared (IPMI v2.0 §17.8). */
export interface EventDataComparison {
  /** Which bits count, 0–255. */
  readonly andMask: number;
  /** Which bits must match exactly, 0–255. */
  readonly compare1: number;
  /** Which bits must be set, or cleared, 0–255. */
  readonly compare2: number;
}

/** The first byte of a filter, which can be set alone (parameter 7). */
export interface EventFilterState {
  /** Which filter, 1–127. */
  readonly filter: number;
  /** Whether it counts. */
  readonly enabled: boolean;
  /** One of {@link EventFilterType}, 0–3. */
  readonly type: number;
}

/** An event filter: which events it finds, and what is done about them. */
export interface EventFilter extends EventFilterState {
  /** What is done. */
  readonly actions: PefActions;
  /** Whether the group control operation is done (ICMB). */
  readonly groupControl: boolean;
  /** Which entry of the group control table, 0–7. */
  readonly groupControlSelector: number;
  /** Which policy an alert is sent by, 0–15. */
  readonly policyNumber: number;
  /** One of {@link PefEventSeverity}, 0–255. */
  readonly severity: number;
  /** Address or software ID of who sent the event, 0–255; {@link matchAny} for anybody. */
  readonly generatorAddress: number;
  /** 7:4: its channel, 1:0: its LUN; {@link matchAny} for any. */
  readonly generatorChannelAndLun: number;
  /** Sensor type; {@link matchAny} for any. */
  readonly sensorType: number;
  /** Sensor number; {@link matchAny} for any. */
  readonly sensorNumber: number;
  /** Event/reading type; {@link matchAny} for any. */
  readonly eventTrigger: number;
  /** Bit n for event offset n, 16 bits. */
  readonly offsetMask: number;
  /** How event data 1, 2 and 3 are compared. */
  readonly eventData: readonly [EventDataComparison, EventDataComparison, EventDataComparison];
}

/** Parameter 6: the filter's number, then the entry. */
export const eventFilter: Codec<EventFilter> = {
  encode(value, writer) {
    eventFilterState.encode(value, writer);
    writer
      .u8(bit(6, value.groupControl) | encodePefActions(value.actions))
      .u8(((value.groupControlSelector & 7) << 4) | (value.policyNumber & 0x0f))
      .u8(value.severity)
      .u8(value.generatorAddress)
      .u8(value.generatorChannelAndLun)
      .u8(value.sensorType)
      .u8(value.sensorNumber)
      .u8(value.eventTrigger)
      .u16(value.offsetMask);
    for (const comparison of value.eventData) writeComparison(comparison, writer);
  },
  decode(reader) {
    const state = eventFilterState.decode(reader);
    const actions = reader.u8("actions");
    const policy = reader.u8("policyNumber");
    return {
      ...state,
      actions: decodePefActions(actions),
      groupControl: isSet(actions, 6),
      groupControlSelector: (policy >>> 4) & 7,
      policyNumber: policy & 0x0f,
      severity: reader.u8("severity"),
      generatorAddress: reader.u8("generatorAddress"),
      generatorChannelAndLun: reader.u8("generatorChannelAndLun"),
      sensorType: reader.u8("sensorType"),
      sensorNumber: reader.u8("sensorNumber"),
      eventTrigger: reader.u8("eventTrigger"),
      offsetMask: reader.u16("offsetMask"),
      eventData: [readComparison(reader, 1), readComparison(reader, 2), readComparison(reader, 3)],
    };
  },
};

/** Parameter 7: the filter's number, then the first byte of its entry. */
export const eventFilterState: Codec<EventFilterState> = {
  encode(value, writer) {
    writer.u8(value.filter & 0x7f).u8(bit(7, value.enabled) | ((value.type & 3) << 5));
  },
  decode(reader) {
    const filter = reader.u8("filter") & 0x7f;
    const configuration = reader.u8("configuration");
    return { filter, enabled: isSet(configuration, 7), type: (configuration >>> 5) & 3 };
  },
};

function writeComparison({ andMask, compare1, compare2 }: EventDataComparison, writer: ByteWriter): void {
  writer.u8(andMask).u8(compare1).u8(compare2);
}

function readComparison(reader: ByteReader, number: number): EventDataComparison {
  const field = `eventData${number}`;
  return { andMask: reader.u8(field), compare1: reader.u8(field), compare2: reader.u8(field) };
}
