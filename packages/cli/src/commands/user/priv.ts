import { noAccess, setUserAccess } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { integer, nameOrNumber, object } from "../../output/json-schema.ts";
import { keyOf } from "../../output/key-of.ts";
import {
  limitCompletions,
  limitDetails,
  parseChannel,
  parsePrivilegeLimit,
  parseUserId,
  presentChannel,
  requireCount,
} from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const limits = { ...PrivilegeLevel, noAccess };

/** `user priv`: the highest level a user gets. */
export const userPriv: CliCommand = {
  name: "user priv",
  usage: "ID LEVEL [CHANNEL]",
  summary: "the highest level a user gets over a channel (Set User Access)",
  details: [...limitDetails, "CHANNEL is the one the session is on when left out."],
  scope: "session",
  schema: object({
    userId: integer("1 to 63", 1, 63),
    channelNumber: integer("14 for the session's own", 0, 15),
    privilegeLimit: nameOrNumber(limits),
  }),
  examples: ["user priv 3 operator", "user priv 3 0xf 1"],
  words: [[], limitCompletions],
  prepare(args) {
    requireCount("user priv", "ID LEVEL [CHANNEL]", args, 2, 3);
    const userId = parseUserId(args[0]!);
    const privilegeLimit = parsePrivilegeLimit(args[1]!);
    const channelNumber = args[2] === undefined ? presentChannel : parseChannel(args[2]);
    return inSession(async (session, { output }) => {
      await changing(session.request(setUserAccess, { channelNumber, userId, privilegeLimit }));
      output.result(
        { userId, channelNumber, privilegeLimit: keyOf(limits, privilegeLimit) },
        () => `Set Privilege Level command successful (user ${userId})\n`,
      );
      return 0;
    });
  },
};
