/**
 * BMC Message Channel Info Record, type 14h (IPMI v2.0 §43.11), after the header:
 *
 * | byte | meaning                                                                                   |
 * |------|-------------------------------------------------------------------------------------------|
 * | 0:7  | channels 0–7: 7: may be sent on; 6:4 LUN that messages from it arrive at; 3:0 protocol    |
 * | 8    | messaging interrupt: 0Fh none, 10h–15h …, FFh not said                                    |
 * | 9    | event message buffer interrupt, likewise                                                  |
 * | 10   | reserved                                                                                  |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import type { SdrHeader } from "./record-header.ts";

/** What a BMC says of one of its channels. */
export interface MessageChannel {
  /** Whether Send Message works on it. */
  readonly transmitSupported: boolean;
  /** The LUN that messages from it arrive at, 0–7. */
  readonly messageReceiveLun: number;
  /** 0 where there is no such channel; 1 IPMB, 4 IPMI-SMBus, 5 KCS (IPMI v2.0 table 6-2). */
  readonly channelProtocol: number;
}

/** A BMC's channels as v1.0 described them, but who holds the record. */
export interface BmcMessageChannelInfoBody {
  /** Channels 0 to 7; what is left out is written as none. */
  readonly channels: readonly MessageChannel[];
  /** 0–255 (IPMI v2.0 §43.11, byte 14). */
  readonly messagingInterruptType: number;
  /** 0–255 (IPMI v2.0 §43.11, byte 15). */
  readonly eventMessageBufferInterruptType: number;
}

/** A BMC's channels as v1.0 described them. */
export interface BmcMessageChannelInfoRecord extends SdrHeader, BmcMessageChannelInfoBody {
  /** Discriminates `SdrRecord`. */
  readonly kind: "bmcMessageChannelInfo";
}

/** The record after its header, both ways. */
export const bmcMessageChannelInfoBody: Codec<BmcMessageChannelInfoBody> = {
  encode(value, writer) {
    for (let index = 0; index < channelCount; index++) writer.u8(encodeChannel(value.channels[index]));
    writer.u8(value.messagingInterruptType).u8(value.eventMessageBufferInterruptType).u8(0);
  },
  decode(reader) {
    const channels = Array.from({ length: channelCount }, () => decodeChannel(reader.u8("channel")));
    const messagingInterruptType = reader.u8("messagingInterruptType");
    const eventMessageBufferInterruptType = reader.u8("eventMessageBufferInterruptType");
    reader.skip(1, "reserved");
    return { channels, messagingInterruptType, eventMessageBufferInterruptType };
  },
};

const channelCount = 8;

function encodeChannel(channel: MessageChannel | undefined): number {
  if (channel === undefined) return 0;
  const { transmitSupported, messageReceiveLun, channelProtocol } = channel;
  return bit(7, transmitSupported) | ((messageReceiveLun & 7) << 4) | (channelProtocol & 0x0f);
}

function decodeChannel(bits: number): MessageChannel {
  return { transmitSupported: isSet(bits, 7), messageReceiveLun: (bits >>> 4) & 7, channelProtocol: bits & 0x0f };
}
