import {
  type ActivatePayloadRequest,
  type ActivatePayloadResponse,
  activatePayload,
  decodeSolActivation,
  type SolActivation,
} from "@ruipmi/commands";
import { CompletionCode, PayloadType } from "@ruipmi/core/wire";
import { payloadAccessOf, type SolState } from "../../device/sol/index.ts";
import type { BmcHost } from "../../host.ts";
import type { OpenSession } from "../../session/session.ts";
import type { SolEngine } from "../../sol/sol-engine.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { isPrivileged, refuseOther } from "./sol-payload.ts";

// IPMI v2.0 table 24-2
const alreadyActive = 0x80;
const payloadTypeDisabled = 0x81;
const notWithoutEncryption = 0x84;

/** Activate Payload (IPMI v2.0 §24.1): SOL, on this session. */
export function activatePayloadHandler(
  { sessions }: BmcHost,
  engine: SolEngine,
): BuiltInHandler<ActivatePayloadRequest, ActivatePayloadResponse> {
  return {
    command: activatePayload,
    handler: (request, { device: { sol }, session: own, now }) => {
      const session = own === undefined ? undefined : sessions.open(own.sessionId);
      if (session === undefined || !isPrivileged(own, sol.privilegeLevel)) {
        return refuse(CompletionCode.insufficientPrivilege);
      }
      const refusal = refuseOther(request);
      if (refusal !== undefined) return refusal;
      const mayActivate = payloadAccessOf(sol, session.userId).includes(PayloadType.serialOverLan);
      if (!sol.enabled || !mayActivate) return refuse(payloadTypeDisabled);
      const wanted = decodeSolActivation(request.auxiliaryData);
      if (!isProtected(session, wanted, sol)) return refuse(notWithoutEncryption);
      if (engine.session !== undefined) return refuse(alreadyActive);
      engine.activate(session, now);
      return {
        auxiliaryData: new Uint8Array(4),
        inboundPayloadSize: sol.inboundPayloadSize,
        outboundPayloadSize: sol.outboundPayloadSize,
        udpPort: sol.payloadPort,
      };
    },
  };
}

/**
 * Payloads are protected as the session is: less is refused. More than the session has is granted without it, since
 * ipmitool asks for everything, whatever its suite.
 */
function isProtected(
  { protection: { cipher, authenticator } }: OpenSession,
  wanted: SolActivation,
  { forceEncryption, forceAuthentication }: SolState,
): boolean {
  const encryptionFits = cipher === undefined ? !forceEncryption : wanted.encryption;
  const authenticationFits = authenticator === undefined ? !forceAuthentication : wanted.authentication;
  return encryptionFits && authenticationFits;
}
