/** What is no error but should not pass unseen: plain text on stderr, with `--json` too, where the error is what is JSON. */
import {
  type CipherSuiteId,
  cipherSuite,
  describeCipherSuite,
  privilegeLevelName,
  type SessionInfo,
} from "@ruipmi/core";
import type { TextSink } from "../io.ts";

/** Warns, in one line, of suites that protect nothing. */
export function warnOfUnprotectedSuites(cipherSuites: readonly CipherSuiteId[], stderr: TextSink): void {
  const unprotected = cipherSuites.filter((id) => cipherSuite(id)?.integrity === 0);
  if (unprotected.length === 0) return;
  const dangers = unprotected.map(describeDanger).join("; ");
  stderr.write(`ruipmi: warning: ${dangers}: use it on a network that you trust, if at all\n`);
}

/** Says, in one line, which level was reached where it is not the one that was asked for. */
export function warnOfLowerPrivilege(session: SessionInfo, stderr: TextSink): void {
  const { privilegeLevel, requestedPrivilegeLevel } = session;
  if (privilegeLevel === requestedPrivilegeLevel) return;
  const reached = privilegeLevelName(privilegeLevel);
  stderr.write(`ruipmi: session at ${reached}, not ${privilegeLevelName(requestedPrivilegeLevel)} as asked\n`);
}

function describeDanger(id: CipherSuiteId): string {
  const suite = cipherSuite(id)!;
  const danger =
    suite.authentication === 0
      ? "checks no password, and anyone on the path can forge commands"
      : "protects no message, and anyone on the path can forge commands";
  return `cipher suite ${id} (${describeCipherSuite(suite)}) ${danger}`;
}
