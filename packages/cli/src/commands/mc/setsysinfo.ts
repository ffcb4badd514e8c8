import { writeSystemInfoText } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { object, string } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { requireSysinfoParameter, sysinfoDetails, sysinfoParameters } from "./sysinfo-parameters.ts";

/** What IPMI keeps of a text at least: 64 bytes, the first two of which are its encoding and length (IPMI v2.0 table 22-16c). */
const maximumLength = 62;

/** `mc setsysinfo`: tells the controller what the system is called and runs. */
export const mcSetsysinfo: CliCommand = {
  name: "mc setsysinfo",
  usage: "PARAMETER TEXT",
  summary: "tell it names and versions (Set System Info Parameters)",
  details: [...sysinfoDetails, "", "TEXT has at most 62 bytes in UTF-8; nothing is cut to fit."],
  scope: "session",
  schema: object({ text: string("what was written") }),
  examples: ["mc setsysinfo system_name db-7"],
  words: [Object.keys(sysinfoParameters)],
  prepare(args) {
    const selector = requireSysinfoParameter("mc setsysinfo", args[0]);
    const [, text, surplus] = args;
    if (text === undefined) throw new UsageError("mc setsysinfo needs a text: mc setsysinfo PARAMETER TEXT");
    if (surplus !== undefined)
      throw new UsageError(`mc setsysinfo takes two arguments, and ${quote(surplus)} is one too many: quote the text`);
    if (Buffer.byteLength(text, "utf8") > maximumLength)
      throw new UsageError(`the text has more than ${maximumLength} bytes, which is what every controller keeps`);
    return inSession(async (session, { output }) => {
      await changing(session.run(writeSystemInfoText(selector, text)));
      // ipmitool prints nothing.
      output.result({ text }, () => "");
      return 0;
    });
  },
};
