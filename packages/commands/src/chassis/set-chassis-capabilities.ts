/**
 * Set Chassis Capabilities, 00h/05h (IPMI v2.0 §28.7, table 28-7). The response is empty.
 *
 * | byte | request                                                                             |
 * |------|-------------------------------------------------------------------------------------|
 * | 0    | 1: front panel lockout; 0: intrusion                                                |
 * | 1    | address of the chassis FRU device                                                   |
 * | 2    | address of the chassis SDR device                                                   |
 * | 3    | address of the chassis SEL device                                                   |
 * | 4    | address of the chassis system management device                                     |
 * | 5    | address of the chassis bridge device, optional; 20h where it is left out            |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { type ChassisDevices, decodeChassisDevices, encodeChassisDevices } from "./chassis-devices.ts";

/** What Get Chassis Capabilities shall answer from now on. */
export interface SetChassisCapabilitiesRequest extends ChassisDevices {
  /** Whether the buttons of the front panel can be locked. */
  readonly frontPanelLockout: boolean;
  /** Whether opening the chassis is noticed. */
  readonly intrusionSensor: boolean;
}

/** Set Chassis Capabilities: needs ADMINISTRATOR. */
export const setChassisCapabilities: Command<SetChassisCapabilitiesRequest, void> = {
  name: "Set Chassis Capabilities",
  netFn: NetFn.chassis,
  cmd: 0x05,
  section: "IPMI v2.0 §28.7",
  request: {
    encode(value, writer) {
      writer.u8(bit(1, value.frontPanelLockout) | bit(0, value.intrusionSensor));
      encodeChassisDevices(value, writer);
    },
    decode(reader) {
      const flags = reader.u8("capabilitiesFlags");
      return {
        frontPanelLockout: isSet(flags, 1),
        intrusionSensor: isSet(flags, 0),
        ...decodeChassisDevices(reader),
      };
    },
  },
  response: emptyBody,
};
