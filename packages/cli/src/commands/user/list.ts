import { listUsers } from "@ruipmi/commands";
import { array, integer, object } from "../../output/json-schema.ts";
import { userDocument, userSchema } from "../../output/user/access-document.ts";
import { userListCsv, userListText } from "../../output/user/list-text.ts";
import { parseChannel, presentChannel, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `user list`: who there is. */
export const userList: CliCommand = {
  name: "user list",
  usage: "[CHANNEL]",
  summary: "users, and what they may do over a channel (Get User Access)",
  details: ["CHANNEL is the one the session is on when left out."],
  scope: "session",
  schema: object({
    channelNumber: integer("the channel that was asked about; 14 for the session's own", 0, 15),
    maximumUserId: integer("the highest user ID there is", 0, 63),
    users: array(userSchema, "in the order of their IDs"),
  }),
  examples: ["user list", "-c user list 1"],
  prepare(args) {
    requireCount("user list", "[CHANNEL]", args, 0, 1);
    const channelNumber = args[0] === undefined ? presentChannel : parseChannel(args[0]);
    return inSession(async (session, { output }) => {
      const { users, ended } = await session.run(listUsers(channelNumber));
      const { maximumUserId } = users[0]!.access;
      output.result(
        { channelNumber, maximumUserId, users: users.map(userDocument) },
        () => userListText(users),
        () => userListCsv(users),
      );
      if (ended !== undefined) throw ended;
      return 0;
    });
  },
};
