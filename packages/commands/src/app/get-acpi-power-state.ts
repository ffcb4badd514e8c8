/**
 * Get ACPI Power State, 06h/07h (IPMI v2.0 §20.7, table 20-7). The request is empty.
 *
 * | byte | response                    |
 * |------|-----------------------------|
 * | 0    | 6:0: the system's state     |
 * | 1    | 6:0: the device's state     |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Which states hold. */
export interface GetAcpiPowerStateResponse {
  /** One of `AcpiSystemPowerState`. */
  readonly systemPowerState: number;
  /** One of `AcpiDevicePowerState`. */
  readonly devicePowerState: number;
}

/** Get ACPI Power State: any user may ask. */
export const getAcpiPowerState: Command<void, GetAcpiPowerStateResponse> = {
  name: "Get ACPI Power State",
  netFn: NetFn.app,
  cmd: 0x07,
  section: "IPMI v2.0 §20.7",
  request: emptyBody,
  response: {
    encode({ systemPowerState, devicePowerState }, writer) {
      writer.u8(systemPowerState & 0x7f).u8(devicePowerState & 0x7f);
    },
    decode(reader) {
      return {
        systemPowerState: reader.u8("systemPowerState") & 0x7f,
        devicePowerState: reader.u8("devicePowerState") & 0x7f,
      };
    },
  },
};
