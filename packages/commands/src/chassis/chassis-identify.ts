/**
 * Chassis Identify, 00h/04h (IPMI v2.0 §28.5, table 28-6). The response is empty.
 *
 * | byte | request                                                          |
 * |------|------------------------------------------------------------------|
 * | 0    | seconds, optional: 15 where it is left out; 0 switches it off    |
 * | 1    | optional: 0: on until it is switched off, whatever the seconds   |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** Makes the chassis be found among others. */
export interface ChassisIdentifyRequest {
  /** How many seconds, 0–255; 0 switches it off; left out for 15. */
  readonly seconds?: number;
  /** Whether it stays on until it is switched off; only with `seconds`. Not every chassis knows it. */
  readonly forceOn?: boolean;
}

/** Chassis Identify: needs OPERATOR. */
export const chassisIdentify: Command<ChassisIdentifyRequest, void> = {
  name: "Chassis Identify",
  netFn: NetFn.chassis,
  cmd: 0x04,
  section: "IPMI v2.0 §28.5",
  request: {
    encode({ seconds, forceOn }, writer) {
      if (seconds === undefined) return;
      writer.u8(seconds);
      if (forceOn !== undefined) writer.u8(bit(0, forceOn));
    },
    decode(reader) {
      if (reader.remaining === 0) return {};
      const seconds = reader.u8("seconds");
      return reader.remaining === 0 ? { seconds } : { seconds, forceOn: isSet(reader.u8("forceOn"), 0) };
    },
  },
  response: emptyBody,
};
