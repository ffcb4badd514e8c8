import { type GetPayloadInstanceInfoResponse, getPayloadInstanceInfo, type PayloadInstance } from "@ruipmi/commands";
import type { SolEngine } from "../../sol/sol-engine.ts";
import type { BuiltInHandler } from "../handler.ts";
import { refuseOther } from "./sol-payload.ts";

/** Get Payload Instance Info (IPMI v2.0 §24.5). */
export function getPayloadInstanceInfoHandler(
  engine: SolEngine,
): BuiltInHandler<PayloadInstance, GetPayloadInstanceInfoResponse> {
  return {
    command: getPayloadInstanceInfo,
    handler: (request, { device: { sol } }) => {
      const refusal = refuseOther(request);
      if (refusal !== undefined) return refusal;
      return {
        sessionId: engine.session?.sessionId ?? 0,
        payloadSpecificData: Uint8Array.of(sol.serialPortNumber, 0, 0, 0, 0, 0, 0, 0),
      };
    },
  };
}
