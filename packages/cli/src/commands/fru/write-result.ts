import type { FruWriteResult } from "@ruipmi/commands";
import type { TextSink } from "../../io.ts";
import { array, boolean, type Fields, integer, object, optional, string } from "../../output/json-schema.ts";

/** The schema of what writing came to, part of the results of `fru write` and `fru edit`. */
export const writeFields: Fields = {
  areaSize: integer("bytes of the device", 0),
  accessedByWords: boolean("whether it is written in words of two bytes"),
  written: integer("bytes that were written", 0),
  protectedRanges: array(
    object({ offset: integer(), length: integer() }),
    "what is write-protected and left as it was",
  ),
  differsAt: optional(integer("the first byte that was another one when it was read back")),
  problem: optional(string("why not all was written")),
};

/** Says on stderr what writing did not do; whether all was done. */
export function reportWrite(what: string, result: FruWriteResult, stderr: TextSink): boolean {
  const { protectedRanges, differsAt, problem } = result;
  const say = (text: string): void => stderr.write(`ruipmi: ${what}: ${text}\n`);
  for (const { offset, length } of protectedRanges) {
    say(`bytes ${offset} to ${offset + length - 1} are write-protected and were left as they are`);
  }
  if (problem !== undefined) say(problem);
  if (differsAt !== undefined) say(`byte ${differsAt} is another one when it is read back`);
  return protectedRanges.length === 0 && problem === undefined && differsAt === undefined;
}
