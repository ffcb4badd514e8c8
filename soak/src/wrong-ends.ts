import type { EngineEvent } from "@ruipmi/core";
import type { Promised } from "./figures.ts";

/** What the right credentials are never told over a link that spoils nothing. */
const wrongVerdicts = [
  "wrongPassword",
  "wrongKg",
  "unknownUser",
  "privilegeRefused",
  "cipherSuiteRefused",
  "sessionRefused",
];

/**
 * The promise that is broken where a session ends like this; `undefined` for none.
 *
 * @param hadSession - whether it was open before
 * @param isClean - whether the link spoils nothing
 */
export function wrongEnd(event: EngineEvent, hadSession: boolean, isClean: boolean): Promised | undefined {
  if (event.type !== "sessionClosed" || event.error === undefined) return undefined;
  const { code } = event.error;
  // ICMP is not authenticated: it ends what has not begun, and no session.
  if (code === "portUnreachable" && hadSession) return "forgedPacketsAccepted";
  return isClean && wrongVerdicts.includes(code) ? "wrongAnswers" : undefined;
}
