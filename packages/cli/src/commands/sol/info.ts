import { readSolConfiguration } from "@ruipmi/commands";
import { defaultPort } from "@ruipmi/transport-node";
import {
  missingSolParameters,
  solInfoCsv,
  solInfoDocument,
  solInfoSchema,
  solInfoText,
} from "../../output/sol/info-text.ts";
import { parseChannel, presentChannel, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `sol info`: how Serial over LAN is configured. */
export const solInfo: CliCommand = {
  name: "sol info",
  usage: "[CHANNEL]",
  summary: "how the serial console is configured (Get SOL Configuration)",
  details: ["CHANNEL is the one the session is on when left out."],
  scope: "session",
  schema: solInfoSchema,
  examples: ["sol info", "sol info 1"],
  prepare(args) {
    requireCount("sol info", "[CHANNEL]", args, 0, 1);
    const channelNumber = args[0] === undefined ? presentChannel : parseChannel(args[0]);
    return inSession(async (session, { output, io, options }) => {
      const configuration = await session.run(readSolConfiguration(channelNumber));
      const info = { configuration, channelNumber, sessionPort: options.port ?? defaultPort };
      for (const name of missingSolParameters(info)) {
        io.stderr.write(`ruipmi: this managed system does not have the SOL parameter ${name}\n`);
      }
      output.result(
        solInfoDocument(info),
        () => solInfoText(info),
        () => solInfoCsv(info),
      );
      return 0;
    });
  },
};
