import { type EndedSession, findingsOf, type SessionFinding, sessionFindingText } from "@ruipmi/capture";

/** More sessions than this are counted and not named. */
const maxNamed = 20;

/** What is said at the end of a list: how many sessions, and which of them their owner should look at. */
export class SessionsSummary {
  readonly #found = new Map<SessionFinding, { count: number; readonly named: number[] }>();
  #sessions = 0;
  #unread = 0;

  /** Takes a session. */
  add({ session }: EndedSession): void {
    this.#sessions += 1;
    // Suites without authentication need no password to be read.
    const isReadable =
      session.passwordValid !== undefined || session.ipmiVersion === "1.5" || session.cipherSuiteId === 0;
    if (!isReadable && session.opened !== undefined) this.#unread += 1;
    for (const finding of findingsOf(session)) {
      const found = this.#found.get(finding) ?? { count: 0, named: [] };
      this.#found.set(finding, found);
      found.count += 1;
      if (found.named.length < maxNamed) found.named.push(session.number);
    }
  }

  /** How many sessions there were. */
  get sessions(): number {
    return this.#sessions;
  }

  /** The summary: lines that end with `\n`. */
  text(): string {
    const findings = (Object.keys(sessionFindingText) as SessionFinding[]).flatMap((finding) => {
      const found = this.#found.get(finding);
      return found === undefined ? [] : [`  ${sessionFindingText[finding]}: ${sessionsText(found)}\n`];
    });
    const total = `${this.#sessions} ${this.#sessions === 1 ? "session" : "sessions"}`;
    const unread =
      this.#unread === 0
        ? ""
        : `Not checked for want of a password: ${this.#unread}; --user NAME:PASSWORD gives one.\n`;
    if (findings.length === 0) return `${total}; nothing about them to be warned of.\n${unread}`;
    return `${total}. To be known about them:\n${findings.join("")}${unread}`;
  }
}

function sessionsText({ count, named }: { readonly count: number; readonly named: readonly number[] }): string {
  const more = count > named.length ? ` and ${count - named.length} more` : "";
  return `${count === 1 ? "session" : "sessions"} ${named.join(", ")}${more}`;
}
