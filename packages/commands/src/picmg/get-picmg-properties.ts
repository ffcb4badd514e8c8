/**
 * Get PICMG Properties, 2Ch/00h of group 00h (PICMG 3.0 R3.0 §3). The request is empty.
 *
 * | byte | response                                                          |
 * |------|-------------------------------------------------------------------|
 * | 0    | version of the extension, BCD: 3:0 major, 7:4 minor               |
 * | 1    | highest FRU device ID                                             |
 * | 2    | FRU device ID of the controller itself                            |
 */
import { type Command, emptyBody } from "@ruipmi/core/wire";
import { picmgCommand } from "./picmg-group.ts";

/** What a controller of PICMG is. */
export interface GetPicmgPropertiesResponse {
  /** 2 is AdvancedTCA, 4 AdvancedMC, 5 MicroTCA. */
  readonly majorVersion: number;
  /** 0–15. */
  readonly minorVersion: number;
  /** The highest number of a FRU it answers for. */
  readonly maximumFruDeviceId: number;
  /** Its own, mostly 0. */
  readonly fruDeviceId: number;
}

/** Get PICMG Properties: tells whether a controller knows the group at all. Any user may ask. */
export const getPicmgProperties: Command<void, GetPicmgPropertiesResponse> = {
  ...picmgCommand("Get PICMG Properties", 0x00),
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8((value.minorVersion << 4) | (value.majorVersion & 0x0f))
        .u8(value.maximumFruDeviceId)
        .u8(value.fruDeviceId);
    },
    decode(reader) {
      const version = reader.u8("version");
      return {
        majorVersion: version & 0x0f,
        minorVersion: version >>> 4,
        maximumFruDeviceId: reader.u8("maximumFruDeviceId"),
        fruDeviceId: reader.u8("fruDeviceId"),
      };
    },
  },
};
