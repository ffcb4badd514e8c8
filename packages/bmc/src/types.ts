import type { CipherSuiteId, DropReason, PrivilegeLevel } from "@ruipmi/core/wire";

/** Monotonic milliseconds, given by the caller: a finite number from any origin. */
export type Millis = number;

/** Names a remote console's address, for example `127.0.0.1|49152`; the engine only compares it and gives it back. */
export type PeerKey = string;

/** A datagram arrived. */
export interface BmcDatagramInput {
  /** Discriminates {@link BmcInput}. */
  readonly type: "datagram";
  /** When. */
  readonly now: Millis;
  /** The UDP payload; any bytes. Copied where kept. */
  readonly datagram: Uint8Array;
  /** Who sent it. */
  readonly from: PeerKey;
}

/** Time has passed: given when the deadline of the last `timeout` output is reached; early and spurious ones do nothing. */
export interface BmcTimeoutInput {
  /** Discriminates {@link BmcInput}. */
  readonly type: "timeout";
  /** When. */
  readonly now: Millis;
}

/** The one door in. */
export type BmcInput = BmcDatagramInput | BmcTimeoutInput;

/** Send this datagram. */
export interface BmcTransmitOutput {
  /** Discriminates {@link BmcOutput}. */
  readonly type: "transmit";
  /** The UDP payload; the engine never touches it again. */
  readonly datagram: Uint8Array;
  /** To whom. */
  readonly to: PeerKey;
}

/** Something happened. */
export interface BmcEventOutput {
  /** Discriminates {@link BmcOutput}. */
  readonly type: "event";
  /** What. */
  readonly event: BmcEvent;
}

/** Why the engine wants to be called at a time. */
export type BmcTimeoutReason = "device" | "none" | "sessionExpiry" | "lateAnswer" | "powerTransition";

/** Nothing more for now: come back after the next input, no later than `at`. */
export interface BmcTimeoutOutput {
  /** Discriminates {@link BmcOutput}. */
  readonly type: "timeout";
  /** The next deadline; `undefined` when there is none. */
  readonly at: Millis | undefined;
  /** What the deadline is for; `none` when there is none. */
  readonly reason: BmcTimeoutReason;
}

/** The one door out. */
export type BmcOutput = BmcTransmitOutput | BmcEventOutput | BmcTimeoutOutput;

/** A session is open: its RAKP Message 3 verified. */
export interface BmcSessionOpenedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "sessionOpened";
  /** SIDc, the session ID this side chose. */
  readonly sessionId: number;
  /** Who opened it. */
  readonly peer: PeerKey;
  /** The user's name; empty for the null user. */
  readonly username: Uint8Array;
  /** The cipher suite agreed on. */
  readonly cipherSuiteId: CipherSuiteId;
}

/**
 * Why a session ended: by Close Session, by its idle limit, by Cold or Warm Reset, by the fault `dropSession`, or because
 * the engine closed.
 */
export type BmcSessionEnd = "closed" | "idle" | "reset" | "dropped" | "shutdown";

/** A session is over. */
export interface BmcSessionClosedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "sessionClosed";
  /** SIDc. */
  readonly sessionId: number;
  /** Why. */
  readonly reason: BmcSessionEnd;
}

/** A step of the handshake was refused. */
export interface BmcHandshakeRefusedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "handshakeRefused";
  /** Which message. */
  readonly message: "Open Session Request" | "RAKP Message 1" | "RAKP Message 3";
  /** RMCP+ status of the refusal (IPMI v2.0 table 13-15). */
  readonly rmcpStatus: number;
  /** Who asked. */
  readonly peer: PeerKey;
}

/** A command was answered. */
export interface BmcCommandEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "commandAnswered";
  /** Network function of the request. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** The first byte of the body, where the network function is 2Ch: the group that the command is of. */
  readonly groupExtension?: number;
  /** Completion code of the answer. */
  readonly completionCode: number;
  /** SIDc; absent outside a session. */
  readonly sessionId?: number;
  /** Whether the request was a repetition, answered from memory and not executed again. */
  readonly repeated: boolean;
}

