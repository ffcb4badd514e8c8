import { explain, type FollowedItem } from "@ruipmi/capture";
import { CodeCount, carriesCode } from "../../capture/codes.ts";
import { readCredentials } from "../../capture/credentials.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { ShownMessages } from "../../capture/shown.ts";
import { isWantedDatagram, isWantedMessage, isWantedSession } from "../../capture/wanted.ts";
import { CommandFailure } from "../../errors.ts";
import { interruptionExitCode } from "../../io.ts";
import { messageDocument, messageSchema } from "../../output/capture/message-document.ts";
import { messageLine, sessionEndLine } from "../../output/capture/message-line.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { requireFile } from "../files.ts";
import { aboutSecrets } from "./about-secrets.ts";

/** `capture show FILE`: every message of a capture. */
export const captureShow: CliCommand = {
  name: "capture show",
  usage: "FILE",
  summary: "every message in a capture by name, with its fields and what it answers",
  details: [
    "FILE is pcap or pcapng, gzip or not; - is standard input. > is sent by the",
    "remote console, < by the managed system. A silence of a second or more before",
    "a message is shown. -v shows the bytes as well, and every silence. With --json",
    "a line is printed for each datagram.",
    "",
    "--host, --session, --command and --errors leave out all others. --verify says",
    "of every code whether it is right, and at the end how many are; where one is",
    "wrong the exit code is 1.",
    "",
    ...aboutSecrets,
  ],
  scope: "captureShow",
  schema: messageSchema,
  printsLines: true,
  examples: [
    "capture show bmc.pcap --user ipmiusr:test",
    "capture show bmc.pcap --user ipmiusr:test --command 'Get Device ID'",
    "capture show bmc.pcap --host 127.0.0.1 --session 1",
  ],
  prepare(args) {
    const file = requireFile("capture show", args);
    return async (context) => {
      const { options, io, output } = context;
      const capture = options.capture!;
      const codes = new CodeCount();
      const shown = new ShownMessages();
      const reading = await readCapture(
        io,
        { file, credentials: readCredentials(capture, io), printsAlong: true },
        { item: (item) => show(context, item, codes, shown) },
      );
      if (capture.verify) (output.format === "json" ? io.stderr : io.stdout).write(codes.text());
      if (output.format !== "json") io.stderr.write(shown.text());
      if (!reading.isComplete) return interruptionExitCode(io.interrupted) ?? 0;
      if (shown.isFruitless(capture)) {
        const what = `none of ${reading.datagrams} RMCP datagrams is what --host, --session and --command ask for`;
        throw new CommandFailure("notFound", `${what}: capture list shows the sessions`);
      }
      return capture.verify && codes.hasWrong ? 1 : 0;
    };
  },
};

function show(
  { options, io, output }: CommandContext,
  item: FollowedItem,
  codes: CodeCount,
  shown: ShownMessages,
): void {
  const capture = options.capture!;
  if (item.type === "session") {
    // A line of JSON is a datagram; what became of a session is for capture list.
    const isShown = output.format !== "json" && capture.commands.length === 0 && !capture.errorsOnly;
    if (isShown && isWantedSession(capture, item.session)) io.stdout.write(sessionEndLine(item));
    return;
  }
  if (!isWantedDatagram(capture, item)) return;
  const message = explain(item);
  if (!isWantedMessage(capture, message)) return;
  codes.add(item);
  shown.add(item, message);
  output.result(messageDocument(message, item.datagram), () =>
    messageLine(message, {
      showsData: options.verbosity > 0,
      verify: capture.verify,
      carriesCode: carriesCode(item),
    }),
  );
}
