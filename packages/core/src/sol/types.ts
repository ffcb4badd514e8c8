import type { Millis, RequestId } from "../engine/types.ts";
import type { ConsoleError, SessionLostError } from "../errors.ts";

/** What a packet may do besides carrying characters (IPMI v2.0 table 15-2). */
export interface SolOperation {
  /** Generates a serial break, once. */
  readonly generateBreak?: boolean;
  /** Asserts the ring line, once: wake on ring. */
  readonly ring?: boolean;
  /** Drops what the managed system holds for the serial port. */
  readonly flushInbound?: boolean;
  /** Drops what the managed system holds for the remote console. */
  readonly flushOutbound?: boolean;
  /** Deasserts CTS, so that the system pauses, or asserts it again; stays as it is until an operation says otherwise. */
  readonly ctsPause?: boolean;
  /** Deasserts DCD and DSR, or asserts them again; stays as it is until an operation says otherwise. */
  readonly dropDcdDsr?: boolean;
}

/** A SOL payload arrived in the session. */
export interface SolPayloadInput {
  /** Discriminates {@link SolInput}. */
  readonly type: "payload";
  /** When. */
  readonly now: Millis;
  /** The payload of type 01h; any bytes. Copied where kept. */
  readonly payload: Uint8Array;
}

/** Time has passed: given when the deadline of the last `timeout` output is reached; early and spurious ones do nothing. */
export interface SolTimeoutInput {
  /** Discriminates {@link SolInput}. */
  readonly type: "timeout";
  /** When. */
  readonly now: Millis;
}

/** Somebody types. */
export interface SolCharactersInput {
  /** Discriminates {@link SolInput}. */
  readonly type: "characters";
  /** When. */
  readonly now: Millis;
  /** What; at most as many as there is room for. Copied. */
  readonly characters: Uint8Array;
}

/** Characters that were received have been dealt with: there is room for as many again. */
export interface SolConsumedInput {
  /** Discriminates {@link SolInput}. */
  readonly type: "consumed";
  /** When. */
  readonly now: Millis;
  /** How many; no more than were received and not consumed. */
  readonly count: number;
}

/** Do something to the serial port. Exactly one `operated` or `operationFailed` with this name follows. */
export interface SolOperateInput {
  /** Discriminates {@link SolInput}. */
  readonly type: "operate";
  /** When. */
  readonly now: Millis;
  /** The caller's name for it; it must not be in use. */
  readonly operationId: RequestId;
  /** What to do. */
  readonly operation: SolOperation;
}

/** The console is over. Repeating it does nothing. */
export interface SolCloseInput {
  /** Discriminates {@link SolInput}. */
  readonly type: "close";
  /** When. */
  readonly now: Millis;
  /** `requested`: it is not needed any more; `takenOver`: another session has it; `sessionLost`: its session has ended. */
  readonly reason: "requested" | "takenOver" | "sessionLost";
}

/** The one door in. */
export type SolInput =
  | SolPayloadInput
  | SolTimeoutInput
  | SolCharactersInput
  | SolConsumedInput
  | SolOperateInput
  | SolCloseInput;

/** Send this payload, of type 01h, in the session. */
export interface SolTransmitOutput {
  /** Discriminates {@link SolOutput}. */
  readonly type: "transmit";
  /** The payload; the engine never touches it again. */
  readonly payload: Uint8Array;
}

/** Something happened. */
export interface SolEventOutput {
  /** Discriminates {@link SolOutput}. */
  readonly type: "event";
  /** What. */
  readonly event: SolEvent;
}

/** Why the engine wants to be called at a time. */
export type SolTimeoutReason = "none" | "acknowledgement" | "hold" | "silence";

/** Nothing more for now: come back after the next input, no later than `at`. */
export interface SolTimeoutOutput {
  /** Discriminates {@link SolOutput}. */
  readonly type: "timeout";
  /** The next deadline; `undefined` when there is none. */
  readonly at: Millis | undefined;
  /** What the deadline is for; `none` when there is none. */
  readonly reason: SolTimeoutReason;
}

