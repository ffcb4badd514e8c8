import { describe, expect, it } from "vitest";
import { HandshakeStep } from "../../src/engine/handshake-step.ts";
import {
  forgotSession,
  type HandshakeStepName,
  refusesCipherSuite,
  refusesPrivilege,
  silenceError,
  unexpectedCodeError,
  unreachableError,
  type Verdict,
  verdictError,
} from "../../src/engine/handshake-verdict.ts";
import { NetworkError } from "../../src/errors.ts";
import { RmcpStatus, rmcpStatusAdvice } from "../../src/wire/rmcp-status.ts";

const steps: readonly HandshakeStepName[] = ["openSession", "rakpMessage1", "rakpMessage3"];
const statuses = Array.from({ length: 256 }, (_, status) => status).slice(1);
const refused = (status: number): Verdict => ({ kind: "refused", status });
const others: readonly Verdict[] = [
  { kind: "notVerified" },
  { kind: "error", error: new NetworkError("timeout", "silence", 1, 1) },
];

describe("a verdict on a step", () => {
  it("speaks against the suite where Open Session is refused for what was proposed", () => {
    const against = (step: HandshakeStepName): number[] =>
      statuses.filter((status) => refusesCipherSuite(step, refused(status)));
    expect(against("openSession")).toStrictEqual([0x03, 0x04, 0x05, 0x06, 0x07, 0x10, 0x11]);
    expect(against("rakpMessage1")).toStrictEqual([]);
    expect(against("rakpMessage3")).toStrictEqual([]);
    for (const verdict of others) expect(refusesCipherSuite("openSession", verdict)).toBe(false);
  });

  it("says that the session was forgotten where a later step names no session that is known", () => {
    const forgotten = (step: HandshakeStepName): number[] =>
      statuses.filter((status) => forgotSession(step, refused(status)));
    expect(forgotten("openSession")).toStrictEqual([]);
    expect(forgotten("rakpMessage1")).toStrictEqual([0x02, 0x08]);
    expect(forgotten("rakpMessage3")).toStrictEqual([0x02, 0x08]);
    for (const verdict of others) expect(forgotSession("rakpMessage1", verdict)).toBe(false);
  });

  it("speaks against the level by its status; by an unknown name only where the level is part of the look-up", () => {
    const against = (nameOnlyLookup: boolean): number[] =>
      statuses.filter((status) => refusesPrivilege(refused(status), nameOnlyLookup));
    expect(against(true)).toStrictEqual([0x09, 0x0a]);
    expect(against(false)).toStrictEqual([0x09, 0x0a, 0x0d]);
    for (const verdict of others) expect(refusesPrivilege(verdict, false)).toBe(false);
  });

  it("becomes an error that blames what it is about", () => {
    const codes = (step: HandshakeStepName): Record<string, number[]> => {
      const byCode: Record<string, number[]> = {};
      for (const status of statuses) {
        const error = verdictError(step, refused(status));
        expect(error).toMatchObject({ rmcpStatus: status, completionCode: undefined });
        if (error.code !== "sessionRefused") byCode[error.code] = [...(byCode[error.code] ?? []), status];
      }
      return byCode;
    };
    const inAll = { privilegeRefused: [0x09, 0x0a], insufficientResources: [0x01, 0x0b], unknownUser: [0x0d] };
    expect(codes("openSession")).toStrictEqual({
      ...inAll,
      cipherSuiteRefused: [0x03, 0x04, 0x05, 0x06, 0x07, 0x10, 0x11],
    });
    expect(codes("rakpMessage1")).toStrictEqual(inAll);
    expect(codes("rakpMessage3")).toStrictEqual(inAll);
    expect(verdictError("rakpMessage1", { kind: "notVerified" })).toMatchObject({ code: "wrongPassword" });
    expect(verdictError("rakpMessage3", { kind: "notVerified" })).toMatchObject({ code: "wrongKg" });
    const error = new NetworkError("timeout", "silence", 1, 1);
    expect(verdictError("rakpMessage3", { kind: "error", error })).toBe(error);
  });
});

