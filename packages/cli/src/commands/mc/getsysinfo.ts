import { readSystemInfoText } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { object, string, tolerated } from "../../output/json-schema.ts";
import { shownText } from "../../output/shown-text.ts";
import { warnOfTolerated } from "../../output/tolerated-text.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { requireSysinfoParameter, sysinfoDetails, sysinfoParameters } from "./sysinfo-parameters.ts";

/** `mc getsysinfo`: what the system is called and runs. */
export const mcGetsysinfo: CliCommand = {
  name: "mc getsysinfo",
  usage: "PARAMETER",
  summary: "names and versions of the system (Get System Info Parameters)",
  details: sysinfoDetails,
  scope: "session",
  schema: object({ text: string("what it says"), tolerated }),
  examples: ["mc getsysinfo system_name", "mc getsysinfo os_name"],
  words: [Object.keys(sysinfoParameters)],
  prepare(args) {
    const selector = requireSysinfoParameter("mc getsysinfo", args[0]);
    if (args.length > 1)
      throw new UsageError(`mc getsysinfo takes one argument, and ${quote(args[1]!)} is one too many`);
    return inSession(async (session, { io, output }) => {
      const read = await session.run(readSystemInfoText(selector));
      warnOfTolerated(read.tolerated ?? [], io.stderr);
      output.result(read, ({ text }) => `${shownText(text)}\n`);
      return 0;
    });
  },
};
