import { DcmiEntityId, readDcmiSensors } from "@ruipmi/commands";
import { type DcmiEntitySensors, entitySensorsText } from "../../output/dcmi/sensors-text.ts";
import { array, byte, integer, object, optional, string } from "../../output/json-schema.ts";
import { recordDocument, recordSchema } from "../../output/sdr/record-document.ts";
import { recordCsv, recordText, type ShownRecord } from "../../output/sdr/record-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { readRepository, readShown } from "../sdr/repository.ts";

const entities = [
  { entity: "Inlet", entityId: DcmiEntityId.inlet },
  { entity: "CPU", entityId: DcmiEntityId.processor },
  { entity: "Baseboard", entityId: DcmiEntityId.baseboard },
];

/** `dcmi sensors`: the temperature sensors that DCMI asks for, with their readings. */
export const dcmiSensors: CliCommand = {
  name: "dcmi sensors",
  usage: "",
  summary: "the temperature sensors that DCMI asks for (Get DCMI Sensor Info)",
  details: [],
  scope: "session",
  schema: object({
    entities: array(
      object({
        entity: string(),
        entityId: byte(),
        totalInstances: integer("how many instances the managed system says there are"),
        sensors: array(
          object(
            { recordId: integer(), record: optional(recordSchema) },
            "without record where there is none of this ID",
          ),
        ),
      }),
    ),
  }),
  examples: ["dcmi sensors"],
  prepare(args) {
    requireNoArguments("dcmi sensors", args);
    return inSession(async (session, context) => {
      const found: DcmiEntitySensors[] = [];
      for (const each of entities) found.push({ ...each, ...(await session.run(readDcmiSensors(each.entityId))) });
      const { entries } = await readRepository(session, context);
      const wanted = new Set(found.flatMap(({ recordIds }) => recordIds));
      const sensors = entries.filter(({ record }) => wanted.has(record.recordId));
      const shown = await readShown(session, context, sensors, false);
      const records = new Map(shown.map((each) => [each.entry.record.recordId, each]));
      const textWith = (line: (record: ShownRecord, form: "line") => string): string => {
        return `${found.map((each) => entitySensorsText(each, records, (one) => line(one, "line"))).join("")}\n`;
      };
      context.output.result(
        { entities: found.map((each) => entityDocument(each, records)) },
        () => textWith(recordText),
        () => textWith(recordCsv),
      );
      return 0;
    });
  },
};

function entityDocument(
  { entity, entityId, totalInstances, recordIds }: DcmiEntitySensors,
  records: ReadonlyMap<number, ShownRecord>,
): object {
  const sensors = recordIds.map((recordId) => {
    const record = records.get(recordId);
    return record === undefined ? { recordId } : { recordId, record: recordDocument(record) };
  });
  return { entity, entityId, totalInstances, sensors };
}
