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
import type { HandlerContext, RawAnswer } from "../handlers/handler.ts";
import { respondTo } from "../respond-to.ts";
import { tryDecode } from "../try-decode.ts";
import type { Millis } from "../types.ts";
import type { BridgeMode, SatelliteController } from "./satellite.ts";

/** "NAK on Write": nobody has that address (IPMI v2.0 §22.7). */
const nakOnWrite = 0x83;

/** An answer on its way back over the bridge. */
export interface BridgedAnswer {
  /** The response. */
  readonly response: LanResponse;
  /** Milliseconds that it takes. */
  readonly delay: Millis;
}

/** What came of a Send Message. */
export interface Forwarding {
  /** Of Send Message itself. */
  readonly completionCode: number;
  /** The data of its response: the answer, where the bridge embeds it. */
  readonly acknowledgement: Uint8Array;
  /** Milliseconds that the acknowledgement takes: it waits for what it embeds. */
  readonly delay: Millis;
  /** The answers that come apart from it, in order. */
  readonly answers: readonly BridgedAnswer[];
}

/** A controller on a bus. */
export interface BusController {
  /** Executes a command; Send Message is the bridge's own business. */
  execute(request: LanRequest): RawAnswer;
  /** The buses behind it. */
  readonly bus: Bus;
}

/** Finds a controller by channel and slave address; the completion code of Send Message where there is none. */
export type Bus = (channel: number, address: number) => BusController | number;

/** The buses of a device. */
export function satelliteBus(satellites: readonly SatelliteController[]): Bus {
  return (channelNumber, slaveAddress) => {
    const found = satellites.find(({ channel, address }) => channel === channelNumber && address === slaveAddress);
    if (found === undefined) return nakOnWrite;
    return { execute: (request) => executeAt(found, request), bus: satelliteBus(found.satellites) };
  };
}

/**
 * Forwards a message to a controller on one of the buses and brings back what it answers (IPMI v2.0 §6.13). With
 * `beforeAcknowledgement` the answers are to be sent before the response, with the other modes after it.
 */
export function forwardMessage(
  bus: Bus,
  mode: BridgeMode,
  { channelNumber, tracking, message }: SendMessageRequest,
): Forwarding {
  const request = tryDecode(() => decodeLanRequest(message));
  if (request === undefined || tracking > SendMessageTracking.trackRequest)
    return refused(CompletionCode.invalidDataField);
  const controller = bus(channelNumber, request.rsAddr);
  if (typeof controller === "number") return refused(controller);
  const answers = answersOf(controller, mode, request);
  // Without tracking the answer goes to the receive message queue, which nobody reads here (IPMI v2.0 §22.7).
  if (tracking === SendMessageTracking.none) return { ...acknowledged, answers: [] };
  if (mode !== "embedded") return { ...acknowledged, answers };
  const delay = Math.max(0, ...answers.map((answer) => answer.delay));
  return { ...acknowledged, acknowledgement: concatenateFrames(answers), delay, answers: [] };
}

/** Sends what came back apart from the acknowledgement; to who asked, under its own address (IPMI v2.0 §6.13). */
export function deliverAnswers(
  { answers }: Forwarding,
  mode: BridgeMode,
  { message, deliver }: Pick<HandlerContext, "message" | "deliver">,
): void {
  const when = mode === "beforeAcknowledgement" ? "before" : "after";
  const { rqAddr, rqLun } = message;
  for (const { response, delay } of answers) deliver({ ...response, rqAddr, rqLun }, when, delay);
}

function answersOf(controller: BusController, mode: BridgeMode, request: LanRequest): readonly BridgedAnswer[] {
  if (request.netFn !== sendMessage.netFn || request.cmd !== sendMessage.cmd) {
    const { completionCode, data, delay = 0 } = controller.execute(request);
    return [{ response: respondTo(request, completionCode, data), delay }];
  }
  const inner = tryDecode(() => decodeFromBytes(sendMessage.request, request.data, sendMessage.name));
  if (inner === undefined) return [{ response: respondTo(request, CompletionCode.requestDataLengthInvalid), delay: 0 }];
  const { completionCode, acknowledgement, delay, answers } = forwardMessage(controller.bus, mode, inner);
  const own = { response: respondTo(request, completionCode, acknowledgement), delay };
  return mode === "beforeAcknowledgement" ? [...answers, own] : [own, ...answers];
}

function executeAt({ deviceId }: SatelliteController, { netFn, cmd, data }: LanRequest): RawAnswer {
  if (netFn !== getDeviceId.netFn || cmd !== getDeviceId.cmd) return { completionCode: CompletionCode.invalidCommand };
  if (data.length > 0) return { completionCode: CompletionCode.requestDataLengthInvalid };
  return { completionCode: 0, data: encodeToBytes(getDeviceId.response, deviceId, undefined) };
}

function refused(completionCode: number): Forwarding {
  return { ...acknowledged, completionCode, answers: [] };
}

function concatenateFrames(answers: readonly BridgedAnswer[]): Uint8Array {
  const writer = new ByteWriter();
  for (const { response } of answers) {
    const frame = new ByteWriter();
    encodeLanResponse(response, frame);
    writer.bytes(frame.view());
  }
  return writer.toBytes();
}

const acknowledged = { completionCode: 0, acknowledgement: new Uint8Array(0), delay: 0 } as const;
