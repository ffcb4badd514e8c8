import { cipherSuite, integrityAlgorithms } from "@ruipmi/core/wire";
import type { SessionSummary } from "../sessions/session.ts";

/** Something about a session that its owner should know. */
export type SessionFinding =
  /** The suite has no authentication: anyone gets in. */
  | "noAuthentication"
  /** The packets are not authenticated: anyone on the path can change them. */
  | "noIntegrity"
  /** The packets are not encrypted: anyone on the path can read them. */
  | "noConfidentiality"
  /** IPMI v1.5 with the password itself in every packet. */
  | "passwordInTheClear"
  /** The null user logged in. */
  | "nullUser"
  /** The password is one that managed systems are delivered with. */
  | "defaultPassword"
  /** The managed system has another password than those given for the user. */
  | "passwordUnknown"
  /** The managed system has a BMC key that is not among those given. */
  | "kgUnknown"
  /** The remote console did not have the managed system's password. */
  | "wrongPassword"
  /** A code was wrong: damage, another implementation's way, or forgery. */
  | "wrongCodes";

/** What each finding means, in words for a summary. */
export const sessionFindingText: Readonly<Record<SessionFinding, string>> = {
  noAuthentication: "no authentication",
  noIntegrity: "no integrity",
  noConfidentiality: "not encrypted",
  passwordInTheClear: "password in the clear",
  nullUser: "null user",
  defaultPassword: "default password",
  passwordUnknown: "password not among those given",
  kgUnknown: "BMC key not among those given",
  wrongPassword: "wrong password used",
  wrongCodes: "wrong codes",
};

/** What is to be known about a session, in the order of {@link SessionFinding}. */
export function findingsOf(session: SessionSummary): readonly SessionFinding[] {
  const { username, passwordValid, consolePasswordValid, defaultPassword, kgUnknown, wrongCodes } = session;
  const findings: [SessionFinding, boolean][] = [
    ...protectionFindings(session),
    ["nullUser", username?.length === 0],
    ["defaultPassword", defaultPassword === true],
    ["passwordUnknown", passwordValid === false],
    ["kgUnknown", kgUnknown === true],
    ["wrongPassword", consolePasswordValid === false],
    // Without the key every code is wrong, and nothing is the matter.
    ["wrongCodes", wrongCodes > 0 && passwordValid === true && kgUnknown !== true],
  ];
  return findings.filter(([, applies]) => applies).map(([finding]) => finding);
}

/** AuthType none and password (IPMI v2.0 table 13-8). */
const authTypeNone = 0;
const authTypePassword = 4;

function protectionFindings({
  ipmiVersion,
  state,
  cipherSuiteId,
  authType,
}: SessionSummary): [SessionFinding, boolean][] {
  // Nothing was said in a session that did not open.
  if (state === "opening" || state === "refused") return [];
  if (ipmiVersion === "1.5") {
    return [
      ["noAuthentication", authType === authTypeNone],
      ["noConfidentiality", true],
      ["passwordInTheClear", authType === authTypePassword],
    ];
  }
  const suite = cipherSuiteId === undefined ? undefined : cipherSuite(cipherSuiteId);
  if (suite === undefined) return [];
  return [
    ["noAuthentication", suite.authentication === 0],
    ["noIntegrity", integrityAlgorithms[suite.integrity].authCodeLength === 0],
    ["noConfidentiality", suite.confidentiality === 0],
  ];
}
