import type { EndedSession } from "@ruipmi/capture";
import { CodeCount } from "../../capture/codes.ts";
import { readCredentials } from "../../capture/credentials.ts";
import { SessionsInOrder } from "../../capture/in-order.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { isWantedDatagram, isWantedSession } from "../../capture/wanted.ts";
import { interruptionExitCode } from "../../io.ts";
import { sessionDocument, sessionSchema } from "../../output/capture/session-document.ts";
import { sessionHeading, sessionLine } from "../../output/capture/session-line.ts";
import { SessionsSummary } from "../../output/capture/summary.ts";
import type { CliCommand } from "../cli-command.ts";
import { requireFile } from "../files.ts";
import { aboutSecrets } from "./about-secrets.ts";

/** `capture list FILE`: the sessions of a capture. */
export const captureList: CliCommand = {
  name: "capture list",
  usage: "FILE",
  summary: "the sessions in a capture, and which of them are badly protected",
  details: [
    "FILE is pcap or pcapng, gzip or not; - is standard input. With --json a line",
    "is printed for each session. --verify counts which codes of the packets are",
    "right; where one is wrong the exit code is 1.",
    "",
    ...aboutSecrets,
  ],
  scope: "captureList",
  schema: sessionSchema,
  printsLines: true,
  examples: ["capture list bmc.pcap --user ipmiusr:test"],
  prepare(args) {
    const file = requireFile("capture list", args);
    return async ({ options, io, output }) => {
      const capture = options.capture!;
      const credentials = readCredentials(capture, io);
      const inOrder = new SessionsInOrder();
      const summary = new SessionsSummary();
      const codes = new CodeCount();
      const print = (ended: EndedSession): void => {
        if (!isWantedSession(capture, ended.session)) return;
        if (summary.sessions === 0 && output.format !== "json") io.stdout.write(sessionHeading);
        summary.add(ended);
        output.result(sessionDocument(ended), () => sessionLine(ended));
      };
      const reading = await readCapture(
        io,
        { file, credentials, printsAlong: true },
        {
          item(item) {
            if (item.type === "session") for (const ended of inOrder.add(item)) print(ended);
            else if (isWantedDatagram(capture, item)) codes.add(item);
          },
        },
      );
      for (const ended of inOrder.end()) print(ended);
      if (output.format !== "json") io.stdout.write(`${summary.sessions === 0 ? "" : "\n"}${summary.text()}`);
      if (capture.verify) (output.format === "json" ? io.stderr : io.stdout).write(codes.text());
      if (!reading.isComplete) return interruptionExitCode(io.interrupted) ?? 0;
      return capture.verify && codes.hasWrong ? 1 : 0;
    };
  },
};