/** The one door out. */
export type SolOutput = SolTransmitOutput | SolEventOutput | SolTimeoutOutput;

/** The system printed; each character once, in order. */
export interface SolCharactersReceivedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "charactersReceived";
  /** What it printed. */
  readonly characters: Uint8Array;
}

/** The managed system has taken characters that were typed: there is room for as many again. */
export interface SolCharactersAcceptedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "charactersAccepted";
  /** How many. */
  readonly count: number;
}

/** An operation was acknowledged. */
export interface SolOperatedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "operated";
  /** The operation's name. */
  readonly operationId: RequestId;
}

/** The console ended before an operation was acknowledged. */
export interface SolOperationFailedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "operationFailed";
  /** The operation's name. */
  readonly operationId: RequestId;
  /** Why. */
  readonly error: ConsoleError | SessionLostError;
}

/** The system sent a serial break. */
export interface SolBreakReceivedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "breakReceived";
}

/** The managed system lost characters that the system printed: it could not pass them on fast enough. */
export interface SolTransmitOverrunEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "transmitOverrun";
}

/** The system went away (no power, asleep), or is back. What is typed meanwhile waits. */
export interface SolTransferChangedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "transferChanged";
  /** Whether there is a system to exchange characters with. */
  readonly available: boolean;
}

/** Nothing came from the managed system for a while: time to ask whether the console is still this session's. */
export interface SolSilentEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "silent";
  /** Milliseconds since the last payload. */
  readonly elapsed: Millis;
}

/** A payload was dropped; nothing but a counter changed. */
export interface SolPayloadDroppedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "payloadDropped";
  /** Why. */
  readonly reason: SolDropReason;
}

/** `malformed`: no SOL payload; `late`: overtaken by packets with later numbers. */
export type SolDropReason = "malformed" | "late";

/** The console is over: always the last event. */
export interface SolClosedEvent {
  /** Discriminates {@link SolEvent}. */
  readonly type: "closed";
  /** `deactivated`: the managed system says so; `lost`: it does not acknowledge; the others as in {@link SolCloseInput}. */
  readonly reason: SolCloseInput["reason"] | "deactivated" | "lost";
  /** Why, unless it was asked for. */
  readonly error?: ConsoleError | SessionLostError;
  /** Characters that were typed and of which nobody knows that they arrived. */
  readonly unaccepted: number;
}

/** All that a serial console reports. */
export type SolEvent =
  | SolCharactersReceivedEvent
  | SolCharactersAcceptedEvent
  | SolOperatedEvent
  | SolOperationFailedEvent
  | SolBreakReceivedEvent
  | SolTransmitOverrunEvent
  | SolTransferChangedEvent
  | SolSilentEvent
  | SolPayloadDroppedEvent
  | SolClosedEvent;

/** How a serial console stands. */
export interface SolSnapshot {
  /** Whether it is over. */
  readonly isClosed: boolean;
  /** The newest time it was given. */
  readonly now: Millis | undefined;
  /** The next deadline. */
  readonly deadline: Pick<SolTimeoutOutput, "at" | "reason">;
  /** Characters typed and not accepted yet. */
  readonly buffered: number;
  /** Characters that may be typed now. */
  readonly room: number;
  /** Characters received and not consumed yet. */
  readonly unconsumed: number;
  /** Whether a packet waits for its acknowledgement. */
  readonly isAwaitingAcknowledgement: boolean;
  /** Whether the managed system refused characters, so that they wait. */
  readonly isHeld: boolean;
  /** Whether there is a system to exchange characters with. */
  readonly isTransferAvailable: boolean;
  /** Payloads dropped, by reason. */
  readonly dropped: Readonly<Partial<Record<SolDropReason, number>>>;
}
