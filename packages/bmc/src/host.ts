import type { DropReason, RandomSource } from "@ruipmi/core/wire";
import type { ResolvedBmcConfig } from "./config.ts";
import type { SessionTable } from "./session/session-table.ts";
import type { TimedPart } from "./timed-part.ts";
import type { BmcEvent, Millis, PeerKey } from "./types.ts";

/** What the parts of the engine have in common. */
export interface BmcHost {
  readonly config: ResolvedBmcConfig;
  readonly sessions: SessionTable;
  readonly random: RandomSource;
  /** What is called when time passes, besides the sessions and the power; a handler's area adds its own. */
  readonly timed: TimedPart[];
  /** Sends a datagram, or holds it back for as long as `lateAnswers` says. */
  send(datagram: Uint8Array, to: PeerKey, now: Millis): void;
  /** Reports an event. */
  event(event: BmcEvent): void;
  /** Counts and reports a dropped datagram. */
  dropped(reason: DropReason): void;
}
