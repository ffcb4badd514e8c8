/**
 * Enable Message Channel Receive, 06h/32h (IPMI v2.0 §22.5):
 *
 * | byte | request                                         |
 * |------|-------------------------------------------------|
 * | 0    | 3:0: channel                                    |
 * | 1    | 1:0: 0: disable; 1: enable; 2: only tell        |
 *
 * | byte | response                                        |
 * |------|-------------------------------------------------|
 * | 0    | 3:0: channel                                    |
 * | 1    | 0: whether reception is enabled                 |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** What Enable Message Channel Receive shall do; 3 is reserved. */
export const MessageChannelReceiveAction = {
  /** No messages from this channel into the receive message queue. */
  disable: 0,
  /** Messages from this channel into the receive message queue. */
  enable: 1,
  /** Leave it as it is, and tell. */
  getState: 2,
} as const;

/** One of {@link MessageChannelReceiveAction}. */
export type MessageChannelReceiveAction =
  (typeof MessageChannelReceiveAction)[keyof typeof MessageChannelReceiveAction];

/** Lets a channel's messages into the receive message queue, or not. */
export interface EnableMessageChannelReceiveRequest {
  /** 0–15. */
  readonly channelNumber: number;
  /** One of {@link MessageChannelReceiveAction}. */
  readonly action: number;
}

/** How it is now. */
export interface EnableMessageChannelReceiveResponse {
  /** 0–15. */
  readonly channelNumber: number;
  /** Whether the channel's messages go into the receive message queue. */
  readonly isEnabled: boolean;
}

/** Enable Message Channel Receive: for the system interface; over LAN it needs ADMINISTRATOR. */
export const enableMessageChannelReceive: Command<
  EnableMessageChannelReceiveRequest,
  EnableMessageChannelReceiveResponse
> = {
  name: "Enable Message Channel Receive",
  netFn: NetFn.app,
  cmd: 0x32,
  section: "IPMI v2.0 §22.5",
  request: {
    encode({ channelNumber, action }, writer) {
      writer.u8(channelNumber & 0x0f).u8(action & 3);
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f, action: reader.u8("action") & 3 };
    },
  },
  response: {
    encode({ channelNumber, isEnabled }, writer) {
      writer.u8(channelNumber & 0x0f).u8(bit(0, isEnabled));
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f, isEnabled: isSet(reader.u8("channelState"), 0) };
    },
  },
};
