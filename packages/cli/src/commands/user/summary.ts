import { getUserAccess } from "@ruipmi/commands";
import { integer, object } from "../../output/json-schema.ts";
import { parseChannel, presentChannel, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `user summary`: how many users there are. */
export const userSummary: CliCommand = {
  name: "user summary",
  usage: "[CHANNEL]",
  summary: "how many users there are (Get User Access)",
  details: ["CHANNEL is the one the session is on when left out."],
  scope: "session",
  schema: object({
    maximumUserId: integer("the highest user ID there is", 0, 63),
    enabledUserCount: integer("how many users are enabled", 0, 63),
    fixedNameCount: integer("how many users have a name that cannot be set", 0, 63),
  }),
  examples: ["user summary", "user summary 1"],
  prepare(args) {
    requireCount("user summary", "[CHANNEL]", args, 0, 1);
    const channelNumber = args[0] === undefined ? presentChannel : parseChannel(args[0]);
    return inSession(async (session, { output }) => {
      const access = await session.request(getUserAccess, { channelNumber, userId: 1 });
      const { maximumUserId, enabledUserCount, fixedNameCount } = access;
      output.result(
        { maximumUserId, enabledUserCount, fixedNameCount },
        () =>
          `Maximum IDs\t    : ${maximumUserId}\nEnabled User Count  : ${enabledUserCount}\nFixed Name Count    : ${fixedNameCount}\n`,
        () => `${maximumUserId},${enabledUserCount},${fixedNameCount}\n`,
      );
      return 0;
    });
  },
};
