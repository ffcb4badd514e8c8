/**
 * Send Message, 06h/34h (IPMI v2.0 §22.7):
 *
 * | byte | request                                                                      |
 * |------|------------------------------------------------------------------------------|
 * | 0    | 7:6: tracking; 5: send encrypted; 4: send authenticated; 3:0: channel        |
 * | 1:   | the message for that channel                                                 |
 *
 * | byte | response                                                                     |
 * |------|------------------------------------------------------------------------------|
 * | 0:   | empty, or the bridged answer from managed systems that do not send it apart  |
 */
import { SEND_MESSAGE_COMMAND } from "../wire/ipmb-send-message.ts";
import { NetFn } from "../wire/net-fn.ts";
import type { Command } from "./command.ts";

/** A message to be forwarded to another channel. `buildIpmbSendMessage` makes those for an IPMB. */
export interface SendMessageRequest {
  /** 0–15. */
  readonly channelNumber: number;
  /** One of `SendMessageTracking`, 0–3: what becomes of the answer. */
  readonly tracking: number;
  /** Whether the channel shall send the message authenticated. */
  readonly authenticated: boolean;
  /** Whether the channel shall send the message encrypted. */
  readonly encrypted: boolean;
  /** The message in the format of that channel, checksums included. */
  readonly message: Uint8Array;
}

/** The message is on its way. */
export interface SendMessageResponse {
  /** Mostly empty; else the bridged answer, which `unwrapBridgedResponse` reads. */
  readonly message: Uint8Array;
}

/** Send Message. */
export const sendMessage: Command<SendMessageRequest, SendMessageResponse> = {
  name: "Send Message",
  netFn: NetFn.app,
  cmd: SEND_MESSAGE_COMMAND,
  section: "IPMI v2.0 §22.7",
  request: {
    encode(value, writer) {
      writer
        .u8(
          ((value.tracking & 3) << 6) |
            (value.encrypted ? 0x20 : 0) |
            (value.authenticated ? 0x10 : 0) |
            (value.channelNumber & 0x0f),
        )
        .bytes(value.message);
    },
    decode(reader) {
      const bits = reader.u8("channelNumber");
      return {
        channelNumber: bits & 0x0f,
        tracking: bits >>> 6,
        authenticated: (bits & 0x10) !== 0,
        encrypted: (bits & 0x20) !== 0,
        message: reader.rest(),
      };
    },
  },
  response: {
    encode(value, writer) {
      writer.bytes(value.message);
    },
    decode(reader) {
      return { message: reader.rest() };
    },
  },
  completionCodes: {
    128: "Invalid Session Handle",
    129: "Lost Arbitration",
    130: "Bus Error",
    131: "NAK on Write",
  },
};
