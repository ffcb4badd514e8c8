import { MalformedMessageError } from "@ruipmi/core";
import {
  AsfMessageType,
  type Codec,
  decodeFromBytes,
  type LanRequest,
  type LanResponse,
  openSessionRequest,
  openSessionResponse,
  PayloadType,
  payloadTypeName,
  presencePing,
  presencePong,
  rakpMessage1,
  rakpMessage2,
  rakpMessage3,
  rakpMessage4,
  type SolPacket,
  sendMessage,
  solConsolePacket,
  solSystemPacket,
  unwrapBridgedResponse,
} from "@ruipmi/core/wire";
import { present } from "../present.ts";
import { wrappedRequests } from "../sessions/exchanges.ts";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import { isResponse } from "../sessions/messages.ts";
import { explainRequest, explainResponse } from "./explain-command.ts";
import type { ExplainedCommand, ExplainedMessage } from "./explained-message.ts";

/**
 * A followed datagram in words: its message by name, its fields through the catalogue, what it answers.
 *
 * @example
 * ```ts
 * const { name, fields, answers } = explain(item);
 * ```
 */
export function explain(item: FollowedDatagram): ExplainedMessage {
  const { datagram, session, from, packet, read, gap, duplicateOf, retransmissionOf, answers } = item;
  const isInSession = typeof packet !== "string" && packet.kind !== "asf" && packet.sessionId !== 0;
  return {
    number: datagram.number,
    time: datagram.time,
    session,
    from,
    ...contents(item),
    ...present({
      gap,
      decrypted: read?.decrypted,
      authCodeValid: read?.authCodeValid,
      sessionSequenceNumber: isInSession ? packet.sessionSequenceNumber : undefined,
      answers: answers && {
        number: answers.number,
        roundTrip:
          datagram.time === undefined || answers.lastTime === undefined ? undefined : datagram.time - answers.lastTime,
        retries: answers.retries,
      },
      answersNothing: answers === null && duplicateOf === undefined ? (true as const) : undefined,
      duplicateOf,
      retransmissionOf,
    }),
  };
}

type Contents = Partial<ExplainedCommand> & Pick<ExplainedMessage, "name" | "bridged" | "text">;

function contents(item: FollowedDatagram): Contents {
  const { packet, read, message, problem } = item;
  const trouble = problem === undefined ? {} : { problem };
  if (typeof packet === "string") return { name: "Unreadable packet", ...trouble };
  if (packet.kind === "asf") return asf(packet.message);
  if (message !== undefined) return { ...command(message, item), ...trouble };
  const name = payloadTypeName(packet.kind === "rmcpPlus" ? packet.payloadType : PayloadType.ipmiMessage);
  if (read?.payload === undefined) return { name, ...trouble };
  if (read.payloadType === PayloadType.serialOverLan) return { name, ...sol(read.payload, item), ...trouble };
  return { name, ...handshakeFields(read.payloadType, read.payload), ...trouble };
}

function command(message: LanRequest | LanResponse, { answers }: FollowedDatagram): Contents {
  if (!isResponse(message)) {
    const inner = innermost(message);
    return { ...explainRequest(message), ...(inner === undefined ? {} : { bridged: explainRequest(inner) }) };
  }
  const request = answers?.message;
  const own = explainResponse(message, request);
  const isSendMessage = message.netFn === sendMessage.netFn + 1 && message.cmd === sendMessage.cmd;
  if (!isSendMessage || message.data.length === 0) return own;
  const embedded = unwrapBridgedResponse(message.data);
  return embedded === undefined ? own : { ...own, bridged: explainResponse(embedded, request && innermost(request)) };
}

/** The request that the last controller on the way executes. */
function innermost(request: LanRequest): LanRequest | undefined {
  return wrappedRequests(request).at(-1);
}

function sol(payload: Uint8Array, { from }: FollowedDatagram): Pick<Contents, "fields" | "text" | "problem"> {
  const codec: Codec<SolPacket> = from === "remoteConsole" ? solConsolePacket : solSystemPacket;
  const read = decoded(codec, payload, "SOL");
  if (!("fields" in read)) return read;
  const { characters, ...fields } = read.fields;
  return { fields, ...(characters.length === 0 ? {} : { text: consoleText(characters) }) };
}

/** Characters as they are; controls but line ends and tabs, and what is beyond ASCII, as `\xNN`. */
function consoleText(characters: Uint8Array): string {
  return Array.from(characters, (byte) => {
    const isShown = (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;
    return isShown ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  }).join("");
}

function asf(message: Uint8Array): Contents {
  const type = message[4];
  if (type === AsfMessageType.presencePing)
    return { name: "ASF Presence Ping", ...decoded(presencePing, message, "Presence Ping") };
  if (type === AsfMessageType.presencePong)
    return { name: "ASF Presence Pong", ...decoded(presencePong, message, "Presence Pong") };
  return { name: "ASF message" };
}

const handshakeCodecs: ReadonlyMap<number, Codec<unknown>> = new Map<number, Codec<unknown>>([
  [PayloadType.openSessionRequest, openSessionRequest as Codec<unknown>],
  [PayloadType.openSessionResponse, openSessionResponse as Codec<unknown>],
  [PayloadType.rakpMessage1, rakpMessage1 as Codec<unknown>],
  [PayloadType.rakpMessage2, rakpMessage2 as Codec<unknown>],
  [PayloadType.rakpMessage3, rakpMessage3 as Codec<unknown>],
  [PayloadType.rakpMessage4, rakpMessage4 as Codec<unknown>],
]);

/** Codes from which a password could be guessed offline: they are verified here and not given out. */
const guessable: ReadonlySet<string> = new Set(["keyExchangeAuthenticationCode", "integrityCheckValue"]);

function handshakeFields(payloadType: number, payload: Uint8Array): Pick<Contents, "fields" | "problem"> {
  const codec = handshakeCodecs.get(payloadType);
  if (codec === undefined) return {};
  const read = decoded(codec as Codec<object>, payload, payloadTypeName(payloadType));
  if (!("fields" in read)) return read;
  return { fields: Object.fromEntries(Object.entries(read.fields).filter(([key]) => !guessable.has(key))) };
}

function decoded<T>(
  codec: Codec<T>,
  bytes: Uint8Array,
  what: string,
): { readonly fields: T } | { readonly problem: string } {
  try {
    return { fields: decodeFromBytes(codec, bytes, what) };
  } catch (error) {
    if (error instanceof MalformedMessageError) return { problem: error.message };
    throw error;
  }
}
