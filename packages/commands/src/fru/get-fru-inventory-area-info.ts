/**
 * Get FRU Inventory Area Info, 0Ah/10h (IPMI v2.0 §34.1):
 *
 * | byte | request       | response                                    |
 * |------|---------------|---------------------------------------------|
 * | 0    | FRU device ID | area size, least significant byte (0:1)     |
 * | 2    |               | 0: accessed by words (1) or bytes (0)       |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** Names a FRU device. */
export interface GetFruInventoryAreaInfoRequest {
  /** 0–254; 0 is the FRU that the controller is on. */
  readonly fruDeviceId: number;
}

/** How large the inventory is. */
export interface GetFruInventoryAreaInfoResponse {
  /** Bytes. */
  readonly areaSize: number;
  /** Whether offsets and counts are in words of two bytes. */
  readonly accessedByWords: boolean;
}

/** Get FRU Inventory Area Info: any user may ask. */
export const getFruInventoryAreaInfo: Command<GetFruInventoryAreaInfoRequest, GetFruInventoryAreaInfoResponse> = {
  name: "Get FRU Inventory Area Info",
  netFn: NetFn.storage,
  cmd: 0x10,
  section: "IPMI v2.0 §34.1",
  request: {
    encode(value, writer) {
      writer.u8(value.fruDeviceId);
    },
    decode(reader) {
      return { fruDeviceId: reader.u8("fruDeviceId") };
    },
  },
  response: {
    encode(value, writer) {
      writer.u16(value.areaSize).u8(bit(0, value.accessedByWords));
    },
    decode(reader) {
      const areaSize = reader.u16("areaSize");
      return { areaSize, accessedByWords: isSet(reader.u8("access"), 0) };
    },
  },
};
