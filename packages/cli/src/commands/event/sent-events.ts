/** What `event` and `sel add` have in common: events of a file or made up, sent one by one, shown as they are sent. */
import { describeEvent, type PlatformEventMessage, type SystemEventRecord } from "@ruipmi/commands";
import {
  array,
  byte,
  hexBytes,
  integer,
  type JsonSchema,
  object,
  optional,
  string,
  words,
} from "../../output/json-schema.ts";
import { recordLine } from "../../output/sel/record-line.ts";
import { recordVerbose } from "../../output/sel/record-verbose.ts";
import type { CommandContext } from "../cli-command.ts";

/** System management software (IPMI v2.0 §32.1, table 5-4), as the record of an event that this program makes up has it. */
const ownGeneratorId = 0x41;

/** The event as a record that is not in a log yet. */
export function unloggedRecord(event: PlatformEventMessage): SystemEventRecord {
  return { kind: "systemEvent", recordId: 0, timestamp: 0, ...event, generatorId: ownGeneratorId };
}

/** What `--json` prints of an event that was sent, or added to the log. */
export function sentEventDocument(event: PlatformEventMessage, recordId?: number): Readonly<Record<string, unknown>> {
  const told = describeEvent(unloggedRecord(event));
  return {
    recordId,
    sensorType: { code: event.sensorType, name: told.sensorType },
    sensorNumber: event.sensorNumber,
    eventType: { code: event.eventType, name: told.eventType },
    direction: event.asserted ? "asserted" : "deasserted",
    event: told.event,
    eventData: event.eventData,
  };
}

const named = object({ code: byte(), name: string() });

/** What a list of {@link sentEventDocument} is. */
export const sentEventsSchema: JsonSchema = array(
  object({
    recordId: optional(integer("the record it has become, where it was added to the log", 0, 0xffff)),
    sensorType: named,
    sensorNumber: byte(),
    eventType: named,
    direction: words(["asserted", "deasserted"]),
    event: optional(string("the state, where it has a name")),
    eventData: hexBytes("event data 1 to 3"),
  }),
);

/** An event as ipmitool prints it before it sends it: a line, or with `-v` all of its fields. */
export function sentEventText(event: PlatformEventMessage, context: CommandContext): string {
  if (context.options.verbosity === 0) return sentEventLine(event, context);
  return recordVerbose(unloggedRecord(event), { utc: context.options.utc });
}

/** An event in one line. */
export function sentEventLine(event: PlatformEventMessage, { options, output }: CommandContext): string {
  return recordLine(unloggedRecord(event), { utc: options.utc, csv: output.format === "csv" });
}
