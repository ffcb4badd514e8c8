import type { SdrProblem } from "@ruipmi/commands";
import { array, integer, type OptionalField, object, optional, string } from "../json-schema.ts";

/** What went wrong while records were read, for `--json`; `undefined` where nothing did. */
export function problemsDocument(problems: readonly SdrProblem[]): readonly SdrProblem[] | undefined {
  return problems.length === 0 ? undefined : problems;
}

/** What {@link problemsDocument} gives. */
export const problemsSchema: OptionalField = optional(
  array(
    object({ recordId: optional(integer("absent where it is about all records", 0, 0xffff)), problem: string() }),
    "what kept records from being read or understood, or the managed system's own account from being true",
  ),
);
