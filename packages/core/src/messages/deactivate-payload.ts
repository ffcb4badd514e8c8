/**
 * Deactivate Payload, 06h/49h (IPMI v2.0 §24.2, table 24-4):
 *
 * | byte | request                                      |
 * |------|----------------------------------------------|
 * | 0    | 5:0: payload type                            |
 * | 1    | 3:0: payload instance, from 1 on             |
 * | 2:5  | auxiliary data; SOL has none: 0              |
 *
 * The response is empty.
 */
import { NetFn } from "../wire/net-fn.ts";
import { type Command, emptyBody } from "./command.ts";
import { type PayloadInstance, readPayloadInstance, writePayloadInstance } from "./payload-instance.ts";

/** Which instance of a payload is to end, on whatever session it is. */
export interface DeactivatePayloadRequest extends PayloadInstance {
  /** Four bytes as the payload type says; zeros for SOL. */
  readonly auxiliaryData: Uint8Array;
}

/** Deactivate Payload: needs the level that the payload's configuration says. */
export const deactivatePayload: Command<DeactivatePayloadRequest, void> = {
  name: "Deactivate Payload",
  netFn: NetFn.app,
  cmd: 0x49,
  section: "IPMI v2.0 §24.2",
  request: {
    encode(value, writer) {
      writePayloadInstance(writer, value);
      writer.bytes(value.auxiliaryData);
    },
    decode(reader) {
      const instance = readPayloadInstance(reader);
      return { ...instance, auxiliaryData: reader.bytes(4, "auxiliaryData") };
    },
  },
  response: emptyBody,
  completionCodes: {
    128: "Payload already deactivated",
    129: "Payload type is disabled",
  },
};
