/**
 * Close Session, 06h/3Ch (IPMI v2.0 §22.19):
 *
 * | byte | request                                                                     |
 * |------|-----------------------------------------------------------------------------|
 * | 0:3  | session ID that the managed system chose; 0 = see the next byte             |
 * | 4    | session handle; only where the session ID is 0                              |
 *
 * The response is empty.
 */
import { NetFn } from "../wire/net-fn.ts";
import { type Command, emptyBody } from "./command.ts";

/** Which session to end. */
export interface CloseSessionRequest {
  /** SIDc: unsigned 32 bits; 0 where `sessionHandle` says which session. */
  readonly sessionId: number;
  /** 0–255; only where `sessionId` is 0, and not even then from everybody. */
  readonly sessionHandle?: number;
}

/** Close Session. */
export const closeSession: Command<CloseSessionRequest, void> = {
  name: "Close Session",
  netFn: NetFn.app,
  cmd: 0x3c,
  section: "IPMI v2.0 §22.19",
  request: {
    encode(value, writer) {
      writer.u32(value.sessionId);
      if (value.sessionId === 0 && value.sessionHandle !== undefined) writer.u8(value.sessionHandle);
    },
    decode(reader) {
      const sessionId = reader.u32("sessionId");
      if (sessionId !== 0 || reader.remaining === 0) return { sessionId };
      return { sessionId, sessionHandle: reader.u8("sessionHandle") };
    },
  },
  response: emptyBody,
  completionCodes: {
    135: "Invalid Session ID in request",
    136: "Invalid Session Handle in request",
  },
};
