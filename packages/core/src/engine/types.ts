import type { CipherSuiteId } from "../crypto/cipher-suites.ts";
import type { IpmiError } from "../errors.ts";
import type { OutsideSessionCommand } from "../messages/cipher-suite-discovery.ts";
import type { DropReason } from "../packets/drop-reason.ts";
import type { PresencePong } from "../wire/asf-presence.ts";
import type { BridgePath } from "../wire/ipmb-send-message.ts";
import type { PrivilegeLevel } from "../wire/privilege-levels.ts";
import type { PhaseName } from "./phases.ts";
import type { RetryPolicy } from "./retry-policy.ts";

/** Monotonic milliseconds, given by the caller: a finite number from any origin. */
export type Millis = number;

/** What names a request between its input and its outcome; the caller chooses it, and it must not be in use. */
export type RequestId = number | string;

/** A command inside the session. */
export interface CommandRequest {
  /** Discriminates {@link EngineRequest}. */
  readonly type: "command";
  /** Network function of the request: even, 0 to 62 (IPMI v2.0 §5.1). */
  readonly netFn: number;
  /** Command number, 0 to 255. */
  readonly cmd: number;
  /** Request data; copied. At most {@link maxRequestData} bytes. */
  readonly data: Uint8Array;
  /** Responder's LUN, 0 to 3; 0 when left out. */
  readonly lun?: number;
  /** Sends the command through the managed system to another controller (IPMI v2.0 §6.13). */
  readonly bridge?: BridgePath;
  /** What differs from the configured retry policy. */
  readonly retry?: Partial<RetryPolicy>;
}

/** A command without a session, in the framing asked for (IPMI v2.0 §13.6, §13.27.2). */
export interface OutsideSessionRequest extends OutsideSessionCommand {
  /** Discriminates {@link EngineRequest}. */
  readonly type: "outsideSession";
  /** What differs from the configured retry policy. */
  readonly retry?: Partial<RetryPolicy>;
}

/** An ASF presence ping (IPMI v2.0 §13.2.3). */
export interface PresencePingRequest {
  /** Discriminates {@link EngineRequest}. */
  readonly type: "presencePing";
  /** What differs from the configured retry policy. */
  readonly retry?: Partial<RetryPolicy>;
}

/** All that can be asked of an engine: in the session, or outside it. */
export type EngineRequest = CommandRequest | OutsideSessionRequest | PresencePingRequest;

/** A datagram arrived from the managed system's address. */
export interface DatagramInput {
  /** Discriminates {@link Input}. */
  readonly type: "datagram";
  /** When. */
  readonly now: Millis;
  /** The UDP payload; any bytes. Copied where kept. */
  readonly datagram: Uint8Array;
}

/** Time has passed: given when a deadline of the last `timeout` output is reached; early and spurious ones do nothing. */
export interface TimeoutInput {
  /** Discriminates {@link Input}. */
  readonly type: "timeout";
  /** When. */
  readonly now: Millis;
}

/** The network says that nobody listens there (ICMP port unreachable). Ends a handshake at once; only counted in an open session. */
export interface UnreachableInput {
  /** Discriminates {@link Input}. */
  readonly type: "unreachable";
  /** When. */
  readonly now: Millis;
}

/** Begin the handshake. Once in the life of an engine. */
export interface OpenSessionInput {
  /** Discriminates {@link Input}. */
  readonly type: "openSession";
  /** When. */
  readonly now: Millis;
}

/** End everything: settle what waits, send Close Session where there is a session. Repeating it does nothing. */
export interface CloseSessionInput {
  /** Discriminates {@link Input}. */
  readonly type: "closeSession";
  /** When. */
  readonly now: Millis;
}

/** Ask something. Exactly one `response` or `requestFailed` event with this `requestId` follows. */
export interface RequestInput {
  /** Discriminates {@link Input}. */
  readonly type: "request";
  /** When. */
  readonly now: Millis;
  /** The caller's name for it. */
  readonly requestId: RequestId;
  /** What to ask. */
  readonly request: EngineRequest;
}

