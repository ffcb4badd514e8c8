import {
  ByteWriter,
  CompletionCode,
  decodeFromBytes,
  decodeLanRequest,
  encodeLanResponse,
  encodeToBytes,
  getDeviceId,
  type LanRequest,
  type LanResponse,
  type SendMessageRequest,
  SendMessageTracking,
  sendMessage,
} from "@ruipmi/core/wire";
import { respondTo } from "../respond-to.ts";
import { tryDecode } from "../try-decode.ts";
import type { BridgeMode, SatelliteController } from "./satellite.ts";

/** "NAK on Write": nobody has that address (IPMI v2.0 §22.7). */
const nakOnWrite = 0x83;

/** What came of a Send Message. */
export interface Forwarding {
  /** Of Send Message itself. */
  readonly completionCode: number;
  /** The data of its response: the answer, where the bridge embeds it. */
  readonly acknowledgement: Uint8Array;
  /** The answers that come apart from it, in order. */
  readonly answers: readonly LanResponse[];
}

/**
 * Forwards a message to a controller on one of the buses and brings back what it answers (IPMI v2.0 §6.13). With
 * `beforeAcknowledgement` the answers are to be sent before the response, with the other modes after it.
 */
export function forwardMessage(
  satellites: readonly SatelliteController[],
  mode: BridgeMode,
  { channelNumber, tracking, message }: SendMessageRequest,
): Forwarding {
  const request = tryDecode(() => decodeLanRequest(message));
  if (request === undefined || tracking > SendMessageTracking.trackRequest)
    return refused(CompletionCode.invalidDataField);
  const satellite = satellites.find(({ channel, address }) => channel === channelNumber && address === request.rsAddr);
  if (satellite === undefined) return refused(nakOnWrite);
  const answers = executeAt(satellite, mode, request);
  // Without tracking the answer goes to the receive message queue, which nobody reads here (IPMI v2.0 §22.7).
  if (tracking === SendMessageTracking.none) return { completionCode: 0, acknowledgement: noData, answers: [] };
  if (mode !== "embedded") return { completionCode: 0, acknowledgement: noData, answers };
  return { completionCode: 0, acknowledgement: concatenateFrames(answers), answers: [] };
}

function executeAt(satellite: SatelliteController, mode: BridgeMode, request: LanRequest): readonly LanResponse[] {
  if (request.netFn === getDeviceId.netFn && request.cmd === getDeviceId.cmd) {
    if (request.data.length > 0) return [respondTo(request, CompletionCode.requestDataLengthInvalid)];
    return [respondTo(request, 0, encodeToBytes(getDeviceId.response, satellite.deviceId, undefined))];
  }
  if (request.netFn !== sendMessage.netFn || request.cmd !== sendMessage.cmd)
    return [respondTo(request, CompletionCode.invalidCommand)];
  const inner = tryDecode(() => decodeFromBytes(sendMessage.request, request.data, sendMessage.name));
  if (inner === undefined) return [respondTo(request, CompletionCode.requestDataLengthInvalid)];
  const forwarded = forwardMessage(satellite.satellites, mode, inner);
  const acknowledgement = respondTo(request, forwarded.completionCode, forwarded.acknowledgement);
  return mode === "beforeAcknowledgement"
    ? [...forwarded.answers, acknowledgement]
    : [acknowledgement, ...forwarded.answers];
}

function refused(completionCode: number): Forwarding {
  return { completionCode, acknowledgement: noData, answers: [] };
}

function concatenateFrames(responses: readonly LanResponse[]): Uint8Array {
  const writer = new ByteWriter();
  for (const response of responses) {
    const frame = new ByteWriter();
    encodeLanResponse(response, frame);
    writer.bytes(frame.view());
  }
  return writer.toBytes();
}

const noData: Uint8Array = new Uint8Array(0);
