import type { EndedSession, SessionSummary } from "@ruipmi/capture";
import { describe, expect, it } from "vitest";
import { SessionsSummary } from "../../../src/output/capture/summary.ts";

const open: SessionSummary = {
  number: 1,
  remoteConsole: { address: "192.0.2.1", port: 40_000 },
  managedSystem: { address: "192.0.2.2", port: 623 },
  ipmiVersion: "2.0",
  state: "closed",
  cipherSuiteId: 17,
  username: Uint8Array.of(0x61),
  passwordValid: true,
  started: 0n,
  opened: 1n,
  closed: 2n,
  messages: 10,
  retransmissions: 0,
  duplicates: 0,
  wrongCodes: 0,
};

function summaryOf(...sessions: readonly Partial<SessionSummary>[]): string {
  const summary = new SessionsSummary();
  for (const [index, changes] of sessions.entries()) {
    const session = { ...open, number: index + 1, ...changes };
    summary.add({ type: "session", session, unanswered: [] } satisfies EndedSession);
  }
  return summary.text();
}

describe("SessionsSummary", () => {
  it("has nothing to say about good sessions", () => {
    expect(summaryOf({}, {})).toBe("2 sessions; nothing about them to be warned of.\n");
    expect(summaryOf({})).toMatch(/^1 session;/);
  });

  it("names the sessions of each finding", () => {
    expect(
      summaryOf(
        { cipherSuiteId: 0 },
        { cipherSuiteId: 1, username: new Uint8Array(0) },
        {},
        { defaultPassword: true },
        { ipmiVersion: "1.5", authType: 4 },
        { wrongCodes: 1 },
      ),
    ).toBe(
      [
        "6 sessions. To be known about them:",
        "  no authentication: session 1",
        "  no integrity: sessions 1, 2",
        "  not encrypted: sessions 1, 2, 5",
        "  password in the clear: session 5",
        "  null user: session 2",
        "  default password: session 4",
        "  wrong codes: session 6",
        "",
      ].join("\n"),
    );
  });

  it("names no more than anybody reads", () => {
    const text = summaryOf(...new Array<object>(50).fill({ cipherSuiteId: 1 }));
    expect(text).toMatch(/not encrypted: sessions 1, 2, .* 20 and 30 more$/m);
  });

  it("counts what could not be checked", () => {
    const { passwordValid: _, ...unknown } = open;
    const summary = new SessionsSummary();
    summary.add({ type: "session", session: unknown, unanswered: [] });
    expect(summary.text()).toMatch(/^Not checked for want of a password: 1; --user/m);
  });
});
