/**
 * Set Power Cycle Interval, 00h/0Bh (IPMI v2.0 §28.9). The response is empty.
 *
 * | byte | request                                               |
 * |------|-------------------------------------------------------|
 * | 0    | for how many seconds a power cycle keeps power off    |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** How long a power cycle shall keep power off. */
export interface SetPowerCycleIntervalRequest {
  /** 0–255; with 0 power comes back at once. */
  readonly seconds: number;
}

/** Set Power Cycle Interval: needs ADMINISTRATOR. */
export const setPowerCycleInterval: Command<SetPowerCycleIntervalRequest, void> = {
  name: "Set Power Cycle Interval",
  netFn: NetFn.chassis,
  cmd: 0x0b,
  section: "IPMI v2.0 §28.9",
  request: {
    encode({ seconds }, writer) {
      writer.u8(seconds);
    },
    decode(reader) {
      return { seconds: reader.u8("seconds") };
    },
  },
  response: emptyBody,
};
