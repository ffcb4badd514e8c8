import { platformEventMessage } from "@ruipmi/commands";
import { object } from "../../output/json-schema.ts";
import { parseEventFile } from "../../output/sel/event-file.ts";
import type { CliCommand } from "../cli-command.ts";
import { readNamedFile, requireFile } from "../files.ts";
import { changing, inSession } from "../in-session.ts";
import { sentEventDocument, sentEventsSchema, sentEventText } from "./sent-events.ts";

/** `event file`: sends the events of a file. */
export const eventFile: CliCommand = {
  name: "event file",
  usage: "FILE",
  summary: "send the events of a file (Platform Event Message)",
  details: ["The file is what sel save writes. A line that is no event keeps all from being", "sent."],
  scope: "session",
  schema: object({ sent: sentEventsSchema }),
  examples: ["event file events.txt"],
  exampleFiles: () => ({
    "events.txt": new TextEncoder().encode(
      "# two events\n0x04 0x01 0x30 0x01 0x59 0x64 0x5a # Temperature\n4 2 0x60 1 2 255 255\n",
    ),
  }),
  prepare(args) {
    const file = requireFile("event file", args);
    return inSession(async (session, context) => {
      const events = parseEventFile(new TextDecoder().decode(readNamedFile(context.io, file)), file);
      const sent: Readonly<Record<string, unknown>>[] = [];
      let text = "";
      try {
        for (const event of events) {
          text += sentEventText(event, context);
          await changing(session.request(platformEventMessage, event));
          sent.push(sentEventDocument(event));
        }
      } finally {
        context.output.result(
          { sent },
          () => text,
          () => text,
        );
      }
      return 0;
    });
  },
};
