import type { CipherSuite } from "../crypto/cipher-suites.ts";
import type { RakpExchange } from "../crypto/rakp-codes.ts";
import type { PrivilegeLevel } from "../wire/privilege-levels.ts";
import type { HandshakeStep } from "./handshake-step.ts";
import type { SessionEnds } from "./session-exchange.ts";

/** One run from Open Session on: a suite, a level, a session ID of our own. */
export interface Attempt {
  readonly suiteIndex: number;
  readonly suite: CipherSuite;
  readonly privilegeLevel: PrivilegeLevel;
  readonly remoteConsoleSessionId: number;
}

/** What is known in each step; there are no keys before RAKP Message 2 was verified. */
export type HandshakeState =
  | { readonly name: "openSession"; readonly step: HandshakeStep; readonly attempt: Attempt }
  | {
      readonly name: "rakpMessage1";
      readonly step: HandshakeStep;
      readonly attempt: Attempt;
      readonly managedSystemSessionId: number;
      readonly remoteConsoleRandom: Uint8Array;
    }
  | {
      readonly name: "rakpMessage3";
      readonly step: HandshakeStep;
      readonly attempt: Attempt;
      readonly exchange: RakpExchange;
      readonly code: Uint8Array;
      readonly expectedIcv: Uint8Array;
      readonly ends: SessionEnds;
    };
