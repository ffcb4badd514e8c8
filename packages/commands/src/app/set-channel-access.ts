/**
 * Set Channel Access, 06h/40h (IPMI v2.0 §22.22, table 22-27). The response is empty.
 *
 * | byte | request                                                                                                   |
 * |------|-----------------------------------------------------------------------------------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one                                                                              |
 * | 1    | 7:6: which access to set; 5: no alerting; 4: no per-message auth.; 3: no user level auth.; 2:0: mode      |
 * | 2    | 7:6: which limit to set; 3:0: privilege limit                                                             |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";
import { type ChannelAccess, decodeAccessBits, encodeAccessBits } from "./channel-access.ts";

/** Sets who may do what over a channel. */
export interface SetChannelAccessRequest extends ChannelAccess {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** Which of the `ChannelAccessSettings` get all but the limit; 0 for neither. */
  readonly setAccess: number;
  /** Which of the `ChannelAccessSettings` get the limit; 0 for neither. */
  readonly setPrivilegeLimit: number;
}

/** Set Channel Access: needs ADMINISTRATOR. */
export const setChannelAccess: Command<SetChannelAccessRequest, void> = {
  name: "Set Channel Access",
  netFn: NetFn.app,
  cmd: 0x40,
  section: "IPMI v2.0 §22.22",
  request: {
    encode(value, writer) {
      writer
        .u8(value.channelNumber & 0x0f)
        .u8(((value.setAccess & 3) << 6) | encodeAccessBits(value))
        .u8(((value.setPrivilegeLimit & 3) << 6) | (value.privilegeLimit & 0x0f));
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const access = reader.u8("access");
      const limit = reader.u8("privilegeLimit");
      return {
        channelNumber,
        setAccess: access >>> 6,
        ...decodeAccessBits(access),
        setPrivilegeLimit: limit >>> 6,
        privilegeLimit: limit & 0x0f,
      };
    },
  },
  response: emptyBody,
  completionCodes: {
    130: "Set not supported on selected channel",
    131: "Access mode not supported",
  },
};
