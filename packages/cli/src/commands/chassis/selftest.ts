import { getSelfTestResults } from "@ruipmi/commands";
import { chassisSelfTestText, selfTestDocument, selfTestSchema } from "../../output/mc/self-test-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `chassis selftest`: the same as `mc selftest` in other words, and never a failure. */
export const chassisSelftest: CliCommand = {
  name: "chassis selftest",
  usage: "",
  summary: "what the controller's self test found (Get Self Test Results)",
  details: ["mc selftest is the same, and its exit code says whether something was found."],
  scope: "session",
  schema: selfTestSchema,
  examples: ["chassis selftest"],
  prepare(args) {
    requireNoArguments("chassis selftest", args);
    return inSession(async (session, { output }) => {
      const results = await session.request(getSelfTestResults);
      output.result(selfTestDocument(results), () => chassisSelfTestText(results));
      return 0;
    });
  },
};