/** Withdraw a request: it fails with `cancelled`. An unknown or settled `requestId` is ignored. */
export interface CancelRequestInput {
  /** Discriminates {@link Input}. */
  readonly type: "cancelRequest";
  /** When. */
  readonly now: Millis;
  /** The request to withdraw. */
  readonly requestId: RequestId;
}

/** Send a payload of another protocol (Serial over LAN) in the open session; nothing is awaited or repeated. */
export interface SendPayloadInput {
  /** Discriminates {@link Input}. */
  readonly type: "sendPayload";
  /** When. */
  readonly now: Millis;
  /** Payload type number, 0 to 63, not 0 (IPMI messages are requests) (IPMI v2.0 table 13-16). */
  readonly payloadType: number;
  /** The payload; copied. */
  readonly payload: Uint8Array;
}

/** The one door in. */
export type Input =
  | DatagramInput
  | TimeoutInput
  | UnreachableInput
  | OpenSessionInput
  | CloseSessionInput
  | RequestInput
  | CancelRequestInput
  | SendPayloadInput;

/** Send this datagram to the managed system. */
export interface TransmitOutput {
  /** Discriminates {@link Output}. */
  readonly type: "transmit";
  /** The UDP payload; the engine never touches it again. */
  readonly datagram: Uint8Array;
}

/** Something happened. */
export interface EventOutput {
  /** Discriminates {@link Output}. */
  readonly type: "event";
  /** What. */
  readonly event: EngineEvent;
}

/** Why the engine wants to be called at a time. */
export type TimeoutReason =
  | "none"
  | "openSessionResponse"
  | "rakpMessage2"
  | "rakpMessage4"
  | "response"
  | "outsideSession"
  | "keepalive"
  | "rqSeqRest"
  | "closeSession";

/** Nothing more for now: come back after the next input, no later than `at`. */
export interface TimeoutOutput {
  /** Discriminates {@link Output}. */
  readonly type: "timeout";
  /** The next deadline; `undefined` when there is none. */
  readonly at: Millis | undefined;
  /** What the deadline is for; `none` when there is none. */
  readonly reason: TimeoutReason;
}

/** The one door out. */
export type Output = TransmitOutput | EventOutput | TimeoutOutput;

/** A suite that the managed system refused in its Open Session Response. */
export interface RefusedCipherSuite {
  /** The suite. */
  readonly cipherSuiteId: CipherSuiteId;
  /** Why: 03h to 07h, 10h or 11h (IPMI v2.0 table 13-15). */
  readonly rmcpStatus: number;
}

/** What an opened session is. */
export interface SessionInfo {
  /** The cipher suite agreed on. */
  readonly cipherSuiteId: CipherSuiteId;
  /** The suites that were offered before it and refused, in order. */
  readonly refusedCipherSuites: readonly RefusedCipherSuite[];
  /** The privilege level reached with Set Session Privilege Level. */
  readonly privilegeLevel: PrivilegeLevel;
  /** The privilege level asked for. */
  readonly requestedPrivilegeLevel: PrivilegeLevel;
  /** Our random session ID. */
  readonly remoteConsoleSessionId: number;
  /** The managed system's session ID. */
  readonly managedSystemSessionId: number;
  /** The managed system's GUID, 16 bytes as they came. */
  readonly managedSystemGuid: Uint8Array;
}

/** The answer to a {@link CommandRequest}: a non-zero completion code is an answer too. */
export interface CommandResponse {
  /** Discriminates {@link EngineResponse}. */
  readonly type: "command";
  /** Network function of the response: odd. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** Completion code (IPMI v2.0 table 5-2); 0 is success. */
  readonly completionCode: number;
  /** Response data after the completion code. */
  readonly data: Uint8Array;
  /** Whether the completion code is that of a Send Message on the way, not of the bridged command. */
  readonly refusedByBridge: boolean;
  /** How many times the request was sent. */
  readonly attempts: number;
  /** Milliseconds from the first sending to the answer. */
  readonly elapsed: Millis;
}

