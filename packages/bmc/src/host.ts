import type { DropReason, RandomSource } from "@ruipmi/core/wire";
import type { ResolvedBmcConfig } from "./config.ts";
import type { OpenSession } from "./session/session.ts";
import type { SessionTable } from "./session/session-table.ts";
import type { TimedPart } from "./timed-part.ts";
import type { BmcEvent, Millis, PeerKey } from "./types.ts";

/** Takes the payloads of one type that arrive in open sessions. */
export interface PayloadReceiver {
  /** A payload arrived, verified and decrypted; may be anything. */
  receive(session: OpenSession, payload: Uint8Array, now: Millis): void;
}

/** What the parts of the engine have in common. */
export interface BmcHost {
  readonly config: ResolvedBmcConfig;
  readonly sessions: SessionTable;
  readonly random: RandomSource;
  /** What is called when time passes, besides the sessions and the power; a handler's area adds its own. */
  readonly timed: TimedPart[];
  /** Who takes payloads that are no IPMI messages, by payload type. */
  readonly payloads: Map<number, PayloadReceiver>;
  /** Sends a datagram at a time, now or later, and as much later as `lateAnswers` says. */
  send(datagram: Uint8Array, to: PeerKey, at: Millis): void;
  /** Reports an event. */
  event(event: BmcEvent): void;
  /** Counts and reports a dropped datagram. */
  dropped(reason: DropReason): void;
}
