/**
 * Set User Access, 06h/43h (IPMI v2.0 §22.26, table 22-31). The response is empty.
 *
 * | byte | request                                                                                                     |
 * |------|-------------------------------------------------------------------------------------------------------------|
 * | 0    | 7: set bits 6:4; 6: callback only; 5: link authentication; 4: IPMI messaging; 3:0: channel, 0Eh = this one  |
 * | 1    | 5:0: user ID                                                                                                |
 * | 2    | 3:0: privilege limit, 0Fh = no access                                                                       |
 * | 3    | optional: 3:0: how many sessions at once, 0 = as many as the channel has                                    |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";
import { decodeUserAccessBits, encodeUserAccessBits, type UserAccessBits } from "./user-access.ts";

/** Sets what a user may do over a channel. */
export interface SetUserAccessRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** 1–63. */
  readonly userId: number;
  /** What else to set; left out to leave it as it is. */
  readonly access?: UserAccessBits;
  /** The highest level the user gets over the channel, 1–5; `noAccess` for none. */
  readonly privilegeLimit: number;
  /** How many sessions the user may have at once, 0–15; 0 for as many as the channel has. Left out to leave it as it is. */
  readonly sessionLimit?: number;
}

/** Set User Access: needs ADMINISTRATOR. */
export const setUserAccess: Command<SetUserAccessRequest, void> = {
  name: "Set User Access",
  netFn: NetFn.app,
  cmd: 0x43,
  section: "IPMI v2.0 §22.26",
  request: {
    encode({ channelNumber, userId, access, privilegeLimit, sessionLimit }, writer) {
      writer
        .u8(bit(7, access !== undefined) | (access ? encodeUserAccessBits(access) : 0) | (channelNumber & 0x0f))
        .u8(userId & 0x3f)
        .u8(privilegeLimit & 0x0f);
      if (sessionLimit !== undefined) writer.u8(sessionLimit & 0x0f);
    },
    decode(reader) {
      const first = reader.u8("channelNumber");
      return {
        channelNumber: first & 0x0f,
        userId: reader.u8("userId") & 0x3f,
        ...(isSet(first, 7) ? { access: decodeUserAccessBits(first) } : undefined),
        privilegeLimit: reader.u8("privilegeLimit") & 0x0f,
        ...(reader.remaining === 0 ? undefined : { sessionLimit: reader.u8("sessionLimit") & 0x0f }),
      };
    },
  },
  response: emptyBody,
};
