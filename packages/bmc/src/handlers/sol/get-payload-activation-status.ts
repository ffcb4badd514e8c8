import {
  type GetPayloadActivationStatusRequest,
  type GetPayloadActivationStatusResponse,
  getPayloadActivationStatus,
} from "@ruipmi/commands";
import { CompletionCode, PayloadType } from "@ruipmi/core/wire";
import type { SolEngine } from "../../sol/sol-engine.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { solInstance } from "./sol-payload.ts";

/** Get Payload Activation Status (IPMI v2.0 §24.4). */
export function getPayloadActivationStatusHandler(
  engine: SolEngine,
): BuiltInHandler<GetPayloadActivationStatusRequest, GetPayloadActivationStatusResponse> {
  return {
    command: getPayloadActivationStatus,
    handler: ({ payloadType }) => {
      if (payloadType !== PayloadType.serialOverLan) return refuse(CompletionCode.invalidDataField);
      return { instanceCapacity: 1, activeInstances: engine.session === undefined ? [] : [solInstance] };
    },
  };
}
