import { deleteSelEntry, reserveSel } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { CompletionCode } from "@ruipmi/core/wire";
import { array, integer, object, string } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, changing, inSession } from "../in-session.ts";
import { parseRecordIds } from "./record-ids.ts";

/** `sel delete`: deletes records. */
export const selDelete: CliCommand = {
  name: "sel delete",
  usage: "ID…",
  summary: "delete records of the event log (Delete SEL Entry)",
  details: [
    "The last ID first. A record that cannot be deleted does not keep the others",
    "from being deleted; the exit code is then 1.",
  ],
  scope: "session",
  schema: object({
    deleted: array(integer("a record's ID", 0, 0xffff)),
    failed: array(object({ recordId: integer(undefined, 0, 0xffff), message: string() })),
  }),
  examples: ["sel delete 1", "sel delete 0x1 2"],
  prepare(args) {
    const ids = [...parseRecordIds("sel delete", args)].reverse();
    return inSession(async (session, { output, io }) => {
      const deleted: number[] = [];
      const failed: { readonly recordId: number; readonly message: string }[] = [];
      for (const recordId of ids) {
        try {
          await deleteRecord(session, recordId);
          deleted.push(recordId);
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error;
          failed.push({ recordId, message: error.message });
        }
      }
      output.result({ deleted, failed }, () => deleted.map((id) => `Deleted entry ${id}\n`).join(""));
      for (const { recordId, message } of failed) {
        io.stderr.write(`ruipmi: unable to delete entry ${recordId}: ${message}\n`);
      }
      return failed.length === 0 ? 0 : 1;
    });
  },
};

/** Each deletion voids the reservation that it was made with (IPMI v2.0 §31.8). */
async function deleteRecord(session: CliSession, recordId: number): Promise<void> {
  await changing(session.request(deleteSelEntry, { reservationId: await reservation(session), recordId }));
}

async function reservation(session: CliSession): Promise<number> {
  try {
    return (await session.request(reserveSel)).reservationId;
  } catch (error) {
    // Reservations are optional (IPMI v2.0 §31.4).
    if (error instanceof RefusalError && error.completionCode === CompletionCode.invalidCommand) return 0;
    throw error;
  }
}
