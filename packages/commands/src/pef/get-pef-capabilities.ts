/**
 * Get PEF Capabilities, 04h/10h (IPMI v2.0 §30.1). The request is empty.
 *
 * | byte | response                                                                                                    |
 * |------|-------------------------------------------------------------------------------------------------------------|
 * | 0    | version of PEF in BCD, the low nibble first: 51h for 1.5                                                    |
 * | 1    | 7: OEM records can be filtered; 5: diagnostic interrupt; 4: OEM; 3: power cycle; 2: reset; 1: off; 0: alert |
 * | 2    | how many event filters there are                                                                            |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { decodePefActions, encodePefActions, type PefActions } from "./pef-actions.ts";

/** What platform event filtering there is. */
export interface GetPefCapabilitiesResponse {
  /** Version in BCD, the low nibble first: 51h is 1.5. */
  readonly version: number;
  /** Which actions there are. */
  readonly actions: PefActions;
  /** Whether OEM records of the event log can be filtered. */
  readonly oemEventRecordFiltering: boolean;
  /** How many event filters there are, 0–255. */
  readonly eventFilterCount: number;
}

/** Get PEF Capabilities: any user may ask. */
export const getPefCapabilities: Command<void, GetPefCapabilitiesResponse> = {
  name: "Get PEF Capabilities",
  netFn: NetFn.sensorEvent,
  cmd: 0x10,
  section: "IPMI v2.0 §30.1",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8(value.version)
        .u8(bit(7, value.oemEventRecordFiltering) | encodePefActions(value.actions))
        .u8(value.eventFilterCount);
    },
    decode(reader) {
      const version = reader.u8("version");
      const actions = reader.u8("actions");
      return {
        version,
        actions: decodePefActions(actions),
        oemEventRecordFiltering: isSet(actions, 7),
        eventFilterCount: reader.u8("eventFilterCount"),
      };
    },
  },
};
