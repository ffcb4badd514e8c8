import { readLanConfiguration } from "@ruipmi/commands";
import { lanPrintDocument, lanPrintSchema } from "../../output/lan/print-document.ts";
import { lanPrintText, printedParameters } from "../../output/lan/print-text.ts";
import { requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { lanChannelDetails, parseLanChannel, requireLanChannel } from "./lan-channel.ts";

/** `lan print`: how a LAN channel is configured. */
export const lanPrint: CliCommand = {
  name: "lan print",
  usage: "[CHANNEL]",
  summary: "addresses, gateways, VLAN, suites (Get LAN Configuration Parameters)",
  details: lanChannelDetails,
  scope: "session",
  schema: lanPrintSchema,
  examples: ["lan print", "lan print 1"],
  prepare(args) {
    requireCount("lan print", "[CHANNEL]", args, 0, 1);
    const named = args[0] === undefined ? undefined : parseLanChannel(args[0]);
    return inSession(async (session, { output, io }) => {
      const channelNumber = await requireLanChannel(session, named);
      const { parameters, malformed } = await session.run(readLanConfiguration(channelNumber, printedParameters));
      for (const { parameter, error } of malformed) {
        io.stderr.write(`ruipmi: warning: ${parameter} is left out: ${error.message}\n`);
      }
      output.result(lanPrintDocument(channelNumber, parameters), () => lanPrintText(parameters));
      return 0;
    });
  },
};
