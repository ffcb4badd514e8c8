import { readCipherSuites } from "@ruipmi/commands";
import {
  cipherSuitesCsv,
  cipherSuitesDocument,
  cipherSuitesSchema,
  cipherSuitesText,
} from "../../output/channel/ciphers-text.ts";
import { parseChannel, presentChannel, requireCount } from "../account-arguments.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

const payloadTypes = { ipmi: 0, sol: 1 } as const;

/** `channel getciphers`: which cipher suites sessions can have. */
export const channelGetciphers: CliCommand = {
  name: "channel getciphers",
  usage: "ipmi|sol [CHANNEL]",
  summary: "which cipher suites sessions can have (Get Channel Cipher Suites)",
  details: ["CHANNEL is the one the session is on when left out."],
  scope: "session",
  schema: cipherSuitesSchema,
  examples: ["channel getciphers ipmi", "channel getciphers sol 1"],
  words: [["ipmi", "sol"]],
  prepare(args) {
    requireCount("channel getciphers", "ipmi|sol [CHANNEL]", args, 1, 2);
    const payload = requireWord("channel getciphers", args.slice(0, 1), ["ipmi", "sol"]);
    const channelNumber = args[1] === undefined ? presentChannel : parseChannel(args[1]);
    return inSession(async (session, { output, io }) => {
      const { records, tolerated } = await session.run(readCipherSuites(channelNumber, payloadTypes[payload]));
      for (const problem of tolerated) io.stderr.write(`ruipmi: warning: list of cipher suites: ${problem}\n`);
      output.result(
        cipherSuitesDocument(channelNumber, records, tolerated),
        () => cipherSuitesText(records),
        () => cipherSuitesCsv(records),
      );
      return 0;
    });
  },
};
