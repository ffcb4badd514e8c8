/**
 * Activate Payload, 06h/48h (IPMI v2.0 §24.1, tables 24-2 and 24-3):
 *
 * | byte | request                                                        |
 * |------|----------------------------------------------------------------|
 * | 0    | 5:0: payload type                                              |
 * | 1    | 3:0: payload instance, from 1 on                               |
 * | 2:5  | auxiliary data as the payload type says; SOL's: {@link SolActivation} |
 *
 * | byte | response                                                       |
 * |------|----------------------------------------------------------------|
 * | 0:3  | auxiliary data; SOL's: bit 0 of the first byte: test mode is on |
 * | 4:5  | inbound payload size: the most bytes to the managed system      |
 * | 6:7  | outbound payload size: the most bytes from it                   |
 * | 8:9  | UDP port the payload goes over                                  |
 * | 10:11 | VLAN number, FFFFh = none                                      |
 */
import { NetFn } from "../wire/net-fn.ts";
import type { Command } from "./command.ts";
import { type PayloadInstance, readPayloadInstance, writePayloadInstance } from "./payload-instance.ts";

/** Asks for an instance of a payload in this session. */
export interface ActivatePayloadRequest extends PayloadInstance {
  /** Four bytes as the payload type says; for SOL made by `encodeSolActivation`. */
  readonly auxiliaryData: Uint8Array;
}

/** How the payload is to be sent. */
export interface ActivatePayloadResponse {
  /** Four bytes as the payload type says. */
  readonly auxiliaryData: Uint8Array;
  /** The most bytes of one payload to the managed system, its own header included; 0–65535. */
  readonly inboundPayloadSize: number;
  /** The most bytes of one payload from the managed system, its own header included; 0–65535. */
  readonly outboundPayloadSize: number;
  /** UDP port that the payload goes over; the session's, nearly always. */
  readonly udpPort: number;
  /** VLAN that the payload goes over, 0–65534; absent without. */
  readonly vlan?: number;
}

const noVlan = 0xffff;

/** Activate Payload: needs the level that the payload's configuration says. */
export const activatePayload: Command<ActivatePayloadRequest, ActivatePayloadResponse> = {
  name: "Activate Payload",
  netFn: NetFn.app,
  cmd: 0x48,
  section: "IPMI v2.0 §24.1",
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
  response: {
    encode(value, writer) {
      writer
        .bytes(value.auxiliaryData)
        .u16(value.inboundPayloadSize)
        .u16(value.outboundPayloadSize)
        .u16(value.udpPort)
        .u16(value.vlan ?? noVlan);
    },
    decode(reader) {
      const auxiliaryData = reader.bytes(4, "auxiliaryData");
      const inboundPayloadSize = reader.u16("inboundPayloadSize");
      const outboundPayloadSize = reader.u16("outboundPayloadSize");
      const udpPort = reader.u16("udpPort");
      const vlan = reader.u16("vlan");
      const response = { auxiliaryData, inboundPayloadSize, outboundPayloadSize, udpPort };
      return vlan === noVlan ? response : { ...response, vlan };
    },
  },
  completionCodes: {
    128: "Payload already active on another session",
    129: "Payload type is disabled",
    130: "Payload activation limit reached",
    131: "Cannot activate payload with encryption",
    132: "Cannot activate payload without encryption",
  },
};
