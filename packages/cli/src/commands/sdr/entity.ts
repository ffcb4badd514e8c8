import { entityNames, type SdrRecord } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { array, byte, object, oneOf, string } from "../../output/json-schema.ts";
import { recordsSchema } from "../../output/sdr/print-records.ts";
import type { CliCommand, RunCommand } from "../cli-command.ts";
import { listMatching } from "./list-matching.ts";

/** `sdr entity`: what belongs to one thing. */
export const sdrEntity: CliCommand = {
  name: "sdr entity",
  usage: "[ID[.INSTANCE]|NAME|list]",
  summary: "the sensors and devices of one entity, or the entities there are",
  details: [
    "ID is a number, or a name, upper or lower case; without INSTANCE all of its",
    "kind. Without one, or with list, the entities are listed.",
  ],
  scope: "session",
  schema: oneOf([recordsSchema, object({ entities: array(object({ entityId: byte(), name: string() })) })]),
  examples: ["sdr entity 7.1", "sdr entity 29", 'sdr entity "Power Supply"', "sdr entity list"],
  words: [["list", ...new Set(entityNames.values())]],
  prepare(args) {
    const [word, surplus] = args;
    if (surplus !== undefined) throw new UsageError("sdr entity takes one entity; quote a name with blanks in it");
    return word === undefined || word === "list" ? listEntities : listRecords(parseEntity(word));
  },
};

interface Wanted {
  readonly entityIds: readonly number[];
  readonly instance: number | undefined;
}

/** Asks nobody. */
const listEntities: RunCommand = async ({ output }) => {
  const entities = [...entityNames].map(([entityId, name]) => ({ entityId, name }));
  output.result({ entities }, () => `\nEntity IDs:\n\n${entityLines()}\n`);
  return 0;
};

/** Two columns; the last one of an odd number stands alone. */
function entityLines(): string {
  const cells = [...entityNames].map(([entityId, name]) => `${String(entityId).padStart(4)}  ${name.padEnd(32)}`);
  let lines = "";
  for (let index = 0; index < cells.length; index += 2) {
    const [left, right] = cells.slice(index, index + 2);
    lines += right === undefined ? `  ${left}\n` : `  ${left}    ${right}\n`;
  }
  return lines;
}

function parseEntity(word: string): Wanted {
  const [, id, instance] = /^(\d+)(?:\.(\d+))?$/.exec(word) ?? [];
  if (id !== undefined) {
    const wanted = { entityIds: [Number(id)], instance: instance === undefined ? undefined : Number(instance) };
    if (Number(id) > 0xff || (wanted.instance ?? 0) > 0x7f) {
      throw new UsageError(`an entity is 0 to 255, its instance 0 to 127, not ${quote(word)}`);
    }
    return wanted;
  }
  const named = [...entityNames].filter(([, name]) => name.toLowerCase() === word.toLowerCase());
  if (named.length > 0) return { entityIds: named.map(([entityId]) => entityId), instance: undefined };
  const names = [...new Set(entityNames.values())];
  throw new UsageError(`there is no entity ${quote(word)}${didYouMean(word, names)}; sdr entity list names them`);
}

function listRecords({ entityIds, instance }: Wanted): RunCommand {
  const isWanted = (record: SdrRecord): boolean => {
    if (!("entity" in record)) return false;
    const { entityId, entityInstance } = record.entity;
    return entityIds.includes(entityId) && (instance === undefined || instance === entityInstance);
  };
  return listMatching(isWanted, "longLine");
}
