/**
 * Get Channel Payload Version, 06h/4Fh (IPMI v2.0 §24.9, table 24-11):
 *
 * | byte | request                      | response                                    |
 * |------|------------------------------|---------------------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one | 7:4: major, 3:0: minor version of the format |
 * | 1    | 5:0: payload type            |                                             |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** Which payload is asked about. */
export interface GetChannelPayloadVersionRequest {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** 0–63, one of `PayloadType`. */
  readonly payloadType: number;
}

/** Which version of its format a payload has. */
export interface GetChannelPayloadVersionResponse {
  /** 0–15; 1 for all that IPMI v2.0 defines. */
  readonly majorVersion: number;
  /** 0–15; 0 for all that IPMI v2.0 defines. */
  readonly minorVersion: number;
}

/** Get Channel Payload Version: any user may ask. */
export const getChannelPayloadVersion: Command<GetChannelPayloadVersionRequest, GetChannelPayloadVersionResponse> = {
  name: "Get Channel Payload Version",
  netFn: NetFn.app,
  cmd: 0x4f,
  section: "IPMI v2.0 §24.9",
  request: {
    encode(value, writer) {
      writer.u8(value.channelNumber & 0x0f).u8(value.payloadType & 0x3f);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      return { channelNumber, payloadType: reader.u8("payloadType") & 0x3f };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(((value.majorVersion & 0x0f) << 4) | (value.minorVersion & 0x0f));
    },
    decode(reader) {
      const version = reader.u8("version");
      return { majorVersion: version >>> 4, minorVersion: version & 0x0f };
    },
  },
  completionCodes: { 128: "Payload type not available on given channel" },
};
