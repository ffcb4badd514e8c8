import { type ListedUser, listUsers, readUser } from "@ruipmi/commands";
import { accessText } from "../../output/channel/access-text.ts";
import { array, integer, object } from "../../output/json-schema.ts";
import { userDocument, userSchema } from "../../output/user/access-document.ts";
import { parseChannel, parseUserId, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";

/** `channel getaccess`: what users may do over a channel. */
export const channelGetaccess: CliCommand = {
  name: "channel getaccess",
  usage: "CHANNEL [ID]",
  summary: "what a user, or every user, may do over a channel (Get User Access)",
  details: [],
  scope: "session",
  schema: object({
    channelNumber: integer("the channel that was asked about", 0, 15),
    maximumUserId: integer("the highest user ID there is", 0, 63),
    enabledUserCount: integer("how many users are enabled", 0, 63),
    users: array(userSchema),
  }),
  examples: ["channel getaccess 1", "channel getaccess 1 2"],
  prepare(args) {
    requireCount("channel getaccess", "CHANNEL [ID]", args, 1, 2);
    const channelNumber = parseChannel(args[0]!);
    const userId = args[1] === undefined ? undefined : parseUserId(args[1]);
    return inSession(async (session, { output }) => {
      const { users, ended } = await read(session, channelNumber, userId);
      const { maximumUserId, enabledUserCount } = users[0]!.access;
      output.result({ channelNumber, maximumUserId, enabledUserCount, users: users.map(userDocument) }, () =>
        accessText(users),
      );
      if (ended !== undefined) throw ended;
      return 0;
    });
  },
};

async function read(
  session: CliSession,
  channelNumber: number,
  userId: number | undefined,
): Promise<{ readonly users: readonly ListedUser[]; readonly ended?: Error }> {
  if (userId === undefined) return await session.run(listUsers(channelNumber));
  return { users: [await session.run(readUser(channelNumber, userId))] };
}
