import { asSystemEvent, getSelEntry, type ReadSelRecord, readSelRecord } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { CommandFailure } from "../../errors.ts";
import { array, object } from "../../output/json-schema.ts";
import { selRecordDocument, selRecordSchema } from "../../output/sel/record-document.ts";
import { recordVerbose } from "../../output/sel/record-verbose.ts";
import { warnOfTolerated } from "../../output/tolerated-text.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";
import { readEventSensors } from "./event-sensors.ts";
import { askUtcOffset } from "./list.ts";
import { parseRecordIds } from "./record-ids.ts";
import { sensorAndFruText } from "./sensor-of-event.ts";

/** `sel get`: all of some records, with the sensors they are about. */
export const selGet: CliCommand = {
  name: "sel get",
  usage: "ID…",
  summary: "all of a record of the event log, and its sensor",
  details: [
    "ID is what sel list shows first, which is hexadecimal: 0x1a. 0 is the first",
    "record, 0xffff the last. Prints the record, the sensor it is about, and the FRU",
    "devices of the same entity.",
  ],
  scope: "session",
  schema: object({ entries: array(selRecordSchema) }),
  examples: ["sel get 1", "sel get 0x1 0xc"],
  prepare(args) {
    const ids = parseRecordIds("sel get", args);
    return inSession(async (session, context) => {
      const { output, options, io } = context;
      const found: ReadSelRecord[] = [];
      const missing: string[] = [];
      for (const id of ids) {
        const read = await readRecord(session, id);
        if ("record" in read) found.push(read);
        else missing.push(`0x${id.toString(16)} (${read.refusal})`);
      }
      const isText = output.format !== "json";
      const sensors = found.length > 0 ? await readEventSensors(session, context) : undefined;
      const utcOffset = isText ? undefined : await askUtcOffset(session);
      const documents: unknown[] = [];
      const texts: string[] = [];
      for (const [index, { record, tolerated }] of found.entries()) {
        const event = asSystemEvent(record);
        const sensor = event === undefined ? undefined : sensors?.find(event);
        documents.push(selRecordDocument(record, { sensor, utcOffset, tolerated }));
        const text = recordVerbose(record, { utc: options.utc }, sensor);
        const about = isText && sensor !== undefined ? await sensorAndFruText(session, context, sensor, sensors!) : "";
        const rule = isText && sensor !== undefined && index < found.length - 1 ? "----------------------\n\n" : "";
        texts.push(`${text}${about}${rule}`);
        warnOfTolerated(tolerated ?? [], io.stderr);
      }
      output.result({ entries: documents }, () => texts.join(""));
      if (missing.length > 0) {
        throw new CommandFailure("notFound", `there is no record ${missing.join(", ")} in the event log`);
      }
      return 0;
    });
  },
};

async function readRecord(
  session: CliSession,
  recordId: number,
): Promise<ReadSelRecord | { readonly refusal: string }> {
  try {
    const request = { reservationId: 0, recordId, offset: 0, bytesToRead: 0xff };
    return readSelRecord((await session.request(getSelEntry, request)).recordData);
  } catch (error) {
    if (error instanceof RefusalError) return { refusal: error.message };
    throw error;
  }
}
