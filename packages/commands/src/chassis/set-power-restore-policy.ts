/**
 * Set Power Restore Policy, 00h/06h (IPMI v2.0 §28.8, table 28-8):
 *
 * | byte | request                              |
 * |------|--------------------------------------|
 * | 0    | 2:0: the policy; 3: leave it as it is |
 *
 * | byte | response                                                       |
 * |------|----------------------------------------------------------------|
 * | 0    | supported: 2: always on; 1: as it was before; 0: always off    |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** What shall happen when mains power comes back. */
export interface SetPowerRestorePolicyRequest {
  /** One of `PowerRestorePolicy`, 0–7; 3 leaves it as it is and only asks what is supported. */
  readonly policy: number;
}

/** Which policies the chassis knows. */
export interface SetPowerRestorePolicyResponse {
  /** Powers up. */
  readonly alwaysOn: boolean;
  /** Goes back to the state it was in. */
  readonly previous: boolean;
  /** Stays off. */
  readonly alwaysOff: boolean;
}

/** Set Power Restore Policy: needs OPERATOR. */
export const setPowerRestorePolicy: Command<SetPowerRestorePolicyRequest, SetPowerRestorePolicyResponse> = {
  name: "Set Power Restore Policy",
  netFn: NetFn.chassis,
  cmd: 0x06,
  section: "IPMI v2.0 §28.8",
  request: {
    encode({ policy }, writer) {
      writer.u8(policy & 7);
    },
    decode(reader) {
      return { policy: reader.u8("policy") & 7 };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(bit(2, value.alwaysOn) | bit(1, value.previous) | bit(0, value.alwaysOff));
    },
    decode(reader) {
      const supported = reader.u8("supportedPolicies");
      return { alwaysOn: isSet(supported, 2), previous: isSet(supported, 1), alwaysOff: isSet(supported, 0) };
    },
  },
};
