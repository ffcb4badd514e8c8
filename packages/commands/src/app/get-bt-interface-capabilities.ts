/**
 * Get BT Interface Capabilities, 06h/36h (IPMI v2.0 §22.10). The request is empty.
 *
 * | byte | response                                                       |
 * |------|----------------------------------------------------------------|
 * | 0    | how many requests may wait for their answer                    |
 * | 1    | size of the request buffer in bytes, from the length byte on   |
 * | 2    | size of the response buffer in bytes, from the length byte on  |
 * | 3    | how long an answer takes at most, in seconds                   |
 * | 4    | how often a request shall be repeated                          |
 */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** What the controller's BT interface takes. */
export interface GetBtInterfaceCapabilitiesResponse {
  /** How many requests may wait for their answer, 1–255. */
  readonly outstandingRequests: number;
  /** Bytes that the request buffer takes, 0–255. */
  readonly inputBufferSize: number;
  /** Bytes that the response buffer takes, 0–255. */
  readonly outputBufferSize: number;
  /** How long the controller takes at most to answer, in seconds, 0–255. */
  readonly requestToResponseTime: number;
  /** How often a request shall be repeated, 0–255. */
  readonly recommendedRetries: number;
}

/** Get BT Interface Capabilities: of the system interface of type BT (block transfer). Any user may ask. */
export const getBtInterfaceCapabilities: Command<void, GetBtInterfaceCapabilitiesResponse> = {
  name: "Get BT Interface Capabilities",
  netFn: NetFn.app,
  cmd: 0x36,
  section: "IPMI v2.0 §22.10",
  request: emptyBody,
  response: {
    encode(value, writer) {
      writer
        .u8(value.outstandingRequests)
        .u8(value.inputBufferSize)
        .u8(value.outputBufferSize)
        .u8(value.requestToResponseTime)
        .u8(value.recommendedRetries);
    },
    decode(reader) {
      return {
        outstandingRequests: reader.u8("outstandingRequests"),
        inputBufferSize: reader.u8("inputBufferSize"),
        outputBufferSize: reader.u8("outputBufferSize"),
        requestToResponseTime: reader.u8("requestToResponseTime"),
        recommendedRetries: reader.u8("recommendedRetries"),
      };
    },
  },
};
