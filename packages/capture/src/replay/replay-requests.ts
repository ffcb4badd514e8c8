import type { CommandRequest, EngineRequest, Input, Millis } from "@ruipmi/core";
import { closeSession, type LanRequest, PayloadType } from "@ruipmi/core/wire";
import { bridgePathOf, innermostRequest } from "../sessions/bridged-request.ts";
import type { FollowedDatagram } from "../sessions/followed-datagram.ts";
import { isResponse } from "../sessions/messages.ts";

/** The input that makes an engine send what was recorded; `undefined` where only the engine itself can send it. */
export function inputFor(item: FollowedDatagram, requestId: number, now: Millis): Input | undefined {
  const { packet, read, message } = item;
  if (typeof packet === "string") return undefined;
  if (packet.kind === "asf") return { type: "request", now, requestId, request: { type: "presencePing" } };
  if (read?.payloadType === PayloadType.openSessionRequest) return { type: "openSession", now };
  if (message !== undefined && !isResponse(message)) {
    if (packet.sessionId === 0) return { type: "request", now, requestId, request: outside(message, packet.kind) };
    if (message.netFn === closeSession.netFn && message.cmd === closeSession.cmd) return { type: "closeSession", now };
    return { type: "request", now, requestId, request: inSession(message) };
  }
  const isPayload =
    packet.sessionId !== 0 && read?.payload !== undefined && read.payloadType !== PayloadType.ipmiMessage;
  return isPayload ? { type: "sendPayload", now, payloadType: read.payloadType, payload: read.payload! } : undefined;
}

function outside({ netFn, cmd, data }: LanRequest, framing: "ipmi15" | "rmcpPlus"): EngineRequest {
  return { type: "outsideSession", framing, netFn, cmd, data };
}

function inSession(message: LanRequest): CommandRequest {
  const bridge = bridgePathOf(message);
  const inner = innermostRequest(message);
  const lun = inner.rsLun;
  return {
    type: "command",
    netFn: inner.netFn,
    cmd: inner.cmd,
    data: inner.data,
    ...(lun === 0 ? {} : { lun }),
    ...(bridge === undefined ? {} : { bridge }),
  };
}
