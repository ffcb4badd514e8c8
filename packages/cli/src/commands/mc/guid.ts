import { getSystemGuid } from "@ruipmi/commands";
import { guidDocument, guidEncodings, guidSchema, guidText, parseGuid } from "../../output/mc/guid-text.ts";
import { optionalWord } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** What may be said of the order of the bytes; ipmitool says `rfc`. */
const modes = ["auto", ...guidEncodings, "rfc", "dump"] as const;

/** `mc guid`: the GUID of the managed system. */
export const mcGuid: CliCommand = {
  name: "mc guid",
  usage: "[auto|smbios|ipmi|rfc4122|dump]",
  summary: "the GUID of the managed system (Get System GUID)",
  details: [
    "auto     what makes sense: managed systems do not agree on the byte order",
    "smbios   first three fields least significant byte first, the rest not",
    "ipmi     least significant byte first, as IPMI has it",
    "rfc4122  most significant byte first; rfc for short",
    "dump     the bytes as they come",
  ],
  scope: "session",
  schema: guidSchema,
  examples: ["mc guid", "mc guid smbios", "mc guid dump"],
  words: [modes],
  prepare(args) {
    const word = optionalWord("mc guid", args, modes) ?? "auto";
    const encoding = word === "rfc" ? "rfc4122" : word;
    return inSession(async (session, { options, output }) => {
      const { guid } = await session.request(getSystemGuid);
      const parsed = encoding === "dump" ? undefined : parseGuid(guid, encoding, Date.now());
      const style = { wasGuessed: encoding === "auto", utc: options.utc };
      output.result(guidDocument(guid, parsed), () => guidText(guid, parsed, style));
      return 0;
    });
  },
};
