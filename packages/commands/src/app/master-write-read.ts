/**
 * Master Write-Read, 06h/52h (IPMI v2.0 §22.11, table 22-14):
 *
 * | byte | request                                                                |
 * |------|------------------------------------------------------------------------|
 * | 0    | 7:4: channel; 3:1: bus ID; 0: 1: a private bus                         |
 * | 1    | 7:1: slave address; 0: reserved                                        |
 * | 2    | how many bytes to read, 0 for none                                     |
 * | 3:   | the bytes to write                                                     |
 *
 * | byte | response                                                               |
 * |------|------------------------------------------------------------------------|
 * | 0:   | the bytes read                                                         |
 */
import { bit, type Command, isSet, NetFn } from "@ruipmi/core/wire";

/** Writes to a device on an I2C bus, then reads from it. */
export interface MasterWriteReadRequest {
  /** The channel of a public bus, 0–15; 0 for the primary IPMB and for private buses. */
  readonly channelNumber: number;
  /** Which bus, 0–7; 0 for a public one. */
  readonly busId: number;
  /** Whether the bus is the controller's own, behind it, rather than one that other controllers are on. */
  readonly isPrivateBus: boolean;
  /** 8-bit I2C address of the device, even. */
  readonly slaveAddress: number;
  /** How many bytes to read, 0–255. */
  readonly readCount: number;
  /** What to write before; empty to only read. */
  readonly data: Uint8Array;
}

/** What was read. */
export interface MasterWriteReadResponse {
  /** As many bytes as were asked for. */
  readonly data: Uint8Array;
}

/** Master Write-Read: needs OPERATOR. It reaches devices that have no other protection: writing the wrong byte may break them. */
export const masterWriteRead: Command<MasterWriteReadRequest, MasterWriteReadResponse> = {
  name: "Master Write-Read",
  netFn: NetFn.app,
  cmd: 0x52,
  section: "IPMI v2.0 §22.11",
  request: {
    encode(value, writer) {
      writer
        .u8(((value.channelNumber & 0x0f) << 4) | ((value.busId & 7) << 1) | bit(0, value.isPrivateBus))
        .u8(value.slaveAddress & 0xfe)
        .u8(value.readCount)
        .bytes(value.data);
    },
    decode(reader) {
      const bus = reader.u8("busId");
      return {
        channelNumber: bus >>> 4,
        busId: (bus >>> 1) & 7,
        isPrivateBus: isSet(bus, 0),
        slaveAddress: reader.u8("slaveAddress") & 0xfe,
        readCount: reader.u8("readCount"),
        data: reader.rest(),
      };
    },
  },
  response: {
    encode({ data }, writer) {
      writer.bytes(data);
    },
    decode(reader) {
      return { data: reader.rest() };
    },
  },
  completionCodes: {
    129: "Lost arbitration",
    130: "Bus error",
    131: "NAK on write",
    132: "Truncated read",
  },
};
