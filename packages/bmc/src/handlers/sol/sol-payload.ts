import type { PayloadInstance } from "@ruipmi/commands";
import { CompletionCode, PayloadType, type PrivilegeLevel } from "@ruipmi/core/wire";
import { type CommandRefusal, type HandlerSession, refuse } from "../handler.ts";

/** SOL has one instance, whose number is 1. */
export const solInstance = 1;

/** The refusal for a payload type or an instance that there is not. */
export function refuseOther({ payloadType, payloadInstance }: PayloadInstance): CommandRefusal | undefined {
  const isSol = payloadType === PayloadType.serialOverLan && payloadInstance === solInstance;
  return isSol ? undefined : refuse(CompletionCode.invalidDataField);
}

/** Whether the session is at the level that the SOL configuration asks for. */
export function isPrivileged(session: HandlerSession | undefined, level: PrivilegeLevel): boolean {
  return session !== undefined && session.privilegeLevel >= level;
}
