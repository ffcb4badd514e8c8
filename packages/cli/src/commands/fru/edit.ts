import { editFru, type FruEditReading, type FruInfoAreaName, fruInfoAreaField } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { fruFieldSchema } from "../../output/fru/inventory-document.ts";
import { shownField } from "../../output/fru/inventory-text.ts";
import { boolean, byte, integer, object, string, words } from "../../output/json-schema.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { confirm, declined } from "../confirm.ts";
import { changing, inSession } from "../in-session.ts";
import { parseFruId } from "./fru-arguments.ts";
import { partLengthOf } from "./print.ts";
import { fruProgressText } from "./progress.ts";
import { reportWrite, writeFields } from "./write-result.ts";

/** `fru edit`: another text in one field of a FRU. */
export const fruEdit: CliCommand = {
  name: "fru edit",
  usage: "ID field c|b|p INDEX TEXT",
  summary: "another text in one field of a FRU",
  details: [
    "The section is c (chassis), b (board) or p (product). INDEX counts from 0:",
    "c: part number, serial number; b: manufacturer, product, serial number, part",
    "number, FRU ID; p: manufacturer, name, part number, version, serial number,",
    "asset tag, FRU ID; then the manufacturer's own. All else in the FRU stays as",
    "it is, and areas behind the field move where it needs the room.",
    "ipmitool's edit oem is left out: it knows a single record of one vendor.",
  ],
  scope: "session",
  schema: object({
    fruDeviceId: byte(),
    section: words(["chassis", "board", "product"]),
    index: integer(undefined, 0),
    from: fruFieldSchema,
    to: string(),
    movedAreas: boolean("whether other areas had to be moved"),
    ...writeFields,
  }),
  examples: ["fru edit 0 field p 5 RACK7-U22 --yes"],
  words: [[], ["field"], ["c", "b", "p"]],
  destroys: true,
  prepare(args) {
    const edit = parseEdit(args);
    return async (context) => {
      const question = `Change field ${edit.index} of the ${edit.area} section of FRU ${edit.fruDeviceId}?`;
      return (await confirm(context, question)) ? await runEdit(edit)(context) : declined(context);
    };
  },
};

interface Edit {
  readonly fruDeviceId: number;
  readonly area: FruInfoAreaName;
  readonly index: number;
  readonly text: string;
}

const sections: Readonly<Record<string, FruInfoAreaName>> = { c: "chassis", b: "board", p: "product" };

function parseEdit([id, verb, section, index, text, surplus]: readonly string[]): Edit {
  const example = "for example fru edit 0 field p 5 RACK7-U22";
  if (id === undefined) throw new UsageError(`fru edit needs a FRU ID, a field and its text, ${example}`);
  const fruDeviceId = parseFruId(id);
  if (verb !== "field") {
    const given = verb === undefined ? "nothing" : quote(verb);
    throw new UsageError(`fru edit goes on with field, not ${given}${didYouMean(verb ?? "", ["field"])}; ${example}`);
  }
  if (section === undefined || index === undefined || text === undefined) {
    throw new UsageError(`fru edit field needs a section, an index and a text, ${example}`);
  }
  if (surplus !== undefined) throw new UsageError(`fru edit takes one text, and ${quote(surplus)} is one too many`);
  // As with ipmitool, the section's first letter counts.
  const area = sections[section[0] ?? ""];
  if (area === undefined)
    throw new UsageError(`the section is c (chassis), b (board) or p (product), not ${quote(section)}`);
  return { fruDeviceId, area, index: parseWhole("INDEX", index, 0, 255), text };
}

function runEdit({ fruDeviceId, area, index, text }: Edit): ReturnType<CliCommand["prepare"]> {
  return inSession(async (session, context) => {
    const { io, output } = context;
    const edit = { area, index, field: text };
    const running = session.run(editFru(fruDeviceId, edit, partLengthOf(context)), fruProgressText);
    const reading = await changing(running);
    if (reading.write === undefined || reading.edit.outcome !== "edited") return notEdited(reading, context);
    const from = fruInfoAreaField(reading.before.bytes, area, index)!;
    const isDone = reportWrite(`FRU ${fruDeviceId}`, reading.write, io.stderr);
    const { movedAreas } = reading.edit;
    const document = { fruDeviceId, section: area, index, from, to: text, movedAreas, ...reading.write };
    output.result(document, () => `Updating Field '${shownField(from)}' with '${shownField(text)}' ...\n`);
    return isDone ? 0 : 1;
  });
}

/** ipmitool says on stdout that there is no such field. */
function notEdited({ edit }: FruEditReading, { io, output }: CommandContext): number {
  if (edit.outcome === "noSuchField" && output.format !== "json") io.stdout.write("Field not found !\n");
  else io.stderr.write(`ruipmi: ${reasons[edit.outcome]}; nothing was written\n`);
  return 1;
}

const reasons: Readonly<Record<FruEditReading["edit"]["outcome"], string>> = {
  edited: "the FRU was read and not written",
  noSuchArea: "the FRU has no such section",
  noSuchField: "the section has no such field",
  tooLong: "the text is longer than the 63 bytes of a field",
  noRoom: "the FRU has no room for the text",
};