describe("what a failed handshake says", () => {
  it.each([
    ["openSession", 0x01, "Open Session Response: Insufficient resources to create a session (01h). "],
    ["rakpMessage1", 0x0d, "RAKP Message 2: Unauthorized name (0Dh). "],
    ["rakpMessage3", 0x0f, "RAKP Message 4: Invalid integrity check value (0Fh). "],
  ] as const)("of a refusal of %s by %i: its name and what to do", (step, status, text) => {
    expect(verdictError(step, refused(status)).message).toBe(text + rmcpStatusAdvice(status));
  });

  it("of a code that does not verify: which of the secrets is wrong", () => {
    expect(verdictError("rakpMessage1", { kind: "notVerified" }).message).toBe(
      "RAKP Message 2 does not verify: the password is wrong for this user (or another dialect is spoken: see the quirks)",
    );
    expect(verdictError("rakpMessage3", { kind: "notVerified" }).message).toBe(
      "RAKP Message 2 verifies and RAKP Message 4 does not: the BMC key (Kg) is wrong, missing, or given where none is set",
    );
  });

  it("of silence: to what, for how long, and what to check", () => {
    const unheard = "check the address, that IPMI over LAN is enabled, and that UDP reaches its port";
    const heard = "it answered before: check for packet loss, or raise the wait or the tries";
    const [openSession, ...later] = steps.map((step) => silenceError(step, 4, 11_049));
    expect(openSession).toMatchObject({ code: "timeout", attempts: 4, elapsed: 11_049 });
    expect(openSession!.message).toBe(`no answer to Open Session Request: 4 tries in 11.0 s; ${unheard}`);
    expect(later.map(({ message }) => message)).toStrictEqual([
      `no answer to RAKP Message 1: 4 tries in 11.0 s; ${heard}`,
      `no answer to RAKP Message 3: 4 tries in 11.0 s; ${heard}`,
    ]);
  });

  it("of a port that refuses", () => {
    const error = unreachableError(2, 300);
    expect(error).toMatchObject({ code: "portUnreachable", attempts: 2, elapsed: 300 });
    expect(error.message).toBe(
      "the host refuses UDP on this port: IPMI over LAN is off there, or listens on another port",
    );
  });

  it("of a code where there should be none: where it stands", () => {
    const seen = steps.slice(1).map((step) => unexpectedCodeError(step));
    expect(seen.map(({ field, offset }) => [field, offset])).toStrictEqual([
      ["RAKP Message 2: keyExchangeAuthenticationCode", 40],
      ["RAKP Message 4: integrityCheckValue", 8],
    ]);
    expect(seen.map(({ message }) => message.split(": ").at(-1))).toStrictEqual([
      "present although the suite has no authentication",
      "present although the suite has no authentication; quirk integritycheckvalue accepts such managed systems",
    ]);
  });

  it("names every status that the specification has in an error of its own", () => {
    const messages = Object.values(RmcpStatus)
      .slice(1)
      .map((status) => verdictError("openSession", refused(status)).message);
    expect(new Set(messages).size).toBe(messages.length);
  });
});

describe("a step of the handshake", () => {
  it("knows its sendings by their tags", () => {
    const step = new HandshakeStep("rakpMessage1", 100);
    expect(step).toMatchObject({ name: "rakpMessage1", startedAt: 100, deadline: 100, attempts: 0, held: undefined });
    step.sent(7, 100, 50);
    step.sent(9, 150, 60);
    expect(step).toMatchObject({ attempts: 2, newestTag: 9, deadline: 210 });
    expect([7, 8, 9].map((tag) => step.isOutstanding(tag))).toStrictEqual([true, false, true]);
    expect([7, 8, 9].map((tag) => step.sinceSending(tag, 200))).toStrictEqual([100, undefined, 50]);
  });

  it("may be given less time or more, for its newest sending", () => {
    const step = new HandshakeStep("rakpMessage1", 0);
    step.extend(1000); // nothing was sent that could take longer
    expect(step.deadline).toBe(0);
    step.sent(7, 0, 50);
    step.sent(9, 100, 50);
    step.shorten(200);
    expect(step.deadline).toBe(150);
    step.shorten(120);
    expect(step.deadline).toBe(120);
    step.extend(10);
    expect(step.deadline).toBe(120);
    step.extend(80);
    expect(step.deadline).toBe(180);
  });
});
