/**
 * Set Front Panel Enables, 00h/0Ah (IPMI v2.0 §28.6, table 28-7). The response is empty.
 *
 * | byte | request                                                                   |
 * |------|---------------------------------------------------------------------------|
 * | 0    | disable: 3: standby; 2: diagnostic interrupt; 1: reset; 0: power off      |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** Which buttons of the front panel shall do nothing. */
export interface SetFrontPanelEnablesRequest {
  /** Standby (sleep). */
  readonly disableStandby: boolean;
  /** Diagnostic interrupt. */
  readonly disableDiagnosticInterrupt: boolean;
  /** Reset. */
  readonly disableReset: boolean;
  /** Power off; where there is one button for both, power and standby. */
  readonly disablePowerOff: boolean;
}

/** Set Front Panel Enables: needs ADMINISTRATOR. */
export const setFrontPanelEnables: Command<SetFrontPanelEnablesRequest, void> = {
  name: "Set Front Panel Enables",
  netFn: NetFn.chassis,
  cmd: 0x0a,
  section: "IPMI v2.0 §28.6",
  request: {
    encode(value, writer) {
      writer.u8(
        bit(3, value.disableStandby) |
          bit(2, value.disableDiagnosticInterrupt) |
          bit(1, value.disableReset) |
          bit(0, value.disablePowerOff),
      );
    },
    decode(reader) {
      const bits = reader.u8("frontPanelEnables");
      return {
        disableStandby: isSet(bits, 3),
        disableDiagnosticInterrupt: isSet(bits, 2),
        disableReset: isSet(bits, 1),
        disablePowerOff: isSet(bits, 0),
      };
    },
  },
  response: emptyBody,
};
