import { MalformedMessageError, type RandomBytes, type RetryPolicy } from "@ruipmi/core";
import {
  ByteWriter,
  ConfidentialityAlgorithmId,
  cipherSuite,
  decodeFromBytes,
  equalConstantTime,
  openSessionRequest,
  PayloadType,
  rakpMessage1,
} from "@ruipmi/core/wire";
import { concat } from "../bytes.ts";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import { isResponse } from "../sessions/messages.ts";
import { recordedWaits } from "./recorded-waits.ts";
import type { SessionRecording } from "./session-recording.ts";

const ivLength = 16;

/**
 * The random bytes that a remote console drew, read off what it sent: its session ID, its random number, the
 * initialisation vectors of its packets, the number its requests outside of sessions began with. Nothing is random that is
 * not in the recording: those bytes are zero.
 */
export function scriptedRandom(
  { datagrams, summary }: SessionRecording,
  retry: Partial<RetryPolicy> = {},
): RandomBytes {
  const sent = datagrams.filter(({ from }) => from === "remoteConsole");
  const sessionIds = drawnFor(sent, PayloadType.openSessionRequest, (payload) =>
    new ByteWriter(4).u32(decodeFromBytes(openSessionRequest, payload, "recorded").remoteConsoleSessionId).finish(),
  );
  const randomNumbers = drawnFor(sent, PayloadType.rakpMessage1, (payload) =>
    decodeFromBytes(rakpMessage1, payload, "recorded").remoteConsoleRandom.slice(),
  );
  const ivs = initialisationVectors(sent, summary.cipherSuiteId);
  const jitter = drawnForWaits(datagrams, retry);
  let nextIv = 0;
  // No engine takes a session ID of 0; where none was recorded, any is as good.
  if (sessionIds.length === 0) sessionIds.push(Uint8Array.of(1));
  return (length, purpose) => {
    switch (purpose) {
      case "sessionId":
        return filled(next(sessionIds), length);
      case "randomNumber":
        return filled(next(randomNumbers), length);
      case "iv": {
        const drawn = ivs.slice(nextIv, nextIv + length / ivLength);
        nextIv += drawn.length;
        return filled(concat(drawn), length);
      }
      default:
        return filled(next(jitter), length);
    }
  };
}

/** What stands first in each encrypted payload; for xRC4 behind an offset of 0 (IPMI v2.0 §13.29, §13.30). */
function initialisationVectors(
  sent: readonly FollowedDatagram[],
  cipherSuiteId: number | undefined,
): readonly Uint8Array[] {
  const confidentiality = cipherSuiteId === undefined ? 0 : cipherSuite(cipherSuiteId)?.confidentiality;
  const isAes = confidentiality === ConfidentialityAlgorithmId.aesCbc128;
  return sent.flatMap(({ packet, duplicateOf }) => {
    if (typeof packet === "string" || packet.kind !== "rmcpPlus" || !packet.encrypted || duplicateOf !== undefined)
      return [];
    const payload = packet.datagram.subarray(packet.payloadStart, packet.payloadEnd);
    if (isAes) return [payload.slice(0, ivLength)];
    const startsStream = payload.subarray(0, 4).every((byte) => byte === 0);
    return startsStream ? [payload.slice(4, 4 + ivLength)] : [];
  });
}

/**
 * What is drawn for waits; and with the same purpose once a number, one above which its requests outside of sessions begin:
 * right before the first of them.
 */
function drawnForWaits(datagrams: readonly FollowedDatagram[], retry: Partial<RetryPolicy>): Uint8Array[] {
  const drawn = [...recordedWaits(datagrams, retry)];
  const firstOutside = datagrams.findIndex(
    (item) => item.from === "remoteConsole" && outsideNumber(item) !== undefined,
  );
  if (firstOutside === -1) return drawn;
  const before = recordedWaits(datagrams.slice(0, firstOutside), retry).length;
  drawn.splice(before, 0, Uint8Array.of(outsideNumber(datagrams[firstOutside]!)! - 1));
  return drawn;
}

/** The tag of a ping, or the rqSeq of a request outside of the session; `undefined` for all else. */
function outsideNumber({ packet, message, session }: FollowedDatagram): number | undefined {
  if (typeof packet === "string" || session !== undefined) return undefined;
  if (packet.kind === "asf") return packet.message[5] ?? 1;
  return message !== undefined && !isResponse(message) ? message.rqSeq : undefined;
}

/** What was drawn for messages of one type, once each: those that are sent again draw nothing. */
function drawnFor(
  sent: readonly FollowedDatagram[],
  payloadType: number,
  read: (payload: Uint8Array) => Uint8Array,
): Uint8Array[] {
  const drawn: Uint8Array[] = [];
  for (const item of sent) {
    if (item.read?.payloadType !== payloadType || item.read.payload === undefined) continue;
    const value = decoded(() => read(item.read!.payload!));
    const last = drawn.at(-1);
    if (value !== undefined && (last === undefined || !equalConstantTime(last, value))) drawn.push(value);
  }
  return drawn;
}

/** Takes what was drawn next; what was drawn last again where nothing is left. */
function next(drawn: Uint8Array[]): Uint8Array {
  return (drawn.length > 1 ? drawn.shift() : drawn[0]) ?? new Uint8Array(0);
}

function decoded<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

function filled(bytes: Uint8Array, length: number): Uint8Array {
  const all = new Uint8Array(length);
  all.set(bytes.subarray(0, length));
  return all;
}