/** The answer to an {@link OutsideSessionRequest}. */
export interface OutsideSessionResponse {
  /** Discriminates {@link EngineResponse}. */
  readonly type: "outsideSession";
  /** Completion code; 0 is success. */
  readonly completionCode: number;
  /** Response data after the completion code. */
  readonly data: Uint8Array;
  /** How many times the request was sent. */
  readonly attempts: number;
  /** Milliseconds from the first sending to the answer. */
  readonly elapsed: Millis;
}

/** The answer to a {@link PresencePingRequest}. */
export interface PresencePongResponse {
  /** Discriminates {@link EngineResponse}. */
  readonly type: "presencePong";
  /** What the managed system says of itself. */
  readonly pong: PresencePong;
  /** How many times the ping was sent. */
  readonly attempts: number;
  /** Milliseconds from the first sending to the answer. */
  readonly elapsed: Millis;
}

/** The answer to an {@link EngineRequest}, of the same `type` (a ping's is `presencePong`). */
export type EngineResponse = CommandResponse | OutsideSessionResponse | PresencePongResponse;

/** The engine moved to another phase. */
export interface PhaseChangedEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "phaseChanged";
  /** The phase left. */
  readonly from: PhaseName;
  /** The phase entered. */
  readonly to: PhaseName;
}

/** The session is open, at the privilege level said. */
export interface SessionOpenedEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "sessionOpened";
  /** What was agreed on. */
  readonly session: SessionInfo;
}

/** The engine is done: always the last event. */
export interface SessionClosedEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "sessionClosed";
  /** `requested`: `closeSession`; `failed`: the handshake failed; `lost`: the managed system fell silent. */
  readonly reason: "requested" | "failed" | "lost";
  /** Why, unless it was asked for. */
  readonly error?: IpmiError;
  /** Whether the managed system confirmed a Close Session. */
  readonly confirmed: boolean;
}

/** A request was answered. */
export interface ResponseEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "response";
  /** The request's name. */
  readonly requestId: RequestId;
  /** The answer. */
  readonly response: EngineResponse;
}

/** A request ended without an answer. */
export interface RequestFailedEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "requestFailed";
  /** The request's name. */
  readonly requestId: RequestId;
  /** Why. */
  readonly error: IpmiError;
  /** Whether the managed system may have executed it: it was sent, and no answer came. */
  readonly mayHaveExecuted: boolean;
}

/** A payload of another protocol arrived in the session. */
export interface PayloadReceivedEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "payloadReceived";
  /** Payload type number. */
  readonly payloadType: number;
  /** The payload, verified and decrypted. */
  readonly payload: Uint8Array;
}

/** Datagrams were dropped; nothing but this counter changed. */
export interface DatagramDroppedEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "datagramDropped";
  /** Why. */
  readonly reason: DropReason;
  /** How many since the last such event was drained. */
  readonly count: number;
}

/** The messages that sessions are made of, as {@link MessageEvent} names them. */
export type MessageName =
  | "Open Session Request"
  | "Open Session Response"
  | "RAKP Message 1"
  | "RAKP Message 2"
  | "RAKP Message 3"
  | "RAKP Message 4"
  | "Presence Ping"
  | "Presence Pong"
  | "IPMI Request"
  | "IPMI Response"
  | "Payload";

/** A message was sent or accepted; only with `traceMessages` in the configuration. Never holds key material or data. */
export interface MessageEvent {
  /** Discriminates {@link EngineEvent}. */
  readonly type: "message";
  /** Who sent it. */
  readonly from: "remoteConsole" | "managedSystem";
  /** Its name. */
  readonly name: MessageName;
  /** 1 for the first sending of a message, more for repetitions; absent for what was received. */
  readonly attempt?: number;
  /** Bytes of the datagram. */
  readonly length: number;
  /** The fields that explain it: numbers and short words, by the specification's names. */
  readonly fields: Readonly<Record<string, number | string>>;
}

/** All that an engine reports. */
export type EngineEvent =
  | PhaseChangedEvent
  | SessionOpenedEvent
  | SessionClosedEvent
  | ResponseEvent
  | RequestFailedEvent
  | PayloadReceivedEvent
  | DatagramDroppedEvent
  | MessageEvent;

/** The largest request data a LAN message is built with, in bytes. */
export const maxRequestData = 1024;
