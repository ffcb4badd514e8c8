/**
 * The PEF configuration parameters (IPMI v2.0 table 30-6) that are understood here:
 *
 * | number | parameter                | data                                                                                 |
 * |--------|--------------------------|--------------------------------------------------------------------------------------|
 * | 0      | set in progress          | 1:0                                                                                  |
 * | 1      | PEF control              | 3: alert startup delay; 2: startup delay; 1: event messages; 0: PEF                  |
 * | 2      | action global control    | 5: diagnostic interrupt; 4: OEM; 3: power cycle; 2: reset; 1: power off; 0: alert    |
 * | 3, 4   | startup delays           | seconds: PEF's, alerts'                                                              |
 * | 5      | number of event filters  | 6:0; read-only                                                                       |
 * | 6      | event filter table       | 6:0 filter, see `event-filter.ts`                                                    |
 * | 7      | event filter, data 1     | 6:0 filter, the first byte of it                                                     |
 * | 8      | number of alert policies | 6:0; read-only                                                                       |
 * | 9      | alert policy table       | 6:0 entry, see `alert-policy.ts`                                                     |
 * | 10     | system GUID              | 0: sent in alerts; GUID (16)                                                         |
 * | 11     | number of alert strings  | 6:0; read-only                                                                       |
 * | 12     | alert string keys        | 6:0 string; 6:0 event filter; 6:0 string set                                         |
 * | 13     | alert strings            | 6:0 string; block, from 1; up to 16 bytes, 00h behind the last character             |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import { type AlertPolicy, alertPolicy } from "./alert-policy.ts";
import { type EventFilter, type EventFilterState, eventFilter, eventFilterState } from "./event-filter.ts";
import { decodePefActions, encodePefActions, type PefActions } from "./pef-actions.ts";

/** What of platform event filtering is on. */
export interface PefControl {
  /** Filtering itself. */
  readonly pefEnabled: boolean;
  /** An event message for each action that is taken. */
  readonly eventMessages: boolean;
  /** Whether filtering waits when the system or the controller starts. */
  readonly startupDelay: boolean;
  /** Whether alerts wait when the system or the controller starts. */
  readonly alertStartupDelay: boolean;
}

/** The GUID that is sent in alerts. */
export interface PefSystemGuid {
  /** Whether it is this one; else that of Get System GUID. */
  readonly used: boolean;
  /** 16 bytes in the order of the wire. */
  readonly guid: Uint8Array;
}

/** Which alert string is for which filter. */
export interface AlertStringKeys {
  /** Which string, 0–127; 0 is the volatile one. */
  readonly string: number;
  /** Which event filter it is for, 0–127; 0 for none. */
  readonly eventFilter: number;
  /** Which set it belongs to, 0–127. */
  readonly stringSet: number;
}

/** A part of an alert string. */
export interface AlertStringBlock {
  /** Which string, 0–127; 0 is the volatile one. */
  readonly string: number;
  /** Which block of 16 bytes, from 1. */
  readonly block: number;
  /** Up to 16 bytes of text; 00h ends it. */
  readonly data: Uint8Array;
}

/** The value of each parameter, by its name. */
export interface PefParameterValues {
  /** 0 set complete, 1 set in progress, 2 commit write. */
  setInProgress: number;
  /** What is on. */
  control: PefControl;
  /** Which actions are on, whatever the filters say. */
  actionGlobalControl: PefActions;
  /** Seconds that filtering waits, 0–255. */
  startupDelay: number;
  /** Seconds that alerts wait, 0–255. */
  alertStartupDelay: number;
  /** How many event filters there are, 0–127. */
  eventFilterCount: number;
  /** An event filter; the set selector names it. */
  eventFilter: EventFilter;
  /** Whether an event filter is on; the set selector names it. */
  eventFilterState: EventFilterState;
  /** How many entries the alert policy table has, 0–127. */
  alertPolicyCount: number;
  /** An entry of the alert policy table; the set selector names it. */
  alertPolicy: AlertPolicy;
  /** The GUID that is sent in alerts. */
  systemGuid: PefSystemGuid;
  /** How many alert strings there are, 0–127, the volatile one not counted. */
  alertStringCount: number;
  /** What an alert string is for; the set selector names it. */
  alertStringKeys: AlertStringKeys;
  /** A block of an alert string; set and block selector name it. */
  alertString: AlertStringBlock;
}

