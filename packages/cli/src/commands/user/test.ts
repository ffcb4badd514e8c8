import { PasswordOperation, setUserPassword } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { boolean, integer, object, optional, words } from "../../output/json-schema.ts";
import { parseUserId, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";
import { askUserPassword, newPasswordDetails, parsePasswordSize, passwordArgument } from "../new-password.ts";

const usage = "ID 16|20 [PASSWORD]";

/** `user test`: whether a password is a user's. */
export const userTest: CliCommand = {
  name: "user test",
  usage,
  summary: "whether a password is a user's (Set User Password)",
  details: ["16 and 20 are how many bytes it is kept with. Exit code 1 where it is not.", ...newPasswordDetails],
  scope: "session",
  schema: object({
    userId: integer("1 to 63", 1, 63),
    passwordIsRight: boolean("whether it is"),
    failure: optional(words(["wrongPassword", "wrongSize"], "why it is not")),
  }),
  examples: ["user test 3 16 some-password"],
  exampleSteps: ["user set password 3 some-password 16"],
  words: [[], ["16", "20"]],
  prepare(args) {
    requireCount("user test", usage, args, 2, 3);
    const userId = parseUserId(args[0]!);
    const passwordSize = parsePasswordSize(args[1]!);
    const typed = args[2] === undefined ? undefined : passwordArgument(args[2], passwordSize);
    return async (context) => {
      const password = typed ?? (await askUserPassword(context.io, userId, passwordSize, false));
      return await inSession(async (session, { output }) => {
        const failure = await testPassword(session, userId, password, passwordSize);
        const passwordIsRight = failure === undefined;
        output.result({ userId, passwordIsRight, failure }, () => `${resultText[failure ?? "none"]}\n`);
        return passwordIsRight ? 0 : 1;
      })(context);
    };
  },
};

type Failure = "wrongPassword" | "wrongSize";

const resultText: Readonly<Record<Failure | "none", string>> = {
  none: "Success",
  wrongPassword: "Failure: password incorrect",
  wrongSize: "Failure: wrong password size",
};

/** "Password test failed" (IPMI v2.0 §22.30). */
const failures: Readonly<Record<number, Failure>> = { 128: "wrongPassword", 129: "wrongSize" };

async function testPassword(
  session: CliSession,
  userId: number,
  password: Uint8Array,
  passwordSize: 16 | 20,
): Promise<Failure | undefined> {
  try {
    const operation = PasswordOperation.testPassword;
    await session.request(setUserPassword, { userId, operation, passwordSize, password });
    return undefined;
  } catch (error) {
    const failure = error instanceof RefusalError ? failures[error.completionCode ?? 0] : undefined;
    if (failure === undefined) throw error;
    return failure;
  }
}
