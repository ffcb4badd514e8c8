/**
 * Get User Access, 06h/44h (IPMI v2.0 §22.27, table 22-32):
 *
 * | byte | request                       |
 * |------|-------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one  |
 * | 1    | 5:0: user ID                  |
 *
 * | byte | response                                                                                            |
 * |------|-----------------------------------------------------------------------------------------------------|
 * | 0    | 5:0: the highest user ID there is                                                                   |
 * | 1    | 7:6: whether the user is enabled; 5:0: how many users are                                           |
 * | 2    | 5:0: how many users have a fixed name                                                               |
 * | 3    | 6: callback only; 5: link authentication; 4: IPMI messaging; 3:0: privilege limit, 0Fh = no access  |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { decodeUserAccessBits, encodeUserAccessBits, type UserAccessBits } from "./user-access.ts";

/** Whether a user is enabled (IPMI v2.0 table 22-32). */
export const UserEnableStatus = {
  /** Not told, as before errata 3 of IPMI v2.0. */
  unspecified: 0,
  /** Enabled. */
  enabled: 1,
  /** Disabled. */
  disabled: 2,
} as const;

/** One of {@link UserEnableStatus}. */
export type UserEnableStatus = (typeof UserEnableStatus)[keyof typeof UserEnableStatus];

/** Asks what a user may do over a channel. */
export interface GetUserAccessRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** 1–63. */
  readonly userId: number;
}

/** What a user may do over a channel, and how many users there are. */
export interface GetUserAccessResponse extends UserAccessBits {
  /** The highest user ID there is, 1–63. */
  readonly maximumUserId: number;
  /** One of {@link UserEnableStatus}. */
  readonly enableStatus: number;
  /** How many users are enabled, the null user included; 0–63. */
  readonly enabledUserCount: number;
  /** How many users have a name that cannot be set, the null user included; 0–63. */
  readonly fixedNameCount: number;
  /** The highest level the user gets over the channel, 1–5; 15 for no access. */
  readonly privilegeLimit: number;
}

/** Get User Access: needs OPERATOR. */
export const getUserAccess: Command<GetUserAccessRequest, GetUserAccessResponse> = {
  name: "Get User Access",
  netFn: NetFn.app,
  cmd: 0x44,
  section: "IPMI v2.0 §22.27",
  request: {
    encode({ channelNumber, userId }, writer) {
      writer.u8(channelNumber & 0x0f).u8(userId & 0x3f);
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f, userId: reader.u8("userId") & 0x3f };
    },
  },
  response: {
    encode(value, writer) {
      writer
        .u8(value.maximumUserId & 0x3f)
        .u8(((value.enableStatus & 3) << 6) | (value.enabledUserCount & 0x3f))
        .u8(value.fixedNameCount & 0x3f)
        .u8(encodeUserAccessBits(value) | (value.privilegeLimit & 0x0f));
    },
    decode(reader) {
      const maximumUserId = reader.u8("maximumUserId") & 0x3f;
      const enabled = reader.u8("enabledUserCount");
      const fixedNameCount = reader.u8("fixedNameCount") & 0x3f;
      const access = reader.u8("access");
      return {
        maximumUserId,
        enableStatus: enabled >>> 6,
        enabledUserCount: enabled & 0x3f,
        fixedNameCount,
        ...decodeUserAccessBits(access),
        privilegeLimit: access & 0x0f,
      };
    },
  },
};
