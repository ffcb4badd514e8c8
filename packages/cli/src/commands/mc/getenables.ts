import { getBmcGlobalEnables } from "@ruipmi/commands";
import { globalEnablesSchema, globalEnablesText } from "../../output/mc/global-enables-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `mc getenables`: what the controller does for system software. */
export const mcGetenables: CliCommand = {
  name: "mc getenables",
  usage: "",
  summary: "what it does for system software (Get BMC Global Enables)",
  details: [],
  scope: "session",
  schema: globalEnablesSchema,
  examples: ["mc getenables"],
  prepare(args) {
    requireNoArguments("mc getenables", args);
    return inSession(async (session, { output }) => {
      output.result(await session.request(getBmcGlobalEnables), globalEnablesText);
      return 0;
    });
  },
};
