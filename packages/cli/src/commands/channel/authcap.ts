import { getChannelAuthenticationCapabilities } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { authcapDocument, authcapSchema, authcapText } from "../../output/channel/authcap-text.ts";
import {
  limitCompletions,
  limitDetails,
  parseChannel,
  parsePrivilegeLimit,
  requireCount,
} from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";

/** `channel authcap`: how sessions are opened over a channel. */
export const channelAuthcap: CliCommand = {
  name: "channel authcap",
  usage: "CHANNEL LEVEL",
  summary: "how sessions open (Get Channel Authentication Capabilities)",
  details: limitDetails,
  scope: "session",
  schema: authcapSchema,
  examples: ["channel authcap 1 4", "channel authcap 14 user"],
  words: [[], limitCompletions],
  prepare(args) {
    requireCount("channel authcap", "CHANNEL LEVEL", args, 2, 2);
    const channelNumber = parseChannel(args[0]!);
    const privilegeLevel = parsePrivilegeLimit(args[1]!);
    return inSession(async (session, { output }) => {
      const capabilities = await ask(session, channelNumber, privilegeLevel);
      output.result(authcapDocument(capabilities), () => authcapText(capabilities));
      return 0;
    });
  },
};

/** Some refuse to be asked for what IPMI v2.0 added (IPMI v2.0 §22.13). */
async function ask(
  session: CliSession,
  channelNumber: number,
  privilegeLevel: number,
): Promise<Parameters<typeof authcapText>[0]> {
  const request = { channelNumber, privilegeLevel };
  try {
    return await session.request(getChannelAuthenticationCapabilities, { ...request, extendedCapabilities: true });
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    return await session.request(getChannelAuthenticationCapabilities, { ...request, extendedCapabilities: false });
  }
}
