import { ByteReader, MAXIMUM_USERNAME_LENGTH, PayloadType, type RmcpRefusalStatus } from "@ruipmi/core/wire";
import type { BmcHandshakeRefusedEvent } from "../types.ts";

/** The payload types of the handshake's answers. */
export type HandshakeAnswerType =
  | typeof PayloadType.openSessionResponse
  | typeof PayloadType.rakpMessage2
  | typeof PayloadType.rakpMessage4;

/** The message that a refusal refuses, by the answer it takes the place of. */
export const refusedMessage: Readonly<Record<HandshakeAnswerType, BmcHandshakeRefusedEvent["message"]>> = {
  [PayloadType.openSessionResponse]: "Open Session Request",
  [PayloadType.rakpMessage2]: "RAKP Message 1",
  [PayloadType.rakpMessage4]: "RAKP Message 3",
};

/** Sends a refusal; `sessionId` is the remote console's, where it is known. */
export type Refuse = (
  answerType: HandshakeAnswerType,
  messageTag: number,
  status: RmcpRefusalStatus,
  sessionId: number | undefined,
) => void;

/** Bytes 4 to 7: every message of the handshake has a session ID there. */
export function sessionIdOf(payload: Uint8Array): number | undefined {
  if (payload.length < 8) return undefined;
  const reader = new ByteReader(payload, "handshake message");
  reader.skip(4, "header");
  return reader.u32("sessionId");
}

/** Whether a RAKP Message 1 that does not decode says that its user name is too long, or not as long as it is. */
export function hasWrongNameLength(payload: Uint8Array): boolean {
  const nameLength = payload[27];
  if (nameLength === undefined) return false;
  return nameLength > MAXIMUM_USERNAME_LENGTH || payload.length !== 28 + nameLength;
}
