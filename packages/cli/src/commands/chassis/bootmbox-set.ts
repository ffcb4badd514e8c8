import { bootMailboxCapacity, writeBootMailbox } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { parseWhole, quote, utf8 } from "../../options/values.ts";
import { byte, hexBytes, integer, object, optional } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { type MailboxWords, takeMailboxWords } from "./bootmbox-words.ts";

/** `chassis bootmbox set`: writes into the boot initiator mailbox. */
export const chassisBootmboxSet: CliCommand = {
  name: "chassis bootmbox set",
  usage: "[text] [block BLOCK] IANA DATA…",
  summary: "write into the boot initiator mailbox (Set System Boot Options)",
  details: [
    "text   DATA is one text, stored with a NUL behind it, rather than bytes",
    "block  into this block only: at most 13 bytes into block 0, 16 into others",
    "IANA   enterprise number, in decimal, of whose mailbox it is: what boots",
    "       looks for its own",
  ],
  scope: "session",
  schema: object({
    manufacturerId: integer("IANA enterprise number", 0, 0xffffff),
    block: optional(byte("the only block that was written")),
    data: hexBytes("what was written"),
  }),
  examples: ["chassis bootmbox set text 674 hello", "chassis bootmbox set block 1 674 0x01 0x02"],
  words: [["text", "block"]],
  prepare(args) {
    const words = takeMailboxWords("chassis bootmbox set", args);
    const [number, ...given] = words.rest;
    if (number === undefined || given.length === 0)
      throw new UsageError("chassis bootmbox set needs an enterprise number and data, for example 674 0x01 0x02");
    const manufacturerId = parseWhole("an enterprise number", number, 0, 0xffffff);
    const data = parseData(words, given);
    const { block } = words;
    return inSession(async (session, { output }) => {
      const only = block === undefined ? {} : { block };
      await changing(session.run(writeBootMailbox({ manufacturerId, data, ...only })));
      // ipmitool prints nothing.
      output.result({ manufacturerId, ...only, data }, () => "");
      return 0;
    });
  },
};

function parseData({ asText, block }: MailboxWords, given: readonly string[]): Uint8Array {
  if (asText && given.length > 1)
    throw new UsageError(`chassis bootmbox set takes one text, and ${quote(given[1]!)} is one too many: quote it`);
  const data = asText
    ? Uint8Array.of(...utf8(given[0]!), 0)
    : Uint8Array.from(given, (text, index) => parseWhole(`byte ${index + 1}`, text, 0, 255));
  const most = bootMailboxCapacity(block);
  if (data.length <= most) return data;
  throw new UsageError(`the data has ${data.length} bytes, and there is room for ${most}: nothing is cut to fit`);
}
