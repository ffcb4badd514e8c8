import { getSelfTestResults } from "@ruipmi/commands";
import { ExitCode } from "../../errors.ts";
import { selfTestDocument, selfTestSchema, selfTestSucceeded, selfTestText } from "../../output/mc/self-test-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `mc selftest`: what the controller found out about itself. */
export const mcSelftest: CliCommand = {
  name: "mc selftest",
  usage: "",
  summary: "what the self test found (Get Self Test Results)",
  details: ["The exit code is 1 where it found something, or where there is none."],
  scope: "session",
  schema: selfTestSchema,
  examples: ["mc selftest"],
  prepare(args) {
    requireNoArguments("mc selftest", args);
    return inSession(async (session, { output }) => {
      const results = await session.request(getSelfTestResults);
      output.result(selfTestDocument(results), () => selfTestText(results));
      return selfTestSucceeded(results) ? 0 : ExitCode.failure;
    });
  },
};
