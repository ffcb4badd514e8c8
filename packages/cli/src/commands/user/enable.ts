import { PasswordOperation, setUserPassword } from "@ruipmi/commands";
import { boolean, integer, object } from "../../output/json-schema.ts";
import { parseUserId, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** `user enable`: lets a user open sessions. */
export const userEnable: CliCommand = command("user enable", "let a user open sessions (Set User Password)", true);

/** `user disable`: lets a user open no sessions. */
export const userDisable: CliCommand = command("user disable", "keep a user out (Set User Password)", false);

function command(name: string, summary: string, enabled: boolean): CliCommand {
  const operation = enabled ? PasswordOperation.enableUser : PasswordOperation.disableUser;
  return {
    name,
    usage: "ID",
    summary,
    details: [],
    scope: "session",
    schema: object({ userId: integer("1 to 63", 1, 63), enabled: boolean("what the user is now") }),
    examples: [`${name} 3`],
    prepare(args) {
      requireCount(name, "ID", args, 1, 1);
      const userId = parseUserId(args[0]!);
      return inSession(async (session, { output }) => {
        // Some want the whole length although the password plays no part (IPMI v2.0 table 22-35).
        const request = { userId, operation, passwordSize: 16, password: new Uint8Array(16) } as const;
        await changing(session.request(setUserPassword, request));
        output.result({ userId, enabled }, () => "");
        return 0;
      });
    },
  };
}
