import {
  type GetSessionInfoRequest,
  type GetSessionInfoResponse,
  getSessionInfo,
  SessionIndex,
} from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { sessionCsv, sessionsDocument, sessionsSchema, sessionText } from "../../output/session/session-text.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";

const kinds = ["active", "all", "id", "handle"] as const;

/** `session info`: who is logged in. */
export const sessionInfo: CliCommand = {
  name: "session info",
  usage: "active|all|id ID|handle HANDLE",
  summary: "who is logged in (Get Session Info)",
  details: [
    "active  this session",
    "all     every session, and every slot that is free",
    "id      the session of a session ID, in decimal or 0x hex",
    "handle  the session of a handle",
  ],
  scope: "session",
  schema: sessionsSchema,
  examples: ["session info active", "session info all"],
  words: [kinds],
  prepare(args) {
    const request = parseRequest(args);
    return inSession(async (session, { output }) => {
      const sessions = request === "all" ? await readAll(session) : [await session.request(getSessionInfo, request)];
      const joined = (text: (one: GetSessionInfoResponse) => string) => () => sessions.map(text).join("");
      output.result(sessionsDocument(sessions), joined(sessionText), joined(sessionCsv));
      return 0;
    });
  },
};

function parseRequest([kind, number, surplus]: readonly string[]): GetSessionInfoRequest | "all" {
  const usage = `session info needs one of: ${kinds.join(", ")}`;
  if (kind === undefined) throw new UsageError(usage);
  if (!kinds.some((known) => known === kind))
    throw new UsageError(`session info takes ${kinds.join(", ")}, not ${quote(kind)}${didYouMean(kind, kinds)}`);
  const takesNumber = kind === "id" || kind === "handle";
  const last = takesNumber ? surplus : number;
  if (last !== undefined) throw new UsageError(`session info: ${quote(last)} is one argument too many`);
  if (kind === "all") return "all";
  if (kind === "active") return { sessionIndex: SessionIndex.current };
  if (number === undefined) throw new UsageError(`session info ${kind} needs a number: session info ${kind} 0x1234`);
  return kind === "id"
    ? { sessionIndex: SessionIndex.byId, sessionId: parseWhole("a session ID", number, 0, 0xffffffff) }
    : { sessionIndex: SessionIndex.byHandle, sessionHandle: parseWhole("a session handle", number, 0, 255) };
}

/** As many as the managed system says it has slots; six bits bound that. */
async function readAll(session: CliSession): Promise<readonly GetSessionInfoResponse[]> {
  const sessions: GetSessionInfoResponse[] = [];
  for (let sessionIndex = 1; sessionIndex <= (sessions.at(-1)?.possibleActiveSessions ?? 1); sessionIndex++) {
    try {
      sessions.push(await session.request(getSessionInfo, { sessionIndex }));
    } catch (error) {
      // Some refuse a slot that is free instead of saying so; those before it were told.
      if (!(error instanceof RefusalError) || sessions.length === 0) throw error;
      break;
    }
  }
  return sessions;
}
