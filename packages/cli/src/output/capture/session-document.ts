import { type EndedSession, endpointText, findingsOf, type SessionFinding, sessionFindingText } from "@ruipmi/capture";
import {
  array,
  boolean,
  dateTime,
  integer,
  type JsonSchema,
  nullable,
  object,
  optional,
  string,
  words,
} from "../json-schema.ts";
import { isoTime } from "./time-text.ts";

/** A session as `capture list --json` prints it; null is what did not happen, or what nobody knows. */
export interface SessionDocument {
  readonly session: number;
  readonly remoteConsole: string;
  readonly managedSystem: string;
  readonly ipmiVersion: "1.5" | "2.0";
  readonly cipherSuiteId: number | null;
  readonly authType?: number;
  readonly username: string | null;
  readonly state: string;
  readonly refusal?: string;
  readonly started: string | null;
  readonly opened: string | null;
  readonly closed: string | null;
  readonly passwordValid: boolean | null;
  readonly consolePasswordValid?: boolean;
  readonly kgUsed?: boolean;
  readonly kgUnknown?: boolean;
  readonly messages: number;
  readonly retransmissions: number;
  readonly duplicates: number;
  readonly wrongCodes: number;
  readonly unanswered: readonly { readonly number: number; readonly netFn: number; readonly cmd: number }[];
  readonly findings: readonly SessionFinding[];
}

/** A session that has ended, for JSON. */
export function sessionDocument({ session, unanswered }: EndedSession): SessionDocument {
  const { number, remoteConsole, managedSystem, username, started, opened, closed } = session;
  const { ipmiVersion, state, refusal, cipherSuiteId, authType } = session;
  const { passwordValid, consolePasswordValid, kgUsed, kgUnknown } = session;
  const { messages, retransmissions, duplicates, wrongCodes } = session;
  return {
    session: number,
    remoteConsole: endpointText(remoteConsole),
    managedSystem: endpointText(managedSystem),
    ipmiVersion,
    cipherSuiteId: cipherSuiteId ?? null,
    ...(authType === undefined ? {} : { authType }),
    username: username === undefined ? null : Buffer.from(username).toString("utf8"),
    state,
    ...(refusal === undefined ? {} : { refusal }),
    started: timeOrNull(started),
    opened: timeOrNull(opened),
    closed: timeOrNull(closed),
    passwordValid: passwordValid ?? null,
    ...(consolePasswordValid === undefined ? {} : { consolePasswordValid }),
    ...(kgUsed === undefined ? {} : { kgUsed }),
    ...(kgUnknown === undefined ? {} : { kgUnknown }),
    messages,
    retransmissions,
    duplicates,
    wrongCodes,
    unanswered: unanswered.map(({ number: packet, message: { netFn, cmd } }) => ({ number: packet, netFn, cmd })),
    findings: findingsOf(session),
  };
}

/** The schema of {@link SessionDocument}. */
export const sessionSchema: JsonSchema = object({
  session: integer("which session of the capture, from 1", 1),
  remoteConsole: string("address and port"),
  managedSystem: string("address and port"),
  ipmiVersion: words(["1.5", "2.0"]),
  cipherSuiteId: nullable(integer("agreed on, or asked for where none was; null with IPMI v1.5", 0, 255)),
  authType: optional(integer("of IPMI v1.5: 0 none, 1 MD2, 2 MD5, 4 password", 0, 15)),
  username: nullable(string("empty for the null user; null where the beginning is not in the capture")),
  state: words(["opening", "open", "closed", "refused", "beginningMissing"]),
  refusal: optional(string("why it did not open, by the status's or completion code's name")),
  started: nullable(dateTime("its first packet")),
  opened: nullable(dateTime("null where it did not open, or that is not in the capture")),
  closed: nullable(dateTime("null where no end was seen")),
  passwordValid: nullable(boolean("whether a password given is the managed system's; null where nothing tells")),
  consolePasswordValid: optional(boolean("whether the remote console knew it")),
  kgUsed: optional(boolean("that a BMC key was needed, and given")),
  kgUnknown: optional(boolean("that the BMC key is not among those given")),
  messages: integer("datagrams", 0),
  retransmissions: integer("messages of the remote console sent again", 0),
  duplicates: integer("datagrams captured twice", 0),
  wrongCodes: integer("packets with a wrong AuthCode or handshake code", 0),
  unanswered: array(
    object({
      number: integer("the packet, from 1", 1),
      netFn: integer(undefined, 0, 63),
      cmd: integer(undefined, 0, 255),
    }),
    "requests that nothing answered",
  ),
  findings: array(words(Object.keys(sessionFindingText)), "what its owner should know"),
});

function timeOrNull(time: bigint | undefined): string | null {
  return time === undefined ? null : isoTime(time);
}
