import { type SetUserProgress, setUser } from "@ruipmi/commands";
import { CommandFailure } from "../../errors.ts";
import { integer, literal, object, oneOf } from "../../output/json-schema.ts";
import { parseUserId, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { askUserPassword, newPasswordDetails, parsePasswordSize, passwordArgument } from "../new-password.ts";

const usage = "ID [PASSWORD [16|20]]";

/** `user set password`: gives a user a password, and asks whether it holds. */
export const userSetPassword: CliCommand = {
  name: "user set password",
  usage,
  summary: "give a user a password (Set User Password)",
  details: [
    "16 and 20 are how many bytes it is kept with; 16 where it fits, when left",
    "out. One kept with 20 opens no sessions of IPMI v1.5. It is tested after it",
    "was set.",
    ...newPasswordDetails,
  ],
  scope: "session",
  schema: object({
    userId: integer("1 to 63", 1, 63),
    passwordSize: oneOf([literal(16), literal(20)], "how many bytes it is kept with"),
  }),
  examples: ["user set password 3 first-password", "user set password 3 twenty-byte-password 20"],
  prepare(args) {
    requireCount("user set password", usage, args, 1, 3);
    const userId = parseUserId(args[0]!);
    const size = args[2] === undefined ? undefined : parsePasswordSize(args[2]);
    const typed = args[1] === undefined ? undefined : passwordArgument(args[1], size);
    return async (context) => {
      const password = typed ?? (await askUserPassword(context.io, userId, 20, true));
      return await inSession(async (session, { output }) => {
        const passwordSize = size ?? (password.length > 16 ? 20 : 16);
        const { passwordVerified } = await changing(
          session.run(setUser({ userId, password, passwordSize }), ({ step }: SetUserProgress) => stepText[step] ?? ""),
        );
        if (passwordVerified === false)
          throw new CommandFailure("notDone", `user ${userId} was given the password, and a test of it fails`);
        output.result({ userId, passwordSize }, () => `Set User Password command successful (user ${userId})\n`);
        return 0;
      })(context);
    };
  },
};

const stepText: Readonly<Partial<Record<SetUserProgress["step"], string>>> = {
  password: "setting the password",
  passwordTest: "testing it",
};
