/**
 * Get Message, 06h/33h (IPMI v2.0 §22.6). The request is empty.
 *
 * | byte | response                                                               |
 * |------|------------------------------------------------------------------------|
 * | 0    | 7:4: level that the sender may be taken to have; 3:0: channel          |
 * | 1:   | the message as the channel's protocol has it, without slave address    |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** A message out of the receive message queue. */
export interface GetMessageResponse {
  /** Where it came from, 0–15. */
  readonly channelNumber: number;
  /** The privilege level that its sender may be taken to have, 0–15; 0 where the channel knows none. */
  readonly inferredPrivilegeLevel: number;
  /** The message in the format of the channel's protocol (IPMI v2.0 table 22-9). */
  readonly message: Uint8Array;
}

/** Get Message: takes the oldest message out of the receive message queue. Meant for the system interface. */
export const getMessage: Command<void, GetMessageResponse> = {
  name: "Get Message",
  netFn: NetFn.app,
  cmd: 0x33,
  section: "IPMI v2.0 §22.6",
  request: emptyBody,
  response: {
    encode({ channelNumber, inferredPrivilegeLevel, message }, writer) {
      writer.u8(((inferredPrivilegeLevel & 0x0f) << 4) | (channelNumber & 0x0f)).bytes(message);
    },
    decode(reader) {
      const first = reader.u8("channelNumber");
      return { channelNumber: first & 0x0f, inferredPrivilegeLevel: first >>> 4, message: reader.rest() };
    },
  },
  completionCodes: {
    128: "Data not available: the receive message queue is empty",
  },
};
