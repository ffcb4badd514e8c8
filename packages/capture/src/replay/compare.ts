import { commandName } from "@ruipmi/commands";
import { MalformedMessageError } from "@ruipmi/core";
import {
  decodeFromBytes,
  decodeLanRequest,
  equalConstantTime,
  type LanRequest,
  openSessionRequest,
  PayloadType,
  payloadTypeName,
  rakpMessage1,
  rakpMessage3,
} from "@ruipmi/core/wire";
import { wrappedRequest } from "../sessions/exchanges.ts";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import type { ReplayDifference } from "./replay-report.ts";
import type { SentDatagram } from "./sent-datagram.ts";

/** Compares a datagram with the recorded one, byte for byte. */
export function compareBytes(
  { bytes: sent }: SentDatagram,
  { datagram }: FollowedDatagram,
): ReplayDifference | undefined {
  const { payload, number } = datagram;
  if (equalConstantTime(sent, payload)) return undefined;
  // biome-ignore lint/plugin: where two packets differ first is what is asked; neither is verified here
  const at = sent.findIndex((byte, index) => byte !== payload[index]);
  const where = at === -1 ? Math.min(sent.length, payload.length) : at;
  return {
    number,
    field: `byte ${where}`,
    recorded: byteText(payload, where),
    sent: byteText(sent, where),
  };
}

/** What a message means, field by field; what every program numbers in its own way is not in it. */
type Meaning = Readonly<Record<string, string>>;

/** Compares what a datagram means with what the recorded one did. */
export function compareMeaning(sent: SentDatagram, item: FollowedDatagram): ReplayDifference | undefined {
  const ours = meaningOfSent(sent);
  const theirs = meaningOfRecorded(item);
  for (const field of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const [recorded = "nothing", now = "nothing"] = [theirs[field], ours[field]];
    if (recorded !== now) return { number: item.datagram.number, field, recorded, sent: now };
  }
  return undefined;
}

/** What a datagram of the engine is, in a few words. */
export function describeSent(sent: SentDatagram): string {
  return meaningOfSent(sent)["message"] ?? "a datagram";
}

/** What a recorded datagram is, in a few words. */
export function describeRecorded(item: FollowedDatagram): string {
  return meaningOfRecorded(item)["message"] ?? "a datagram";
}

function meaningOfSent({ kind, payloadType, payload }: SentDatagram): Meaning {
  return kind === "asf" ? { message: "ASF message" } : meaningOf(payloadType, payload);
}

function meaningOfRecorded({ packet, read }: FollowedDatagram): Meaning {
  if (typeof packet !== "string" && packet.kind === "asf") return { message: "ASF message" };
  return meaningOf(read?.payloadType ?? PayloadType.ipmiMessage, read?.payload);
}

function meaningOf(payloadType: number, payload: Uint8Array | undefined): Meaning {
  const message = payloadTypeName(payloadType);
  if (payload === undefined) return { message };
  try {
    switch (payloadType) {
      case PayloadType.ipmiMessage:
        return requestMeaning(decodeLanRequest(payload));
      case PayloadType.openSessionRequest: {
        const request = decodeFromBytes(openSessionRequest, payload, message);
        const { authenticationAlgorithm, integrityAlgorithm, confidentialityAlgorithm } = request;
        return {
          message,
          algorithms: [authenticationAlgorithm, integrityAlgorithm, confidentialityAlgorithm].join("/"),
        };
      }
      case PayloadType.rakpMessage1: {
        const { role, username } = decodeFromBytes(rakpMessage1, payload, message);
        return { message, role: String(role), username: username.join(" ") };
      }
      case PayloadType.rakpMessage3: {
        const { status, keyExchangeAuthenticationCode } = decodeFromBytes(rakpMessage3, payload, message);
        return { message, status: String(status), code: `${keyExchangeAuthenticationCode.length} bytes` };
      }
      default:
        return { message, payload: hex(payload) };
    }
  } catch (error) {
    if (error instanceof MalformedMessageError) return { message, problem: error.field };
    throw error;
  }
}

function requestMeaning(request: LanRequest): Meaning {
  const inner = wrappedRequest(request);
  const { netFn, cmd, rsAddr, rsLun, data } = request;
  const message = commandName(netFn, cmd);
  if (inner === undefined) return { message, to: `${rsAddr}/${rsLun}`, data: hex(data) };
  const { message: bridged, ...fields } = requestMeaning(inner);
  return { message, channel: String(data[0]! & 0x0f), bridged: bridged!, ...fields };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ") || "none";
}

function byteText(bytes: Uint8Array, at: number): string {
  const byte = bytes[at];
  return byte === undefined ? `nothing: ${bytes.length} bytes` : byte.toString(16).padStart(2, "0");
}
