import { type ReadSelResult, type SelEnd, type SelEntry, selRecordType, type Tolerated } from "@ruipmi/commands";
import type { TextSink } from "../../io.ts";

/** Warns, a line each, of what was odd about a log and its records, and of why reading ended before the log's end. */
export function warnOfLog({ entries, tolerated = [], ended }: ReadSelResult, stderr: TextSink): void {
  for (const each of tolerated) stderr.write(`ruipmi: warning: event log, ${sentence(each)}\n`);
  for (const entry of entries) {
    for (const each of entry.tolerated ?? [])
      stderr.write(`ruipmi: warning: ${recordName(entry)}, ${sentence(each)}\n`);
  }
  const reason = endings[ended];
  if (reason !== undefined) stderr.write(`ruipmi: warning: ${reason}\n`);
}

const endings: Readonly<Partial<Record<SelEnd, string>>> = {
  cleared: "the event log was cleared while it was read; this is what was read before",
  loop: "the event log leads back to a record that was read; reading ended there",
};

function recordName({ record }: SelEntry): string {
  const type = selRecordType(record).toString(16).padStart(2, "0");
  return `record ${record.recordId.toString(16).padStart(4, "0")}h of type ${type}h`;
}

function sentence({ field, problem }: Tolerated): string {
  return `${field}: ${problem}`;
}
