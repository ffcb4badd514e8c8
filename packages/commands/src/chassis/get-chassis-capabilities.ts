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

/** What a chassis has, and who answers for it. */
export interface GetChassisCapabilitiesResponse {
  /** Whether there is an interlock that keeps power off. */
  readonly powerInterlock: boolean;
  /** Whether the front panel has a diagnostic interrupt. */
  readonly diagnosticInterrupt: boolean;
  /** Whether the buttons of the front panel can be locked. */
  readonly frontPanelLockout: boolean;
  /** Whether opening the chassis is noticed. */
  readonly intrusionSensor: boolean;
  /** 8-bit IPMB address of the chassis FRU device; 0 for none. */
  readonly fruDeviceAddress: number;
  /** 8-bit IPMB address of the chassis SDR device. */
  readonly sdrDeviceAddress: number;
  /** 8-bit IPMB address of the chassis SEL device. */
  readonly selDeviceAddress: number;
  /** 8-bit IPMB address of the chassis system management device. */
  readonly systemManagementDeviceAddress: number;
  /** 8-bit IPMB address of the chassis bridge device; absent where the managed system does not tell, which means 20h. */
  readonly bridgeDeviceAddress?: number;
}

/** Get Chassis Capabilities: any user may ask. */
export const getChassisCapabilities: Command<void, GetChassisCapabilitiesResponse> = {
  name: "Get Chassis Capabilities",
  netFn: NetFn.chassis,
  cmd: 0x00,
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8(
          bit(3, value.powerInterlock) |
            bit(2, value.diagnosticInterrupt) |
            bit(1, value.frontPanelLockout) |
            bit(0, value.intrusionSensor),
        )
        .u8(value.fruDeviceAddress)
        .u8(value.sdrDeviceAddress)
        .u8(value.selDeviceAddress)
        .u8(value.systemManagementDeviceAddress);
      if (value.bridgeDeviceAddress !== undefined) writer.u8(value.bridgeDeviceAddress);
    },
    decode(reader) {
      const flags = reader.u8("capabilitiesFlags");
      return {
        powerInterlock: isSet(flags, 3),
        diagnosticInterrupt: isSet(flags, 2),
        frontPanelLockout: isSet(flags, 1),
        intrusionSensor: isSet(flags, 0),
        fruDeviceAddress: reader.u8("fruDeviceAddress"),
        sdrDeviceAddress: reader.u8("sdrDeviceAddress"),
        selDeviceAddress: reader.u8("selDeviceAddress"),
        systemManagementDeviceAddress: reader.u8("systemManagementDeviceAddress"),
        ...(reader.remaining === 0 ? undefined : { bridgeDeviceAddress: reader.u8("bridgeDeviceAddress") }),
      };
    },
  },
};
