/**
 * Get Chassis Capabilities, 00h/00h (IPMI v2.0 §28.1, table 28-2). The request is empty.
 *
 * | byte | response                                                                            |
 * |------|-------------------------------------------------------------------------------------|
 * | 0    | 3: power interlock; 2: diagnostic interrupt; 1: front panel lockout; 0: intrusion   |
 * | 1    | address of the chassis FRU device                                                   |
 * | 2    | address of the chassis SDR device                                                   |
 * | 3    | address of the chassis SEL device                                                   |
 * | 4    | address of the chassis system management device                                     |
 * | 5    | address of the chassis bridge device, optional; 20h where it is left out            |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { type ChassisDevices, decodeChassisDevices, encodeChassisDevices } from "./chassis-devices.ts";

/** What a chassis has, and who answers for it. */
export interface GetChassisCapabilitiesResponse extends ChassisDevices {
  /** Whether there is an interlock that keeps power off. */
  readonly powerInterlock: boolean;
  /** Whether the front panel has a diagnostic interrupt. */
  readonly diagnosticInterrupt: boolean;
  /** Whether the buttons of the front panel can be locked. */
  readonly frontPanelLockout: boolean;
  /** Whether opening the chassis is noticed. */
  readonly intrusionSensor: boolean;
}

/** Get Chassis Capabilities: any user may ask. */
export const getChassisCapabilities: Command<void, GetChassisCapabilitiesResponse> = {
  name: "Get Chassis Capabilities",
  netFn: NetFn.chassis,
  cmd: 0x00,
  section: "IPMI v2.0 §28.1",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer.u8(
        bit(3, value.powerInterlock) |
          bit(2, value.diagnosticInterrupt) |
          bit(1, value.frontPanelLockout) |
          bit(0, value.intrusionSensor),
      );
      encodeChassisDevices(value, writer);
    },
    decode(reader) {
      const flags = reader.u8("capabilitiesFlags");
      return {
        powerInterlock: isSet(flags, 3),
        diagnosticInterrupt: isSet(flags, 2),
        frontPanelLockout: isSet(flags, 1),
        intrusionSensor: isSet(flags, 0),
        ...decodeChassisDevices(reader),
      };
    },
  },
};
