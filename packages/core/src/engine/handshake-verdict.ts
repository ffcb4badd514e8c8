import { AuthenticationError, type IpmiError, MalformedMessageError, NetworkError, RefusalError } from "../errors.ts";
import { hexByte } from "../wire/hex-byte.ts";
import { RmcpStatus, rmcpStatusAdvice, rmcpStatusName } from "../wire/rmcp-status.ts";
import type { MessageName } from "./types.ts";

/** The three steps of the handshake, each a message of ours that is answered. */
export type HandshakeStepName = "openSession" | "rakpMessage1" | "rakpMessage3";

/** What an answer to a step says against going on. */
export type Verdict =
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "notVerified" }
  | { readonly kind: "error"; readonly error: IpmiError };

/** The message that answers each step. */
export const answerNames: Readonly<Record<HandshakeStepName, MessageName>> = {
  openSession: "Open Session Response",
  rakpMessage1: "RAKP Message 2",
  rakpMessage3: "RAKP Message 4",
};

const requestNames: Readonly<Record<HandshakeStepName, string>> = {
  openSession: "Open Session Request",
  rakpMessage1: "RAKP Message 1",
  rakpMessage3: "RAKP Message 3",
};

/** Refusals of the algorithms themselves: the next suite of the list may be taken (IPMI v2.0 table 13-15). */
const suiteRefusals: ReadonlySet<number> = new Set([
  RmcpStatus.invalidPayloadType,
  RmcpStatus.invalidAuthenticationAlgorithm,
  RmcpStatus.invalidIntegrityAlgorithm,
  RmcpStatus.noMatchingAuthenticationPayload,
  RmcpStatus.noMatchingIntegrityPayload,
  RmcpStatus.invalidConfidentialityAlgorithm,
  RmcpStatus.noCipherSuiteMatch,
]);

const privilegeRefusals: ReadonlySet<number> = new Set([RmcpStatus.invalidRole, RmcpStatus.unauthorizedRole]);

/** Whether the managed system refused the suite, so that the next one may be tried. */
export function refusesCipherSuite(step: HandshakeStepName, verdict: Verdict): boolean {
  return step === "openSession" && verdict.kind === "refused" && suiteRefusals.has(verdict.status);
}

/** Whether the managed system lost track of the session, so that beginning again may help. */
export function forgotSession(step: HandshakeStepName, verdict: Verdict): boolean {
  if (step === "openSession" || verdict.kind !== "refused") return false;
  return verdict.status === RmcpStatus.invalidSessionId || verdict.status === RmcpStatus.inactiveSessionId;
}

/** Whether a lower privilege level may be accepted where this one was not. */
export function refusesPrivilege(verdict: Verdict, nameOnlyLookup: boolean): boolean {
  if (verdict.kind !== "refused") return false;
  // By name and privilege together, "no such user" may mean "not at this privilege" (IPMI v2.0 §13.20).
  return privilegeRefusals.has(verdict.status) || (!nameOnlyLookup && verdict.status === RmcpStatus.unauthorizedName);
}

/** The error that a final verdict becomes. */
export function verdictError(step: HandshakeStepName, verdict: Verdict): IpmiError {
  if (verdict.kind === "error") return verdict.error;
  if (verdict.kind === "refused") return refusalError(step, verdict.status);
  if (step === "rakpMessage1") {
    return new AuthenticationError(
      "wrongPassword",
      "RAKP Message 2 does not verify: the password is wrong for this user (or another dialect is spoken: see the quirks)",
    );
  }
  return new AuthenticationError(
    "wrongKg",
    "RAKP Message 2 verifies and RAKP Message 4 does not: the BMC key (Kg) is wrong, missing, or given where none is set",
  );
}

/** The error of a step whose tries are spent without any answer. */
export function silenceError(step: HandshakeStepName, attempts: number, elapsed: number): NetworkError {
  const advice =
    step === "openSession"
      ? "check the address, that IPMI over LAN is enabled, and that UDP reaches its port"
      : "it answered before: check for packet loss, or raise the wait or the tries";
  return new NetworkError(
    "timeout",
    `no answer to ${requestNames[step]}: ${attempts} tries in ${(elapsed / 1000).toFixed(1)} s; ${advice}`,
    attempts,
    elapsed,
  );
}

/** The error of a port where nobody listens, for whatever was asked there. */
export function unreachableError(attempts: number, elapsed: number): NetworkError {
  const text = "the host refuses UDP on this port: IPMI over LAN is off there, or listens on another port";
  return new NetworkError("portUnreachable", text, attempts, elapsed);
}

/** The error of a suite without authentication whose managed system proves something all the same. */
export function unexpectedCodeError(step: HandshakeStepName): MalformedMessageError {
  const field = step === "rakpMessage1" ? "keyExchangeAuthenticationCode" : "integrityCheckValue";
  const offset = step === "rakpMessage1" ? 40 : 8;
  const cure = step === "rakpMessage1" ? "" : "; quirk integritycheckvalue accepts such managed systems";
  const problem = `present although the suite has no authentication${cure}`;
  return new MalformedMessageError(`${answerNames[step]}: ${field}`, offset, problem);
}

function refusalError(step: HandshakeStepName, status: number): RefusalError {
  const text = `${answerNames[step]}: ${rmcpStatusName(status)} (${hexByte(status)}). ${rmcpStatusAdvice(status)}`;
  return new RefusalError(refusalCode(step, status), text, { rmcpStatus: status });
}

function refusalCode(step: HandshakeStepName, status: number): ConstructorParameters<typeof RefusalError>[0] {
  if (step === "openSession" && suiteRefusals.has(status)) return "cipherSuiteRefused";
  if (privilegeRefusals.has(status)) return "privilegeRefused";
  switch (status) {
    case RmcpStatus.insufficientResources:
    case RmcpStatus.insufficientResourcesForRole:
      return "insufficientResources";
    case RmcpStatus.unauthorizedName:
      return "unknownUser";
    default:
      return "sessionRefused";
  }
}
