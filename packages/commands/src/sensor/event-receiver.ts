/**
 * Where a controller sends its event messages, as Set and Get Event Receiver carry it (IPMI v2.0 §29.1, §29.2):
 *
 * | byte | body                                                |
 * |------|-----------------------------------------------------|
 * | 0    | 8-bit IPMB address; FFh: it generates no events     |
 * | 1    | 1:0: LUN                                            |
 */
import type { Codec } from "@ruipmi/core/wire";

/** The address that means: generate no events. */
export const noEventReceiver = 0xff;

/** Who receives a controller's event messages. */
export interface EventReceiver {
  /** 8-bit IPMB address, 20h for the BMC; {@link noEventReceiver}. */
  readonly slaveAddress: number;
  /** 0–3. */
  readonly lun: number;
}

/** The two bytes, both ways. */
export const eventReceiverBody: Codec<EventReceiver, unknown> = {
  encode(value, writer) {
    writer.u8(value.slaveAddress).u8(value.lun & 3);
  },
  decode(reader) {
    return { slaveAddress: reader.u8("slaveAddress"), lun: reader.u8("lun") & 3 };
  },
};
