/**
 * Get Channel OEM Payload Info, 06h/50h (IPMI v2.0 §24.10, table 24-12):
 *
 * | byte | request                                    | response                                    |
 * |------|--------------------------------------------|---------------------------------------------|
 * | 0    | 3:0: channel, 0Eh = this one               | 5:0: payload type                           |
 * | 1    | 5:0: payload type, 02h or 20h–27h          | 1:3: OEM's IANA enterprise number           |
 * | 2:4  | OEM's IANA enterprise number, for type 02h | 4:5: OEM payload ID                         |
 * | 5:6  | OEM payload ID, for type 02h               | 6: 7:4: major, 3:0: minor version            |
 */
import { type Command, NetFn } from "@ruipmi/core/wire";

/** What names an OEM's payload. */
export interface OemPayload {
  /** 0–63: OEM Explicit, or a handle of 20h–27h. */
  readonly payloadType: number;
  /** 24-bit IANA enterprise number. */
  readonly oemIana: number;
  /** 16 bits, the OEM's own. */
  readonly oemPayloadId: number;
}

/** Which payload on which channel. */
export interface GetChannelOemPayloadInfoRequest extends OemPayload {
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
}

/** What an OEM's payload is. */
export interface GetChannelOemPayloadInfoResponse extends OemPayload {
  /** 0–15. */
  readonly majorVersion: number;
  /** 0–15. */
  readonly minorVersion: number;
}

/** Get Channel OEM Payload Info: any user may ask. */
export const getChannelOemPayloadInfo: Command<GetChannelOemPayloadInfoRequest, GetChannelOemPayloadInfoResponse> = {
  name: "Get Channel OEM Payload Info",
  netFn: NetFn.app,
  cmd: 0x50,
  section: "IPMI v2.0 §24.10",
  request: {
    encode(value, writer) {
      writer
        .u8(value.channelNumber & 0x0f)
        .u8(value.payloadType & 0x3f)
        .u24(value.oemIana)
        .u16(value.oemPayloadId);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const payloadType = reader.u8("payloadType") & 0x3f;
      const oemIana = reader.u24("oemIana");
      return { channelNumber, payloadType, oemIana, oemPayloadId: reader.u16("oemPayloadId") };
    },
  },
  response: {
    encode(value, writer) {
      writer
        .u8(value.payloadType & 0x3f)
        .u24(value.oemIana)
        .u16(value.oemPayloadId)
        .u8(((value.majorVersion & 0x0f) << 4) | (value.minorVersion & 0x0f));
    },
    decode(reader) {
      const payloadType = reader.u8("payloadType") & 0x3f;
      const oemIana = reader.u24("oemIana");
      const oemPayloadId = reader.u16("oemPayloadId");
      const version = reader.u8("version");
      return { payloadType, oemIana, oemPayloadId, majorVersion: version >>> 4, minorVersion: version & 0x0f };
    },
  },
  completionCodes: { 128: "OEM payload IANA and/or payload ID not supported" },
};
