import { BootOptionSelector, readBootMailbox } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import {
  bootMailboxDocument,
  bootMailboxSchema,
  bootMailboxText,
  bootOptionText,
} from "../../output/chassis/boot-option-text.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { takeMailboxWords } from "./bootmbox-words.ts";
import { readBootOption } from "./bootparam-get.ts";

/** `chassis bootmbox get`: what the boot initiator mailbox holds. */
export const chassisBootmboxGet: CliCommand = {
  name: "chassis bootmbox get",
  usage: "[text] [block BLOCK]",
  summary: "what the boot initiator mailbox holds (Get System Boot Options)",
  details: ["text   as text rather than in hex", "block  this block only, 0 to 255; all there are when left out"],
  scope: "session",
  schema: bootMailboxSchema,
  examples: ["chassis bootmbox get", "chassis bootmbox get text block 1"],
  words: [["text", "block"], ["block"]],
  prepare(args) {
    const { asText, block, rest } = takeMailboxWords("chassis bootmbox get", args);
    if (rest.length > 0) throw new UsageError(`chassis bootmbox get: ${quote(rest[0]!)} is one argument too many`);
    return inSession(async (session, { options, output }) => {
      if (block === undefined) {
        const mailbox = await session.run(readBootMailbox());
        output.result(bootMailboxDocument(mailbox.blocks, 0), () => bootMailboxText(mailbox, asText));
        return 0;
      }
      const parameterSelector = BootOptionSelector.bootInitiatorMailbox;
      const request = { parameterSelector, setSelector: block, blockSelector: 0 };
      const { bytes, response } = await readBootOption(session, request);
      const style = { utc: options.utc, asText };
      // Behind version, selector and block.
      output.result(bootMailboxDocument([bytes.subarray(3)], block), () => bootOptionText(bytes, response, style));
      return 0;
    });
  },
};