/** The name of a parameter. */
export type PefParameterName = keyof PefParameterValues;

/** A parameter's number, its data and whether it can be set. */
export interface PefParameterFormat<Value> {
  /** Parameter selector (IPMI v2.0 table 30-6). */
  readonly selector: number;
  /** Its data, both ways. */
  readonly codec: Codec<Value>;
  /** Whether Set PEF Configuration Parameters is refused with 82h. */
  readonly readOnly?: true;
}

/** All parameters, by their names. */
export const pefParameterFormats: {
  readonly [Name in PefParameterName]: PefParameterFormat<PefParameterValues[Name]>;
} = {
  setInProgress: { selector: 0, codec: bits(0x03) },
  control: {
    selector: 1,
    codec: {
      encode(value, writer) {
        writer.u8(
          bit(0, value.pefEnabled) |
            bit(1, value.eventMessages) |
            bit(2, value.startupDelay) |
            bit(3, value.alertStartupDelay),
        );
      },
      decode(reader) {
        const control = reader.u8("control");
        return {
          pefEnabled: isSet(control, 0),
          eventMessages: isSet(control, 1),
          startupDelay: isSet(control, 2),
          alertStartupDelay: isSet(control, 3),
        };
      },
    },
  },
  actionGlobalControl: {
    selector: 2,
    codec: {
      encode(value, writer) {
        writer.u8(encodePefActions(value));
      },
      decode(reader) {
        return decodePefActions(reader.u8("actions"));
      },
    },
  },
  startupDelay: { selector: 3, codec: bits(0xff) },
  alertStartupDelay: { selector: 4, codec: bits(0xff) },
  eventFilterCount: { selector: 5, codec: bits(0x7f), readOnly: true },
  eventFilter: { selector: 6, codec: eventFilter },
  eventFilterState: { selector: 7, codec: eventFilterState },
  alertPolicyCount: { selector: 8, codec: bits(0x7f), readOnly: true },
  alertPolicy: { selector: 9, codec: alertPolicy },
  systemGuid: {
    selector: 10,
    codec: {
      encode({ used, guid }, writer) {
        const length = Math.min(guid.length, 16);
        writer
          .u8(bit(0, used))
          .bytes(guid.subarray(0, length))
          .fill(0, 16 - length);
      },
      decode(reader) {
        return { used: isSet(reader.u8("used"), 0), guid: reader.bytes(16, "guid") };
      },
    },
  },
  alertStringCount: { selector: 11, codec: bits(0x7f), readOnly: true },
  alertStringKeys: {
    selector: 12,
    codec: {
      encode(value, writer) {
        writer
          .u8(value.string & 0x7f)
          .u8(value.eventFilter & 0x7f)
          .u8(value.stringSet & 0x7f);
      },
      decode(reader) {
        const string = reader.u8("string") & 0x7f;
        return { string, eventFilter: reader.u8("eventFilter") & 0x7f, stringSet: reader.u8("stringSet") & 0x7f };
      },
    },
  },
  alertString: {
    selector: 13,
    codec: {
      encode(value, writer) {
        writer
          .u8(value.string & 0x7f)
          .u8(value.block)
          .bytes(value.data.subarray(0, 16));
      },
      decode(reader) {
        const string = reader.u8("string") & 0x7f;
        const block = reader.u8("block");
        return { string, block, data: reader.bytes(Math.min(reader.remaining, 16), "data") };
      },
    },
  },
};

/** The name of the parameter of this number; `undefined` for one that is not understood. */
export function pefParameterName(selector: number): PefParameterName | undefined {
  return names.find((name) => pefParameterFormats[name].selector === selector);
}

const names = Object.keys(pefParameterFormats) as PefParameterName[];

/** One byte, of which the bits of `mask` count. */
function bits(mask: number): Codec<number> {
  return {
    encode(value, writer) {
      writer.u8(value & mask);
    },
    decode(reader) {
      return reader.u8("value") & mask;
    },
  };
}
