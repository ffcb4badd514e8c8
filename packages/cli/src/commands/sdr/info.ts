import { getSdrRepositoryInfo } from "@ruipmi/commands";
import { sdrInfoDocument, sdrInfoSchema, sdrInfoText } from "../../output/sdr/info-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `sdr info`: what the repository says of itself. */
export const sdrInfo: CliCommand = {
  name: "sdr info",
  usage: "",
  summary: "count, space and last change of the repository (Get SDR Repository Info)",
  details: [],
  scope: "session",
  schema: sdrInfoSchema,
  examples: ["sdr info"],
  prepare(args) {
    requireNoArguments("sdr info", args);
    return inSession(async (session, { output }) => {
      const info = await session.request(getSdrRepositoryInfo);
      output.result(sdrInfoDocument(info), () => sdrInfoText(info));
      return 0;
    });
  },
};
