import type { CipherSuiteId } from "../crypto/cipher-suites.ts";
import type { DropReason } from "../packets/drop-reason.ts";
import type { PrivilegeLevel } from "../wire/privilege-levels.ts";
import type { PhaseName } from "./phases.ts";
import type { Millis, TimeoutReason } from "./types.ts";

/** How an engine stands: plain data, never a secret. */
export interface EngineSnapshot {
  /** The phase. */
  readonly phase: PhaseName;
  /** The newest time seen; `undefined` before the first input. */
  readonly now: Millis | undefined;
  /** The next deadline. */
  readonly deadline: {
    /** When; `undefined` for none. */
    readonly at: Millis | undefined;
    /** What for. */
    readonly reason: TimeoutReason;
  };
  /** Requests sent in the session and not settled. */
  readonly inFlight: number;
  /** Requests that wait to be sent. */
  readonly queued: number;
  /** Requests outside the session that are not settled. */
  readonly outsideSession: number;
  /** rqSeq numbers that rest because a late answer may come. */
  readonly rqSeqsResting: number;
  /** Datagrams sent. */
  readonly transmitted: number;
  /** Datagrams received, dropped ones included. */
  readonly received: number;
  /** Datagrams dropped, by reason. */
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  /** The session, once open. */
  readonly session:
    | {
        /** The suite agreed on. */
        readonly cipherSuiteId: CipherSuiteId;
        /** The level reached. */
        readonly privilegeLevel: PrivilegeLevel;
        /** The session sequence number of the last packet sent. */
        readonly lastSent: number;
        /** The highest session sequence number received; `undefined` before the first. */
        readonly highestReceived: number | undefined;
      }
    | undefined;
}
