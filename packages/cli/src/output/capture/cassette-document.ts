import { array, boolean, integer, type JsonSchema, object, string } from "../json-schema.ts";

/** What a cassette was made of, as `capture cassette --json` prints it. */
export interface CassetteDocument {
  readonly file: string;
  readonly managedSystem: string;
  readonly sessions: readonly number[];
  readonly exchanges: number;
  readonly scrubbed: boolean;
  readonly notes: readonly string[];
}

/** The schema of {@link CassetteDocument}. */
export const cassetteDocumentSchema: JsonSchema = object({
  file: string("where it is"),
  managedSystem: string("address and port of who answered"),
  sessions: array(integer(undefined, 1), "the sessions of the capture that are in it"),
  exchanges: integer("requests with their answers", 1),
  scrubbed: boolean("whether names, serial numbers and addresses were replaced"),
  notes: array(string(), "what scrubbing left out, or kept and should be looked at"),
});

/** The same as text. */
export function cassetteText({ file, managedSystem, sessions, exchanges, scrubbed }: CassetteDocument): string {
  const answers = `${exchanges} ${exchanges === 1 ? "answer" : "answers"}`;
  const from = `${sessions.length} ${sessions.length === 1 ? "session" : "sessions"}`;
  return `${file}: ${answers} of ${managedSystem}, from ${from}${scrubbed ? ", scrubbed" : ""}\n`;
}
