import {
  ASF_ENTERPRISE_NUMBER,
  decodeFromBytes,
  encodeToBytes,
  presencePing,
  presencePong,
  sealAsf,
} from "@ruipmi/core/wire";
import { tryDecode } from "./try-decode.ts";

/** The tag of a ping that wants no answer (IPMI v2.0 §13.2.3). */
const noAnswerWanted = 0xff;

/**
 * The datagram that answers an ASF message.
 *
 * @returns the pong, `unexpected` for a ping that wants none, `malformed` for any other ASF message
 */
export function answerPresencePing(message: Uint8Array): Uint8Array | "unexpected" | "malformed" {
  const messageTag = tryDecode(() => decodeFromBytes(presencePing, message, "Presence Ping").messageTag);
  if (messageTag === undefined) return "malformed";
  if (messageTag === noAnswerWanted) return "unexpected";
  const pong = encodeToBytes(presencePong, {
    messageTag,
    enterpriseNumber: ASF_ENTERPRISE_NUMBER,
    oemDefined: 0,
    ipmiSupported: true,
    asfVersion: 1,
    supportedInteractions: 0,
  });
  return sealAsf(pong);
}