/** A handler threw; its command was answered FFh, Unspecified error. */
export interface BmcHandlerFailedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "handlerFailed";
  /** Network function of the request. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** What it threw. */
  readonly error: unknown;
}

/** Power went on or off. */
export interface BmcPowerChangedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "powerChanged";
  /** Whether it is on now. */
  readonly powerIsOn: boolean;
}

/** Serial over LAN was activated on a session. */
export interface BmcSolActivatedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "solActivated";
  /** SIDc. */
  readonly sessionId: number;
  /** Who it is with. */
  readonly peer: PeerKey;
}

/** Serial over LAN was deactivated, while its session was open: with a session it ends without another word. */
export interface BmcSolDeactivatedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "solDeactivated";
  /** SIDc. */
  readonly sessionId: number;
}

/** Datagrams were dropped; while nobody drains, those of one reason are one event. */
export interface BmcDatagramDroppedEvent {
  /** Discriminates {@link BmcEvent}. */
  readonly type: "datagramDropped";
  /** Why. */
  readonly reason: DropReason;
  /** How many since the last such event was drained. */
  readonly count: number;
}

/** All that the managed system reports. Events never hold a secret. */
export type BmcEvent =
  | BmcSessionOpenedEvent
  | BmcSessionClosedEvent
  | BmcHandshakeRefusedEvent
  | BmcCommandEvent
  | BmcHandlerFailedEvent
  | BmcPowerChangedEvent
  | BmcSolActivatedEvent
  | BmcSolDeactivatedEvent
  | BmcDatagramDroppedEvent;

/** How far a session is: set aside by Open Session, RAKP Message 2 sent, or open. */
export type BmcSessionPhase = "openSession" | "rakp" | "open";

/** A session as it may be shown: nothing secret in it. */
export interface BmcSessionView {
  /** SIDc, the session ID this side chose. */
  readonly sessionId: number;
  /** SIDm, the remote console's. */
  readonly remoteConsoleSessionId: number;
  /** How far it is. */
  readonly phase: BmcSessionPhase;
  /** Who it is with, by the last message that counted. */
  readonly peer: PeerKey;
  /** The cipher suite agreed on. */
  readonly cipherSuiteId: CipherSuiteId;
  /** Session handle, 1–255, 0 where all are taken; `undefined` until the session is open. */
  readonly handle: number | undefined;
  /** The user's ID, 1–63; `undefined` until RAKP Message 1. */
  readonly userId: number | undefined;
  /** The user's name; `undefined` until RAKP Message 1. */
  readonly username: Uint8Array | undefined;
  /** The level that commands are executed at; `undefined` until the session is open. */
  readonly privilegeLevel: PrivilegeLevel | undefined;
  /** The highest level that Set Session Privilege Level grants; `undefined` until the session is open. */
  readonly privilegeLimit: PrivilegeLevel | undefined;
  /** When something last arrived for it that counted. */
  readonly lastActivityAt: Millis;
}

/** What the engine is like right now. */
export interface BmcSnapshot {
  /** Open sessions. */
  readonly openSessions: number;
  /** Sessions whose handshake is not over. */
  readonly halfOpenSessions: number;
  /** Datagrams dropped since the beginning, by reason. */
  readonly drops: Readonly<Partial<Record<DropReason, number>>>;
  /** Datagrams sent since the beginning, those still held back by `lateAnswers` not counted. */
  readonly transmitted: number;
  /** Commands executed since the beginning. */
  readonly executed: number;
  /** Repeated requests answered from memory since the beginning. */
  readonly repeated: number;
  /** Answers kept for repetitions, over all sessions. */
  readonly remembered: number;
  /** Outputs that wait to be drained. */
  readonly undrained: number;
  /** Outputs given up because nobody drained them. */
  readonly lost: number;
  /** Datagrams held back by `lateAnswers`. */
  readonly heldBack: number;
  /** The newest time seen. */
  readonly now: Millis;
}
