import {
  type Credentials,
  type EndedSession,
  type ReplayMode,
  SessionCollector,
  type SessionRecording,
} from "@ruipmi/capture";
import { readCredentials } from "../../capture/credentials.ts";
import { SessionsInOrder } from "../../capture/in-order.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { replayed } from "../../capture/replayed.ts";
import { isWantedSession } from "../../capture/wanted.ts";
import { interruptionExitCode } from "../../io.ts";
import { type ReplayDocument, replayDocument, replayLine, replaySchema } from "../../output/capture/replay-document.ts";
import type { CliCommand } from "../cli-command.ts";
import { requireFile } from "../files.ts";
import { aboutSecrets } from "./about-secrets.ts";

/** `capture replay FILE`: what this program would have sent, compared with what was recorded. */
export const captureReplay: CliCommand = {
  name: "capture replay",
  usage: "FILE",
  summary: "what ruipmi sends to a recorded BMC, compared with what was recorded",
  details: [
    "Gives ruipmi's engine what the managed system said, when it said it, and asks",
    "for what the remote console asked for. The first difference of each session is",
    "said; where there is one, or no session could be replayed, the exit code is 1.",
    "",
    "Captures of ruipmi, taken on its own machine, are compared byte for byte. Other",
    "programs number and repeat messages otherwise: --by-meaning compares commands,",
    "addresses and data. IPMI v1.5 sessions are not replayed.",
    "",
    ...aboutSecrets,
  ],
  scope: "captureReplay",
  schema: replaySchema,
  printsLines: true,
  examples: ["capture replay bmc.pcap --user ipmiusr:test --by-meaning"],
  prepare(args) {
    const file = requireFile("capture replay", args);
    return async ({ options, io, output }) => {
      const capture = options.capture!;
      const credentials = readCredentials(capture, io);
      const mode = capture.byMeaning ? "meaning" : "bytes";
      const collector = new SessionCollector();
      const inOrder = new SessionsInOrder();
      const documents = new Map<number, ReplayDocument>();
      let same = 0;
      let different = 0;
      const print = (ended: EndedSession): void => {
        const { number } = ended.session;
        const document = documents.get(number);
        if (document === undefined) return;
        documents.delete(number);
        if (document.difference !== null) different += 1;
        else if (document.outcome !== "notReplayed") same += 1;
        output.result(document, replayLine);
      };
      const reading = await readCapture(
        io,
        { file, credentials, printsAlong: true },
        {
          item(item) {
            for (const recording of collector.add(item)) {
              if (!isWantedSession(capture, recording.summary)) continue;
              documents.set(recording.summary.number, documentOf(recording, credentials, mode));
            }
            if (item.type === "session") for (const ended of inOrder.add(item)) print(ended);
          },
        },
      );
      for (const ended of inOrder.end()) print(ended);
      for (const session of collector.tooLong)
        io.stderr.write(`ruipmi: session ${session} is too long to be replayed\n`);
      if (!reading.isComplete) return interruptionExitCode(io.interrupted) ?? 0;
      if (same + different === 0) io.stderr.write("ruipmi: no session was replayed\n");
      return different === 0 && same > 0 ? 0 : 1;
    };
  },
};

function documentOf(recording: SessionRecording, credentials: Credentials, mode: ReplayMode): ReplayDocument {
  const result = replayed(recording, credentials, mode);
  const isDifferent = "difference" in result && result.difference !== undefined;
  if (mode === "meaning" || !isDifferent) return replayDocument(recording.summary, mode, result, undefined);
  const byMeaning = replayed(recording, credentials, "meaning");
  const isSameByMeaning = "difference" in byMeaning && byMeaning.difference === undefined;
  return replayDocument(recording.summary, mode, result, isSameByMeaning);
}
