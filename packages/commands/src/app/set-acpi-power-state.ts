/**
 * Set ACPI Power State, 06h/06h (IPMI v2.0 §20.6, table 20-6). The response is empty.
 *
 * | byte | request                                         |
 * |------|-------------------------------------------------|
 * | 0    | 7: set the system's; 6:0: the system's state    |
 * | 1    | 7: set the device's; 6:0: the device's state    |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** Tells the controller which states hold; it only remembers them. */
export interface SetAcpiPowerStateRequest {
  /** One of `AcpiSystemPowerState`; left out to leave it as it is. */
  readonly systemPowerState?: number;
  /** One of `AcpiDevicePowerState`; left out to leave it as it is. */
  readonly devicePowerState?: number;
}

/** "No change": what stands where the bit to set is clear. */
const noChange = 0x7f;

/** Set ACPI Power State: needs ADMINISTRATOR. */
export const setAcpiPowerState: Command<SetAcpiPowerStateRequest, void> = {
  name: "Set ACPI Power State",
  netFn: NetFn.app,
  cmd: 0x06,
  section: "IPMI v2.0 §20.6",
  request: {
    encode({ systemPowerState, devicePowerState }, writer) {
      for (const state of [systemPowerState, devicePowerState]) {
        writer.u8(bit(7, state !== undefined) | ((state ?? noChange) & 0x7f));
      }
    },
    decode(reader) {
      const system = reader.u8("systemPowerState");
      const device = reader.u8("devicePowerState");
      return {
        ...(isChange(system) ? { systemPowerState: system & 0x7f } : undefined),
        ...(isChange(device) ? { devicePowerState: device & 0x7f } : undefined),
      };
    },
  },
  response: emptyBody,
};

function isChange(state: number): boolean {
  return isSet(state, 7) && (state & 0x7f) !== noChange;
}
