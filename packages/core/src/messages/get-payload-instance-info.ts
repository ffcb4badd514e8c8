/**
 * Get Payload Instance Info, 06h/4Bh (IPMI v2.0 §24.5, table 24-7):
 *
 * | byte | request                | response                                                      |
 * |------|------------------------|---------------------------------------------------------------|
 * | 0    | 5:0: payload type      | 0:3: session ID of the session it is active on, 0 = not active |
 * | 1    | 3:0: payload instance  |                                                               |
 * | 4:11 |                        | as the payload type says; SOL: serial port number, then 0      |
 */
import { NetFn } from "../wire/net-fn.ts";
import type { Command } from "./command.ts";
import { type PayloadInstance, readPayloadInstance, writePayloadInstance } from "./payload-instance.ts";

/** What an instance of a payload is. */
export interface GetPayloadInstanceInfoResponse {
  /** SIDc of the session it is active on; 0 where it is not active. */
  readonly sessionId: number;
  /** Eight bytes as the payload type says; SOL's first is the number of the serial port, 0 = not said. */
  readonly payloadSpecificData: Uint8Array;
}

/** Get Payload Instance Info: any user may ask. */
export const getPayloadInstanceInfo: Command<PayloadInstance, GetPayloadInstanceInfoResponse> = {
  name: "Get Payload Instance Info",
  netFn: NetFn.app,
  cmd: 0x4b,
  section: "IPMI v2.0 §24.5",
  request: {
    encode(value, writer) {
      writePayloadInstance(writer, value);
    },
    decode: readPayloadInstance,
  },
  response: {
    encode(value, writer) {
      writer.u32(value.sessionId).bytes(value.payloadSpecificData);
    },
    decode(reader) {
      const sessionId = reader.u32("sessionId");
      return { sessionId, payloadSpecificData: reader.bytes(8, "payloadSpecificData") };
    },
  },
};
