/**
 * Get Channel Access, 06h/41h (IPMI v2.0 §22.23, table 22-28):
 *
 * | byte | request                                              |
 * |------|------------------------------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one                         |
 * | 1    | 7:6: 1: non-volatile settings; 2: those in force     |
 *
 * | byte | response                                                                              |
 * |------|---------------------------------------------------------------------------------------|
 * | 0    | 5: no alerting; 4: no per-message auth.; 3: no user level auth.; 2:0: access mode     |
 * | 1    | 3:0: privilege limit                                                                  |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type ChannelAccess, decodeAccessBits, encodeAccessBits } from "./channel-access.ts";

/** Asks who may do what over a channel. */
export interface GetChannelAccessRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** One of `ChannelAccessSettings`; 0 and 3 are reserved. */
  readonly settings: number;
}

/** Get Channel Access: any user may ask. */
export const getChannelAccess: Command<GetChannelAccessRequest, ChannelAccess> = {
  name: "Get Channel Access",
  netFn: NetFn.app,
  cmd: 0x41,
  section: "IPMI v2.0 §22.23",
  request: {
    encode({ channelNumber, settings }, writer) {
      writer.u8(channelNumber & 0x0f).u8((settings & 3) << 6);
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f, settings: reader.u8("settings") >>> 6 };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(encodeAccessBits(value)).u8(value.privilegeLimit & 0x0f);
    },
    decode(reader) {
      const access = decodeAccessBits(reader.u8("access"));
      return { ...access, privilegeLimit: reader.u8("privilegeLimit") & 0x0f };
    },
  },
  completionCodes: {
    130: "Command not supported for selected channel",
  },
};
