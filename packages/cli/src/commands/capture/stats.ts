import { CommandStatistics } from "@ruipmi/capture";
import { readCredentials } from "../../capture/credentials.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { isWantedDatagram, isWantedSession } from "../../capture/wanted.ts";
import { interruptionExitCode } from "../../io.ts";
import { statisticsDocument, statisticsSchema, statisticsText } from "../../output/capture/statistics.ts";
import type { CliCommand } from "../cli-command.ts";
import { requireFile } from "../files.ts";
import { aboutSecrets } from "./about-secrets.ts";

/** `capture stats FILE`: what was asked, how often, and how long it took. */
export const captureStats: CliCommand = {
  name: "capture stats",
  usage: "FILE",
  summary: "for each command in a capture: how often, how fast, what failed",
  details: [
    "FILE is pcap or pcapng, gzip or not; - is standard input. Round trips count",
    "from the last sending of a request to its answer, and are right to 0.5 %. A",
    "bridged command is counted, and its Send Message as well. With --json a line",
    "is printed for each command.",
    "",
    ...aboutSecrets,
  ],
  scope: "captureStats",
  schema: statisticsSchema,
  printsLines: true,
  examples: ["capture stats bmc.pcap --user ipmiusr:test"],
  prepare(args) {
    const file = requireFile("capture stats", args);
    return async ({ options, io, output }) => {
      const capture = options.capture!;
      const statistics = new CommandStatistics();
      let unread = 0;
      const reading = await readCapture(
        io,
        { file, credentials: readCredentials(capture, io), printsAlong: false },
        {
          item(item) {
            const isSession = item.type === "session";
            const isWanted = isSession ? isWantedSession(capture, item.session) : isWantedDatagram(capture, item);
            if (!isWanted) return;
            statistics.add(item);
            if (!isSession && item.read !== undefined && item.read.payload === undefined) unread += 1;
          },
        },
      );
      const documents = statistics.rows().map(statisticsDocument);
      if (output.format !== "json") io.stdout.write(statisticsText(documents));
      else for (const document of documents) output.result(document, () => "");
      if (unread > 0)
        io.stderr.write(`ruipmi: ${unread} packets are encrypted and not counted: --user may open them\n`);
      return reading.isComplete ? 0 : (interruptionExitCode(io.interrupted) ?? 0);
    };
  },
};
