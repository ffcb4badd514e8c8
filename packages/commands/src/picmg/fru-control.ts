/**
 * FRU Control, 2Ch/04h of group 00h (PICMG 3.0 R3.0 §3). The response is empty.
 *
 * | byte | request                                                                             |
 * |------|-------------------------------------------------------------------------------------|
 * | 0    | FRU device ID                                                                       |
 * | 1    | 0 cold reset, 1 warm reset, 2 graceful reboot, 3 diagnostic interrupt, 4 quiesce    |
 */
import { type Command, emptyBody } from "@ruipmi/core/wire";
import { type PicmgFru, picmgCommand } from "./picmg-group.ts";

/** What FRU Control can do. */
export const FruControlOption = {
  /** As if power had been off. */
  coldReset: 0,
  /** Without that. */
  warmReset: 1,
  /** The operating system does it. */
  gracefulReboot: 2,
  /** Of the payload's processor. */
  diagnosticInterrupt: 3,
  /** Only modules of AdvancedMC. */
  quiesce: 4,
} as const;

/** One of {@link FruControlOption}. */
export type FruControlOption = (typeof FruControlOption)[keyof typeof FruControlOption];

/** Does something to a FRU's payload. */
export interface FruControlRequest extends PicmgFru {
  /** One of {@link FruControlOption}; others are reserved. */
  readonly option: number;
}

/** FRU Control: needs OPERATOR. */
export const fruControl: Command<FruControlRequest, void> = {
  ...picmgCommand("FRU Control", 0x04),
  request: {
    encode(value, writer) {
      writer.u8(value.fruDeviceId).u8(value.option);
    },
    decode(reader) {
      return { fruDeviceId: reader.u8("fruDeviceId"), option: reader.u8("option") };
    },
  },
  response: emptyBody,
};
