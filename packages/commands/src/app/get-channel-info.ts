/**
 * Get Channel Info, 06h/42h (IPMI v2.0 §22.24, table 22-29):
 *
 * | byte | request                       |
 * |------|-------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one  |
 *
 * | byte | response                                                        |
 * |------|-----------------------------------------------------------------|
 * | 0    | 3:0: channel                                                    |
 * | 1    | 6:0: medium                                                     |
 * | 2    | 4:0: protocol                                                   |
 * | 3    | 7:6: session support; 5:0: active sessions                      |
 * | 4:6  | IANA enterprise number of who defined the protocol              |
 * | 7:8  | auxiliary information; of the system interface: its interrupts  |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** What a channel is made of (IPMI v2.0 table 6-3). */
export const ChannelMedium = {
  /** IPMB. */
  ipmb: 1,
  /** ICMB version 1.0. */
  icmb10: 2,
  /** ICMB version 0.9. */
  icmb09: 3,
  /** 802.3 LAN. */
  lan: 4,
  /** Serial or modem. */
  serial: 5,
  /** Another LAN. */
  otherLan: 6,
  /** PCI SMBus. */
  pciSmbus: 7,
  /** SMBus version 1. */
  smbus1: 8,
  /** SMBus version 2. */
  smbus2: 9,
  /** USB 1. */
  usb1: 10,
  /** USB 2. */
  usb2: 11,
  /** The system interface: KCS, SMIC or BT. */
  systemInterface: 12,
} as const;

/** One of {@link ChannelMedium}; 60h–7Fh are an OEM's. */
export type ChannelMedium = (typeof ChannelMedium)[keyof typeof ChannelMedium];

/** What is spoken over a channel (IPMI v2.0 table 6-2). */
export const ChannelProtocol = {
  /** IPMB 1.0; LAN too. */
  ipmb: 1,
  /** ICMB 1.0. */
  icmb: 2,
  /** IPMI over SMBus. */
  smbus: 4,
  /** KCS. */
  kcs: 5,
  /** SMIC. */
  smic: 6,
  /** BT, format of version 1.0. */
  bt10: 7,
  /** BT, format of version 1.5. */
  bt15: 8,
  /** Terminal mode. */
  terminalMode: 9,
} as const;

/** One of {@link ChannelProtocol}; 1Ch–1Fh are an OEM's. */
export type ChannelProtocol = (typeof ChannelProtocol)[keyof typeof ChannelProtocol];

/** How many sessions a channel has (IPMI v2.0 table 22-29). */
export const ChannelSessionSupport = {
  /** None: messages need no session. */
  sessionless: 0,
  /** One at a time. */
  singleSession: 1,
  /** Several at a time. */
  multiSession: 2,
  /** Sessions or none, as it is configured (serial). */
  sessionBased: 3,
} as const;

/** One of {@link ChannelSessionSupport}. */
export type ChannelSessionSupport = (typeof ChannelSessionSupport)[keyof typeof ChannelSessionSupport];

/** Asks what a channel is. */
export interface GetChannelInfoRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
}

/** What a channel is. */
export interface GetChannelInfoResponse {
  /** 0–15. */
  readonly channelNumber: number;
  /** One of {@link ChannelMedium}, 0–127. */
  readonly medium: number;
  /** One of {@link ChannelProtocol}, 0–31. */
  readonly protocol: number;
  /** One of {@link ChannelSessionSupport}. */
  readonly sessionSupport: number;
  /** How many sessions are active on it, 0–63. */
  readonly activeSessions: number;
  /** IANA enterprise number (24 bits) of who defined the protocol; 7154 is the IPMI forum's. */
  readonly vendorId: number;
  /** Two bytes as they are on the wire, least significant byte first. */
  readonly auxiliaryInformation: number;
}

/** Get Channel Info: any user may ask. */
export const getChannelInfo: Command<GetChannelInfoRequest, GetChannelInfoResponse> = {
  name: "Get Channel Info",
  netFn: NetFn.app,
  cmd: 0x42,
  section: "IPMI v2.0 §22.24",
  request: {
    encode({ channelNumber }, writer) {
      writer.u8(channelNumber & 0x0f);
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f };
    },
  },
  response: {
    encode(value, writer) {
      writer
        .u8(value.channelNumber & 0x0f)
        .u8(value.medium & 0x7f)
        .u8(value.protocol & 0x1f)
        .u8(((value.sessionSupport & 3) << 6) | (value.activeSessions & 0x3f))
        .u24(value.vendorId)
        .u16(value.auxiliaryInformation);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const medium = reader.u8("medium") & 0x7f;
      const protocol = reader.u8("protocol") & 0x1f;
      const sessions = reader.u8("sessionSupport");
      return {
        channelNumber,
        medium,
        protocol,
        sessionSupport: sessions >>> 6,
        activeSessions: sessions & 0x3f,
        vendorId: reader.u24("vendorId"),
        auxiliaryInformation: reader.u16("auxiliaryInformation"),
      };
    },
  },
};
