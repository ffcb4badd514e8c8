import { addSelEntry } from "@ruipmi/commands";
import { object } from "../../output/json-schema.ts";
import { parseEventFile } from "../../output/sel/event-file.ts";
import type { CliCommand } from "../cli-command.ts";
import { sentEventDocument, sentEventLine, sentEventsSchema, unloggedRecord } from "../event/sent-events.ts";
import { readNamedFile, requireFile } from "../files.ts";
import { changing, inSession } from "../in-session.ts";

/** `sel add`: adds the events of a file to the log. */
export const selAdd: CliCommand = {
  name: "sel add",
  usage: "FILE",
  summary: "add the events of a file to the log (Add SEL Entry)",
  details: ["The file is what sel save writes. A line that is no event keeps all from being", "added."],
  scope: "session",
  schema: object({ entries: sentEventsSchema }),
  examples: ["sel add events.txt"],
  exampleFiles: () => ({
    "events.txt": new TextEncoder().encode("0x04 0x01 0x30 0x01 0x59 0x64 0x5a # Temperature #0x30\n"),
  }),
  prepare(args) {
    const file = requireFile("sel add", args);
    return inSession(async (session, context) => {
      const events = parseEventFile(new TextDecoder().decode(readNamedFile(context.io, file)), file);
      const added: Readonly<Record<string, unknown>>[] = [];
      let text = "";
      try {
        for (const event of events) {
          text += sentEventLine(event, context);
          const { recordId } = await changing(session.request(addSelEntry, unloggedRecord(event)));
          added.push(sentEventDocument(event, recordId));
        }
      } finally {
        context.output.result(
          { entries: added },
          () => text,
          () => text,
        );
      }
      return 0;
    });
  },
};
