import { setUserName } from "@ruipmi/commands";
import { requireLength, utf8 } from "../../options/values.ts";
import { integer, object, string } from "../../output/json-schema.ts";
import { parseUserId, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `user set name`: names a user. */
export const userSetName: CliCommand = {
  name: "user set name",
  usage: "ID NAME",
  summary: "name a user (Set User Name)",
  details: ['NAME has at most 16 bytes; "" makes the place free again.'],
  scope: "session",
  schema: object({ userId: integer("1 to 63", 1, 63), name: string() }),
  examples: ["user set name 3 operator"],
  prepare(args) {
    requireCount("user set name", "ID NAME", args, 2, 2);
    const userId = parseUserId(args[0]!);
    const name = args[1]!;
    const bytes = requireLength("NAME", utf8(name), 16);
    return inSession(async (session, { output }) => {
      await changing(session.request(setUserName, { userId, name: bytes }));
      output.result({ userId, name }, () => "");
      return 0;
    });
  },
};
