import { hexByte } from "./hex-byte.ts";

/** RMCP+ and RAKP message status codes (IPMI v2.0 table 13-15). */
export const RmcpStatus = {
  /** 00h */
  noErrors: 0x00,
  /** 01h */
  insufficientResources: 0x01,
  /** 02h */
  invalidSessionId: 0x02,
  /** 03h */
  invalidPayloadType: 0x03,
  /** 04h */
  invalidAuthenticationAlgorithm: 0x04,
  /** 05h */
  invalidIntegrityAlgorithm: 0x05,
  /** 06h */
  noMatchingAuthenticationPayload: 0x06,
  /** 07h */
  noMatchingIntegrityPayload: 0x07,
  /** 08h */
  inactiveSessionId: 0x08,
  /** 09h */
  invalidRole: 0x09,
  /** 0Ah */
  unauthorizedRole: 0x0a,
  /** 0Bh */
  insufficientResourcesForRole: 0x0b,
  /** 0Ch */
  invalidNameLength: 0x0c,
  /** 0Dh */
  unauthorizedName: 0x0d,
  /** 0Eh */
  unauthorizedGuid: 0x0e,
  /** 0Fh */
  invalidIntegrityCheckValue: 0x0f,
  /** 10h */
  invalidConfidentialityAlgorithm: 0x10,
  /** 11h */
  noCipherSuiteMatch: 0x11,
  /** 12h */
  illegalParameter: 0x12,
} as const;

/** A status of {@link RmcpStatus}. */
export type RmcpStatus = (typeof RmcpStatus)[keyof typeof RmcpStatus];

/**
 * Any status byte but 00h, named in {@link RmcpStatus} or not: what a refusal carries. A union of literals, so that a
 * comparison with `RmcpStatus.noErrors` tells an answer from a refusal.
 */
export type RmcpRefusalStatus = Exclude<NumbersBelow<256>, 0>;

/**
 * The status in the specification's words, for example `Unauthorized name`.
 *
 * @param status - a status byte, known or not
 */
export function rmcpStatusName(status: number): string {
  return rows[status]?.[0] ?? `Unknown status ${hexByte(status)}`;
}

/**
 * One sentence about what to do when a managed system refuses with this status.
 *
 * @param status - a status byte, known or not
 */
export function rmcpStatusAdvice(status: number): string {
  return rows[status]?.[1] ?? "The code is not in the specification: look it up in the managed system's documentation.";
}

const startAgain = "Open the session again; if it happens again, raise the timeout or reset the managed system.";
const otherSuite = "Try another cipher suite, one that Get Channel Cipher Suites lists.";

const rows: Readonly<Record<number, readonly [name: string, advice: string]>> = {
  [RmcpStatus.noErrors]: ["No errors", "Nothing needs to be done."],
  [RmcpStatus.insufficientResources]: [
    "Insufficient resources to create a session",
    "Wait a minute for idle sessions to end, close sessions that are not needed, and then try again.",
  ],
  [RmcpStatus.invalidSessionId]: ["Invalid Session ID", startAgain],
  [RmcpStatus.invalidPayloadType]: ["Invalid payload type", otherSuite],
  [RmcpStatus.invalidAuthenticationAlgorithm]: ["Invalid authentication algorithm", otherSuite],
  [RmcpStatus.invalidIntegrityAlgorithm]: ["Invalid integrity algorithm", otherSuite],
  [RmcpStatus.noMatchingAuthenticationPayload]: ["No matching authentication payload", otherSuite],
  [RmcpStatus.noMatchingIntegrityPayload]: ["No matching integrity payload", otherSuite],
  [RmcpStatus.inactiveSessionId]: ["Inactive Session ID", startAgain],
  [RmcpStatus.invalidRole]: ["Invalid role", "Ask for another privilege level: USER, OPERATOR or ADMINISTRATOR."],
  [RmcpStatus.unauthorizedRole]: [
    "Unauthorized role or privilege level requested",
    "Ask for a lower privilege level, or raise the limit of the user on this channel.",
  ],
  [RmcpStatus.insufficientResourcesForRole]: [
    "Insufficient resources to create a session at the requested role",
    "Ask for a lower privilege level, or wait until another session at this level is closed.",
  ],
  [RmcpStatus.invalidNameLength]: [
    "Invalid name length",
    "Check the length of the user name: this managed system may take fewer than 16 bytes.",
  ],
  [RmcpStatus.unauthorizedName]: [
    "Unauthorized name",
    "Check the user name, and that the user is enabled on this channel at the requested privilege level.",
  ],
  [RmcpStatus.unauthorizedGuid]: ["Unauthorized GUID", startAgain],
  [RmcpStatus.invalidIntegrityCheckValue]: [
    "Invalid integrity check value",
    "Check the password and the BMC key (Kg) before trying again, since managed systems lock users out.",
  ],
  [RmcpStatus.invalidConfidentialityAlgorithm]: ["Invalid confidentiality algorithm", otherSuite],
  [RmcpStatus.noCipherSuiteMatch]: ["No Cipher Suite match with proposed security algorithms", otherSuite],
  [RmcpStatus.illegalParameter]: [
    "Illegal or unrecognized parameter",
    "Try another privilege level or cipher suite, or a quirk that this managed system is known to need.",
  ],
};

type NumbersBelow<Limit extends number, Found extends number[] = []> = Found["length"] extends Limit
  ? Found[number]
  : NumbersBelow<Limit, [...Found, Found["length"]]>;
