import { type EndedSession, endpointText, findingsOf, type SessionSummary, sessionFindingText } from "@ruipmi/capture";
import { quote } from "../../options/values.ts";
import { isoTime } from "./time-text.ts";

/** What stands above the lines of {@link sessionLine}. */
export const sessionHeading: string = `${[
  column("#", 4),
  column("began", 27),
  column("remote console", 21),
  column("managed system", 21),
  column("protection", 12),
  column("user", 18),
  column("packets", 7),
  "what became of it",
].join("  ")}\n`;

/** A session in a line: who, how protected, what became of it, and what its owner should know. */
export function sessionLine({ session, unanswered }: EndedSession): string {
  const { number, started, remoteConsole, managedSystem, username, messages } = session;
  return `${[
    column(String(number), 4),
    column(started === undefined ? "-" : isoTime(started), 27),
    column(endpointText(remoteConsole), 21),
    column(endpointText(managedSystem), 21),
    column(protectionText(session), 12),
    column(usernameText(username), 18),
    column(String(messages), 7),
    [stateText(session), ...countTexts(session, unanswered.length), ...findingTexts(session)].join("; "),
  ].join("  ")}\n`;
}

/** A user's name for a terminal. */
export function usernameText(username: Uint8Array | undefined): string {
  if (username === undefined) return "unknown";
  return username.length === 0 ? "null user" : quote(Buffer.from(username).toString("utf8"));
}

/** What a session came to, in words. */
export function stateText({ state, refusal, opened, closed }: SessionSummary): string {
  switch (state) {
    case "opening":
      return "never opened";
    case "open":
      return "open at the end";
    case "closed":
      return opened === undefined || closed === undefined ? "closed" : `closed after ${seconds(closed - opened)}`;
    case "refused":
      return `refused: ${refusal ?? "unknown reason"}`;
    case "beginningMissing":
      return "its beginning is not in the capture";
  }
}

/** AuthTypes of IPMI v1.5 (IPMI v2.0 table 13-8). */
const authTypeNames: Readonly<Record<number, string>> = { 0: "none", 1: "MD2", 2: "MD5", 4: "password", 5: "OEM" };

function protectionText({ ipmiVersion, authType, cipherSuiteId }: SessionSummary): string {
  if (ipmiVersion === "1.5") return authType === undefined ? "v1.5" : `v1.5 ${authTypeNames[authType] ?? authType}`;
  return cipherSuiteId === undefined ? "v2.0" : `suite ${cipherSuiteId}`;
}

function countTexts({ retransmissions, duplicates }: SessionSummary, unanswered: number): readonly string[] {
  const counts: [number, string][] = [
    [retransmissions, "sent again"],
    [duplicates, "captured twice"],
    [unanswered, "unanswered"],
  ];
  return counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
}

function findingTexts(session: SessionSummary): readonly string[] {
  return findingsOf(session).map((finding) => sessionFindingText[finding]);
}

function seconds(nanoseconds: bigint): string {
  return `${(Number(nanoseconds) / 1e9).toFixed(3)} s`;
}

function column(text: string, width: number): string {
  return text.padEnd(width);
}
