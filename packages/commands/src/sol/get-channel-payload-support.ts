/**
 * Get Channel Payload Support, 06h/4Eh (IPMI v2.0 §24.8, table 24-10):
 *
 * | byte | request                      | response                                      |
 * |------|------------------------------|-----------------------------------------------|
 * | 0:1  | 3:0: channel, 0Eh = this one | standard payload types 0 to 15, a bit each     |
 * | 2:3  |                              | session setup payload types 10h to 1Fh         |
 * | 4:5  |                              | OEM payload types 20h to 2Fh                   |
 * | 6:7  |                              | reserved                                      |
 */
import { type Command, NetFn, readPayloadTypes, writePayloadTypes } from "@ruipmi/core/wire";

/** Which channel is asked about. */
export interface GetChannelPayloadSupportRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
}

/** What a channel can carry. */
export interface GetChannelPayloadSupportResponse {
  /** Payload types, 0–47, in ascending order. */
  readonly payloadTypes: readonly number[];
}

/** Get Channel Payload Support: any user may ask. */
export const getChannelPayloadSupport: Command<GetChannelPayloadSupportRequest, GetChannelPayloadSupportResponse> = {
  name: "Get Channel Payload Support",
  netFn: NetFn.app,
  cmd: 0x4e,
  section: "IPMI v2.0 §24.8",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f);
    },
    decode(reader) {
      return { channelNumber: reader.u8("channelNumber") & 0x0f };
    },
  },
  response: {
    encode(value, writer) {
      writePayloadTypes(writer, value.payloadTypes, 0, 6);
      writer.u16(0);
    },
    decode(reader) {
      const payloadTypes = readPayloadTypes(reader, "payloadTypes", 0, 6);
      reader.skip(2, "reserved");
      return { payloadTypes };
    },
  },
};
