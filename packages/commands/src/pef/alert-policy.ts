/**
 * An entry of the alert policy table (IPMI v2.0 table 17-4), PEF parameter 9 behind its entry number:
 *
 * | byte | field                                                             |
 * |------|-------------------------------------------------------------------|
 * | 0    | 7:4: policy number; 3: enabled; 2:0: rule                         |
 * | 1    | 7:4: channel; 3:0: destination                                    |
 * | 2    | 7: alert string by event; 6:0: alert string set, or alert string  |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";

/** When an entry of a policy is used (IPMI v2.0 table 17-4). */
export const AlertPolicyRule = {
  /** Always. */
  always: 0,
  /** Not after an alert that was sent: the next entry then. */
  nextEntry: 1,
  /** Not after an alert that was sent: no further entries of this policy. */
  nextSet: 2,
  /** Not after an alert that was sent: the next entry with another channel. */
  nextChannel: 3,
  /** Not after an alert that was sent: the next entry with another type of destination. */
  nextDestinationType: 4,
} as const;

/** One of {@link AlertPolicyRule}; 5–7 are reserved. */
export type AlertPolicyRule = (typeof AlertPolicyRule)[keyof typeof AlertPolicyRule];

/** Where an alert goes. */
export interface AlertPolicy {
  /** Which entry of the table, 1–127. */
  readonly entry: number;
  /** Which policy it belongs to, 0–15: what an event filter names. */
  readonly policyNumber: number;
  /** Whether it counts. */
  readonly enabled: boolean;
  /** One of {@link AlertPolicyRule}, 0–7. */
  readonly rule: number;
  /** The channel, 0–15. */
  readonly channelNumber: number;
  /** The destination on that channel, 0–15. */
  readonly destination: number;
  /** Whether the alert string is looked up by the event filter too. */
  readonly eventSpecificString: boolean;
  /** The alert string set, or the alert string itself, 0–127; 0 for none. */
  readonly alertString: number;
}

/** Parameter 9: the entry's number, then the entry. */
export const alertPolicy: Codec<AlertPolicy> = {
  encode(value, writer) {
    writer
      .u8(value.entry & 0x7f)
      .u8(((value.policyNumber & 0x0f) << 4) | bit(3, value.enabled) | (value.rule & 7))
      .u8(((value.channelNumber & 0x0f) << 4) | (value.destination & 0x0f))
      .u8(bit(7, value.eventSpecificString) | (value.alertString & 0x7f));
  },
  decode(reader) {
    const entry = reader.u8("entry") & 0x7f;
    const policy = reader.u8("policy");
    const target = reader.u8("destination");
    const key = reader.u8("alertString");
    return {
      entry,
      policyNumber: policy >>> 4,
      enabled: isSet(policy, 3),
      rule: policy & 7,
      channelNumber: target >>> 4,
      destination: target & 0x0f,
      eventSpecificString: isSet(key, 7),
      alertString: key & 0x7f,
    };
  },
};
