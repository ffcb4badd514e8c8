import { type Cassette, type CassetteBridge, type CassetteExchange, dataWithoutSecrets } from "@ruipmi/bmc";
import { commandName } from "@ruipmi/commands";
import { MalformedMessageError } from "@ruipmi/core";
import {
  decodeFromBytes,
  type LanRequest,
  type LanResponse,
  NetFn,
  PayloadType,
  rakpMessage2,
  SEND_MESSAGE_COMMAND,
  unwrapBridgedResponse,
} from "@ruipmi/core/wire";
import { definingBodyOf } from "../explain/defining-body.ts";
import type { SessionRecording } from "../replay/session-recording.ts";
import { bridgePathOf, innermostRequest } from "../sessions/bridged-request.ts";
import type { AskedRequest } from "../sessions/exchanges.ts";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import { isResponse } from "../sessions/messages.ts";

/**
 * What a managed system answered in recorded sessions, for `CassettePlayer` and `ruipmi sim --cassette`. Left out are the
 * commands that sessions are made of, what was outside of sessions, and what could not be read; of a request that was
 * repeated, or answered twice, one exchange is left. There are no passwords and keys in it.
 *
 * @param recordings - sessions with one managed system, in the order of the capture
 * @param about - what the cassette says of itself
 *
 * @example
 * ```ts
 * const cassette = cassetteOf(recordings, "a server of ours, 2026");
 * writeFileSync("server.json", JSON.stringify(describeCassette(cassette), undefined, 2));
 * ```
 */
export function cassetteOf(recordings: readonly SessionRecording[], about = ""): Cassette {
  const extracts = recordings.map(extractOf);
  const guid = extracts.find((extract) => extract.guid !== undefined)?.guid;
  return {
    about,
    ...(guid === undefined ? {} : { guid }),
    bridgeMode: extracts.find(({ bridgeMode }) => bridgeMode !== undefined)?.bridgeMode ?? "separate",
    exchanges: extracts.flatMap(({ exchanges }) => exchanges),
  };
}

interface Extract {
  readonly guid: Uint8Array | undefined;
  readonly bridgeMode: Cassette["bridgeMode"] | undefined;
  readonly exchanges: readonly CassetteExchange[];
}

function extractOf({ datagrams }: SessionRecording): Extract {
  /** The outermost request of each packet that carried one, by the packet's number. */
  const outermost = new Map<number, LanRequest>();
  const acknowledged = new Set<number>();
  const done = new Set<number>();
  let bridgeMode: Extract["bridgeMode"];
  const exchanges: CassetteExchange[] = [];
  for (const item of datagrams) {
    const { message, datagram, session, answers, duplicateOf } = item;
    if (message === undefined || session === undefined || duplicateOf !== undefined) continue;
    if (!isResponse(message)) {
      outermost.set(datagram.number, message);
      continue;
    }
    const asked = answers ? outermost.get(answers.number) : undefined;
    if (!answers || asked === undefined || isOfSession(asked) || done.has(answers.number)) continue;
    const answer = answerIn(message, asked);
    if (isSendMessage(message)) acknowledged.add(answers.number);
    if (answer === undefined) continue;
    done.add(answers.number);
    if (asked !== answer.request) bridgeMode ??= modeOf(message, acknowledged.has(answers.number));
    exchanges.push(exchangeOf(answer, delayOf(item, answers)));
  }
  return { guid: guidOf(datagrams), bridgeMode, exchanges };
}

interface Answer {
  /** What was asked of who answers. */
  readonly request: LanRequest;
  /** What that answered; or the acknowledgement that says it was not asked at all. */
  readonly response: LanResponse;
  /** The way to it. */
  readonly bridge: CassetteBridge | undefined;
}

/** What a response says; `undefined` for an acknowledgement that only announces the answer. */
function answerIn(message: LanResponse, asked: LanRequest): Answer | undefined {
  const path = bridgePathOf(asked);
  if (path === undefined) return { request: asked, response: message, bridge: undefined };
  const { transitAddress, transitChannel = 0 } = path;
  const bridge: CassetteBridge = {
    channel: path.targetChannel,
    address: path.targetAddress,
    ...(transitAddress === undefined ? {} : { transitChannel, transitAddress }),
  };
  const request = innermostRequest(asked);
  const response = isSendMessage(message) && message.completionCode === 0 ? embeddedIn(message) : message;
  if (response === undefined || !isSendMessage(response)) return response && { request, response, bridge };
  if (response.completionCode === 0) return undefined;
  const isTransits = transitAddress !== undefined && response.rsAddr !== asked.rsAddr;
  return { request, response, bridge: { ...bridge, refusedBy: isTransits ? "transit" : "managedSystem" } };
}

/** The answer inside an acknowledgement. */
function embeddedIn({ data }: LanResponse): LanResponse | undefined {
  return data.length === 0 ? undefined : unwrapBridgedResponse(data);
}

function exchangeOf({ request, response, bridge }: Answer, delay: number): CassetteExchange {
  const { netFn, cmd, rsLun } = request;
  const known = { netFn, cmd, data: request.data };
  return {
    name: commandName(netFn, cmd, definingBodyOf(netFn, request.data)),
    ...known,
    ...(rsLun === 0 ? {} : { lun: rsLun }),
    ...(bridge === undefined ? {} : { bridge }),
    data: dataWithoutSecrets(known),
    completionCode: response.completionCode,
    response: dataWithoutSecrets(response),
    delay,
  };
}

function modeOf(message: LanResponse, isAcknowledged: boolean): Cassette["bridgeMode"] {
  if (isSendMessage(message)) return message.data.length > 0 ? "embedded" : "separate";
  return isAcknowledged ? "separate" : "beforeAcknowledgement";
}

/** Milliseconds since the request was sent last, to a microsecond. */
function delayOf({ datagram }: FollowedDatagram, { lastTime }: AskedRequest): number {
  if (datagram.time === undefined || lastTime === undefined) return 0;
  const delay = Number(datagram.time - lastTime) / 1e6;
  return Math.round(Math.min(Math.max(delay, 0), longestDelay) * 1000) / 1000;
}

/** Longer than any remote console waits. */
const longestDelay = 60_000;

function guidOf(datagrams: readonly FollowedDatagram[]): Uint8Array | undefined {
  for (const { read } of datagrams) {
    if (read?.payloadType !== PayloadType.rakpMessage2 || read.payload === undefined) continue;
    try {
      const message2 = decodeFromBytes(rakpMessage2, read.payload, "recorded");
      if (message2.status === 0) return message2.managedSystemGuid.slice();
    } catch (error) {
      if (!(error instanceof MalformedMessageError)) throw error;
    }
  }
  return undefined;
}

function isSendMessage({ netFn, cmd }: LanRequest | LanResponse): boolean {
  return (netFn & 0x3e) === NetFn.app && cmd === SEND_MESSAGE_COMMAND;
}

/**
 * Get Channel Authentication Capabilities, Get Session Challenge, Activate Session, Set Session Privilege Level, Close
 * Session, and Get Channel Cipher Suites: who plays a cassette has sessions of its own.
 */
const sessionCommands: ReadonlySet<number> = new Set([0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x54]);

function isOfSession({ netFn, cmd }: LanRequest): boolean {
  return netFn === NetFn.app && sessionCommands.has(cmd);
}
