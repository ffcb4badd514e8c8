import { array, integer, type JsonSchema, object } from "../json-schema.ts";

/** What `capture decrypt` did. */
export interface DecryptionDocument {
  readonly packets: number;
  readonly decrypted: number;
  readonly stillEncrypted: number;
  readonly sessionsStillEncrypted: readonly number[];
}

/** The schema of {@link DecryptionDocument}. */
export const decryptionSchema: JsonSchema = object({
  packets: integer("written", 0),
  decrypted: integer("of them, those that were encrypted and are plain now", 0),
  stillEncrypted: integer("those whose keys are not known, left as they are", 0),
  sessionsStillEncrypted: array(integer("as capture list numbers them", 1), "their sessions, 1000 at most"),
});

/** The same in words; lines that end with `\n`. */
export function decryptionText({
  packets,
  decrypted,
  stillEncrypted,
  sessionsStillEncrypted: sessions,
}: DecryptionDocument): string {
  const done = `${packets} packets written, ${decrypted} of them decrypted\n`;
  if (stillEncrypted === 0) return done;
  const which = sessions.length === 1 ? `session ${sessions[0]}` : `sessions ${sessions.slice(0, maxNamed).join(", ")}`;
  const more = sessions.length > maxNamed ? " and more" : "";
  return `${done}${stillEncrypted} left encrypted for want of keys: ${which}${more}\n`;
}

const maxNamed = 20;
