import { type DeactivatePayloadRequest, deactivatePayload } from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import type { SolEngine } from "../../sol/sol-engine.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { isPrivileged, refuseOther } from "./sol-payload.ts";

// IPMI v2.0 table 24-4
const alreadyDeactivated = 0x80;

/** Deactivate Payload (IPMI v2.0 §24.2): SOL, on whatever session it is; another's is told. */
export function deactivatePayloadHandler(engine: SolEngine): BuiltInHandler<DeactivatePayloadRequest, void> {
  return {
    command: deactivatePayload,
    handler: (request, { device: { sol }, session: own, now }) => {
      if (!isPrivileged(own, sol.privilegeLevel)) return refuse(CompletionCode.insufficientPrivilege);
      const refusal = refuseOther(request);
      if (refusal !== undefined) return refusal;
      if (engine.session === undefined) return refuse(alreadyDeactivated);
      return engine.deactivate(engine.session.sessionId !== own?.sessionId, now);
    },
  };
}
