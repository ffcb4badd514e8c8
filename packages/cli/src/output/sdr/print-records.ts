import type { SdrProblem } from "@ruipmi/commands";
import { array, type JsonSchema, object } from "../json-schema.ts";
import type { Output } from "../output.ts";
import { problemsDocument, problemsSchema } from "./problems-document.ts";
import { recordDocument, recordSchema } from "./record-document.ts";
import { type RecordForm, recordCsv, recordText, type ShownRecord } from "./record-text.ts";

/** Prints records as a command's result, with what went wrong while they were read. */
export function printRecords(
  records: readonly ShownRecord[],
  form: RecordForm,
  problems: readonly SdrProblem[],
  output: Output,
): void {
  output.result(
    { records: records.map(recordDocument), problems: problemsDocument(problems) },
    () => records.map((each) => recordText(each, form)).join(""),
    () => records.map((each) => recordCsv(each, form)).join(""),
  );
}

/** What {@link printRecords} prints with `--json`. */
export const recordsSchema: JsonSchema = object({ records: array(recordSchema), problems: problemsSchema });
