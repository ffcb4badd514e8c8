import { type ConsoleHolder, MalformedMessageError, RefusalError } from "../errors.ts";
import { getPayloadInstanceInfo } from "../messages/get-payload-instance-info.ts";
import { type ActiveSession, getSessionInfo, SessionIndex } from "../messages/get-session-info.ts";
import { call, type Procedure } from "../messages/procedure.ts";
import { PayloadType } from "../wire/payload-types.ts";

/**
 * Who has a serial console (IPMI v2.0 §24.5, §22.20).
 *
 * @param instance - 1–15
 * @returns as much as the managed system says; `undefined` where it does not say, or nobody has it
 */
export function* findSolHolder(instance: number): Procedure<ConsoleHolder | undefined> {
  const sessionId = yield* solSessionId(instance);
  if (sessionId === undefined || sessionId === 0) return undefined;
  const found = yield* unlessRefused(call(getSessionInfo, { sessionIndex: SessionIndex.byId, sessionId }));
  return found?.session === undefined ? { sessionId } : { sessionId, ...holderOf(found.session) };
}

/**
 * The managed system's ID of the session that a serial console is active on (IPMI v2.0 §24.5).
 *
 * @param instance - 1–15
 * @returns 0 where it is active on none; `undefined` where the managed system does not say
 */
export function* solSessionId(instance: number): Procedure<number | undefined> {
  const payload = { payloadType: PayloadType.serialOverLan, payloadInstance: instance };
  const info = yield* unlessRefused(call(getPayloadInstanceInfo, payload));
  return info?.sessionId;
}

/** `session 0x02000001 of user 3 from 192.0.2.7 port 40000`, or what of it is known. */
export function describeHolder({ sessionId, userId, address, port }: ConsoleHolder): string {
  const session = `session 0x${sessionId.toString(16).padStart(8, "0")}`;
  const user = userId === undefined ? "" : ` of user ${userId}`;
  const from = address === undefined ? "" : ` from ${address}${port === undefined ? "" : ` port ${port}`}`;
  return session + user + from;
}

function holderOf({ userId, remoteConsole }: ActiveSession): Omit<ConsoleHolder, "sessionId"> {
  if (remoteConsole === undefined) return { userId };
  return { userId, address: remoteConsole.ipAddress.join("."), port: remoteConsole.port };
}

function* unlessRefused<T>(procedure: Procedure<T>): Procedure<T | undefined> {
  try {
    return yield* procedure;
  } catch (error) {
    if (error instanceof RefusalError || error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}
