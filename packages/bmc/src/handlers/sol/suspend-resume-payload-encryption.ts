import {
  PayloadEncryptionOperation,
  type SuspendResumePayloadEncryptionRequest,
  suspendResumePayloadEncryption,
} from "@ruipmi/commands";
import { CompletionCode } from "@ruipmi/core/wire";
import type { SolEngine } from "../../sol/sol-engine.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { refuseOther } from "./sol-payload.ts";

// IPMI v2.0 table 24-5
const notAllowed = 0x81;
const noEncryption = 0x82;
const notActive = 0x83;

/**
 * Suspend/Resume Payload Encryption (IPMI v2.0 §24.3). Payloads of a session are encrypted or not, as negotiated: to
 * resume changes nothing, and to suspend is refused. Every SOL packet has an initialization vector of its own.
 */
export function suspendResumePayloadEncryptionHandler(
  engine: SolEngine,
): BuiltInHandler<SuspendResumePayloadEncryptionRequest, void> {
  return {
    command: suspendResumePayloadEncryption,
    handler: (request) => {
      const refusal = refuseOther(request);
      if (refusal !== undefined) return refusal;
      if (engine.session === undefined) return refuse(notActive);
      if (engine.session.protection.cipher === undefined) return refuse(noEncryption);
      switch (request.operation) {
        case PayloadEncryptionOperation.suspend:
          return refuse(notAllowed);
        case PayloadEncryptionOperation.resume:
        case PayloadEncryptionOperation.regenerateInitializationVector:
          return undefined;
        default:
          return refuse(CompletionCode.invalidDataField);
      }
    },
  };
}
