import type { CommandRequest, EngineRequest, EngineResponse } from "@ruipmi/core";
import {
  activatePayload,
  type CipherSuite,
  deactivatePayload,
  encodeRequestData,
  encodeSolActivation,
  getChannelAuthenticationCapabilities,
  getDeviceId,
  PayloadType,
  PrivilegeLevel,
} from "@ruipmi/core/wire";
import type { SeededRandom } from "@ruipmi/transport-mock";
import type { Satellites } from "./satellites.ts";
import { echo } from "./settings.ts";

/** Something to ask, and what is an answer to it. */
export interface Question {
  readonly request: EngineRequest;
  /** Whether a response is the right one. */
  isRight(response: EngineResponse): boolean;
}

const nothing = new Uint8Array(0);
const isCommand = (response: EngineResponse): boolean => response.type === "command";

/** So many bytes to be sent back in reverse; they begin with the request's number. */
export function echoOf(requestId: number, length: number): Question {
  const data = new Uint8Array(length).map((_, index) => index * 7 + requestId);
  new DataView(data.buffer).setUint32(0, requestId, true);
  const expected = data.slice().reverse();
  return {
    request: { type: "command", ...echo, data },
    isRight: (response) =>
      response.type === "command" && response.completionCode === 0 && Buffer.from(expected).equals(response.data),
  };
}

/** The number of an echo's request; -1 for what is none. */
export function echoNumber(data: Uint8Array): number {
  return data.length < 4 ? -1 : new DataView(data.buffer, data.byteOffset).getUint32(0, true);
}

/** Who a controller behind the IPMB is. */
export function bridgedDeviceId(satellites: Satellites, random: SeededRandom): Question {
  const bridge = satellites.anyPath(random);
  const since = satellites.executed;
  return {
    request: { ...bare(getDeviceId), bridge },
    isRight: (response) =>
      response.type === "command" &&
      response.completionCode === 0 &&
      !response.refusedByBridge &&
      satellites.isAnswer(response.data, bridge, since),
  };
}

/** Something that needs no session: a ping, or which authentication there is. Anyone can answer it: only its kind is told. */
export function outsideSession(random: SeededRandom): Question {
  if (random.chance(0.5)) {
    return { request: { type: "presencePing" }, isRight: ({ type }) => type === "presencePong" };
  }
  const framing = random.chance(0.5) ? "rmcpPlus" : "ipmi15";
  const { netFn, cmd } = getChannelAuthenticationCapabilities;
  const data = Uint8Array.of(0x8e, PrivilegeLevel.administrator);
  return {
    request: { type: "outsideSession", framing, netFn, cmd, data },
    isRight: ({ type }) => type === "outsideSession",
  };
}

/** Cold Reset (IPMI v2.0 §20.2), which ends every session. */
export const coldReset: Question = {
  request: { type: "command", netFn: 0x06, cmd: 0x02, data: nothing },
  isRight: isCommand,
};

/** Activates the serial console. */
export function serialActivation(suite: CipherSuite): Question {
  const auxiliaryData = encodeSolActivation({
    encryption: suite.confidentiality !== 0,
    authentication: suite.integrity !== 0,
    testMode: false,
    serialAlertBehavior: 1,
    startupHandshake: false,
  });
  const body = { payloadType: PayloadType.serialOverLan, payloadInstance: 1, auxiliaryData };
  const data = encodeRequestData(activatePayload, body);
  return { request: { ...bare(activatePayload), data }, isRight: isCommand };
}

/** Ends the serial console, whoever has it. */
export function serialDeactivation(): Question {
  const body = { payloadType: PayloadType.serialOverLan, payloadInstance: 1, auxiliaryData: new Uint8Array(4) };
  const data = encodeRequestData(deactivatePayload, body);
  return { request: { ...bare(deactivatePayload), data }, isRight: isCommand };
}

function bare({ netFn, cmd }: { readonly netFn: number; readonly cmd: number }): CommandRequest {
  return { type: "command", netFn, cmd, data: nothing };
}
