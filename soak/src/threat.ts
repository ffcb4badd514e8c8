import type { CipherSuite } from "@ruipmi/core/wire";
import type { SeededRandom } from "@ruipmi/transport-mock";
import type { Promised } from "./figures.ts";
import type { Knowledge } from "./forger.ts";

/** What a session's packets are exposed to, and what is promised all the same. */
export interface Threat {
  readonly knowledge: Knowledge;
  /** The share of packets that the link spoils. */
  readonly corrupt: number;
  /** Whether packets that are forged, spoiled or repeated can be told from the others, so that they change no more than a counter. */
  readonly isTold: boolean;
  /** Whether who forges waits for an open session: before, nothing is authentic, and who is on the path can say that the password is wrong. */
  readonly waitsForSession: boolean;
  /** Whether the promise is kept. */
  keeps(promise: Promised): boolean;
}

/** What anyone on the path can break where no packet has an AuthCode (SECURITY.md). */
const needAnAuthCode: readonly Promised[] = [
  "forgedPacketsAccepted",
  "wrongAnswers",
  "commandsExecutedTwice",
  "serialCharactersWrong",
];

/**
 * With integrity everything is promised to everyone. Without it, half of the lives have nobody on the path, but somebody
 * who guesses at session IDs, and everything is promised; in the others anyone may forge, and what is left is that each
 * request has one outcome, that sessions end, and that nothing is leaked.
 */
export function threatTo(suite: CipherSuite, corrupt: number, random: SeededRandom): Threat {
  const always = { keeps: () => true, isTold: true };
  if (suite.integrity !== 0) {
    return { ...always, knowledge: "all but the keys", corrupt, waitsForSession: corrupt === 0 };
  }
  if (random.chance(0.5)) return { ...always, knowledge: "no session ID", corrupt: 0, waitsForSession: false };
  const keeps = (promise: Promised): boolean => !needAnAuthCode.includes(promise);
  return { knowledge: "all but the keys", corrupt, isTold: false, waitsForSession: false, keeps };
}
