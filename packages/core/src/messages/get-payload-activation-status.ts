/**
 * Get Payload Activation Status, 06h/4Ah (IPMI v2.0 §24.4, table 24-6):
 *
 * | byte | request           | response                                            |
 * |------|-------------------|-----------------------------------------------------|
 * | 0    | 5:0: payload type | 3:0: instances that may be active at once           |
 * | 1    |                   | 7: instance 8 is active … 0: instance 1 is active    |
 * | 2    |                   | 7: instance 16 is active … 0: instance 9 is active   |
 */
import { NetFn } from "../wire/net-fn.ts";
import type { Command } from "./command.ts";
import { readPayloadTypes as readBits, writePayloadTypes as writeBits } from "./payload-type-bitmap.ts";

/** Which payload is asked about. */
export interface GetPayloadActivationStatusRequest {
  /** 0–63, one of `PayloadType`. */
  readonly payloadType: number;
}

/** Which instances are active. */
export interface GetPayloadActivationStatusResponse {
  /** How many may be active at once, 1–15; some managed systems say 0 and mean 1. */
  readonly instanceCapacity: number;
  /** The instances that are active, 1–16, in ascending order. */
  readonly activeInstances: readonly number[];
}

/** Get Payload Activation Status: any user may ask. */
export const getPayloadActivationStatus: Command<
  GetPayloadActivationStatusRequest,
  GetPayloadActivationStatusResponse
> = {
  name: "Get Payload Activation Status",
  netFn: NetFn.app,
  cmd: 0x4a,
  section: "IPMI v2.0 §24.4",
  request: {
    encode(value, writer) {
      writer.u8(value.payloadType & 0x3f);
    },
    decode(reader) {
      return { payloadType: reader.u8("payloadType") & 0x3f };
    },
  },
  response: {
    encode(value, writer) {
      writer.u8(value.instanceCapacity & 0x0f);
      writeBits(writer, value.activeInstances, 1, 2);
    },
    decode(reader) {
      const instanceCapacity = reader.u8("instanceCapacity") & 0x0f;
      return { instanceCapacity, activeInstances: readBits(reader, "activeInstances", 1, 2) };
    },
  },
};
