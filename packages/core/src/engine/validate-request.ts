import { ApiMisuseError } from "../errors.ts";
import type { BridgePath } from "../wire/ipmb-send-message.ts";
import { type EngineRequest, maxRequestData, type RequestId } from "./types.ts";

/**
 * Checks a request and copies what the caller could change later.
 *
 * @throws {@link ApiMisuseError} that names the field and what it may be
 */
export function validateRequest(request: EngineRequest): EngineRequest {
  switch (request.type) {
    case "presencePing":
      return { ...request };
    case "outsideSession":
      if (request.framing !== "ipmi15" && request.framing !== "rmcpPlus") {
        throw new ApiMisuseError(
          "invalidArgument",
          `framing is "ipmi15" or "rmcpPlus", not ${String(request.framing)}`,
        );
      }
      return { ...request, ...commandFields(request, request.framing === "ipmi15" ? maxIpmi15RequestData : undefined) };
    case "command": {
      requireByte("lun", request.lun ?? 0, 3);
      const { bridge } = request;
      return { ...request, ...commandFields(request), ...(bridge === undefined ? {} : { bridge: bridgePath(bridge) }) };
    }
    default:
      throw new ApiMisuseError("invalidArgument", `request.type is not one of command, outsideSession, presencePing`);
  }
}

/**
 * Checks the caller's name for a request.
 *
 * @throws {@link ApiMisuseError}
 */
export function validateRequestId(requestId: RequestId): void {
  if (typeof requestId === "string" || typeof requestId === "number") return;
  throw new ApiMisuseError("invalidArgument", "requestId is a number or a string");
}

/** The v1.5 session header counts the message in one byte, the seven around the data included (IPMI v2.0 §13.6). */
const maxIpmi15RequestData = 255 - 7;

function commandFields(
  request: { readonly netFn: number; readonly cmd: number; readonly data: Uint8Array },
  maxData: number = maxRequestData,
): { data: Uint8Array } {
  requireByte("netFn", request.netFn, 62);
  if (request.netFn % 2 !== 0) {
    throw new ApiMisuseError("invalidArgument", `netFn of a request is even, not ${request.netFn}`);
  }
  requireByte("cmd", request.cmd, 255);
  if (!(request.data instanceof Uint8Array)) throw new ApiMisuseError("invalidArgument", "data is a Uint8Array");
  if (request.data.length > maxData) {
    throw new ApiMisuseError(
      "invalidArgument",
      `data has ${request.data.length} bytes; it may have at most ${maxData}`,
    );
  }
  return { data: new Uint8Array(request.data) };
}

function bridgePath(bridge: BridgePath): BridgePath {
  requireByte("bridge.targetAddress", bridge.targetAddress, 255);
  requireByte("bridge.targetChannel", bridge.targetChannel ?? 0, 15);
  requireByte("bridge.targetLun", bridge.targetLun ?? 0, 3);
  if (bridge.transitAddress !== undefined) requireByte("bridge.transitAddress", bridge.transitAddress, 255);
  requireByte("bridge.transitChannel", bridge.transitChannel ?? 0, 15);
  return { ...bridge };
}

function requireByte(field: string, value: number, high: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= high) return;
  throw new ApiMisuseError("invalidArgument", `${field} is a whole number from 0 to ${high}, not ${String(value)}`);
}
