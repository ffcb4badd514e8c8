import { type EventFilter, EventFilterType, PefEventSeverity } from "@ruipmi/commands";
import { array, boolean, byte, integer, type JsonSchema, nameOrNumber, object, string } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";
import { actionsSchema, actionText } from "./actions.ts";
import { filterClass, filterSensorType, filterSeverity, filterTriggers } from "./event-names.ts";
import { type PefField, pefField, pefText } from "./fields.ts";

const any = 0xff;

/** A filter as `pef filter list` prints it. */
export function filterText(filter: EventFilter, isVerbose: boolean): string {
  return pefText([...stateFields(filter), ...(filter.enabled ? eventFields(filter) : [])], isVerbose);
}

/** A filter as `--json` prints it: its numbers, and what they are called. */
export function filterDocument(filter: EventFilter): object {
  const { sensorType, severity, eventTrigger, offsetMask, type, ...numbers } = filter;
  return {
    ...numbers,
    type: keyOf(EventFilterType, type),
    severity: keyOf(PefEventSeverity, severity),
    sensorType,
    sensorTypeName: filterSensorType(sensorType),
    eventTrigger,
    eventClass: filterClass(eventTrigger),
    offsetMask,
    events: filterTriggers(eventTrigger, offsetMask),
  };
}

/** The schema of {@link filterDocument}. */
export const filterSchema: JsonSchema = object({
  filter: integer("which filter", 0, 127),
  enabled: boolean("whether it counts"),
  type: nameOrNumber(EventFilterType, "whose it is"),
  actions: actionsSchema,
  groupControl: boolean("whether the group control operation is done"),
  groupControlSelector: integer("which entry of the group control table", 0, 7),
  policyNumber: integer("which policy an alert is sent by", 0, 15),
  severity: nameOrNumber(PefEventSeverity, "how bad the event is"),
  generatorAddress: byte("address of who sent the event; 255 for anybody"),
  generatorChannelAndLun: byte("its channel and LUN; 255 for any"),
  sensorType: byte("255 for any"),
  sensorTypeName: string(),
  sensorNumber: byte("255 for any"),
  eventTrigger: byte("event/reading type; 255 for any"),
  eventClass: string(),
  offsetMask: integer("bit n for event offset n", 0, 0xffff),
  events: string("the events in words"),
  eventData: array(
    object({ andMask: byte(), compare1: byte(), compare2: byte() }),
    "how event data 1, 2 and 3 are compared",
  ),
});

/** By number; 1 and 3 are reserved (IPMI v2.0 table 17-2). */
const typeNames: Readonly<Record<number, string>> = {
  [EventFilterType.configurable]: "configurable",
  [EventFilterType.preConfigured]: "pre-configured",
};

function stateFields({ filter, enabled, type }: EventFilter): readonly PefField[] {
  return [
    pefField("PEF Filter Table entry", filter),
    pefField("Status", `${enabled ? "enabled" : "disabled"}, ${typeNames[type] ?? "reserved"}`),
  ];
}

function eventFields(filter: EventFilter): readonly PefField[] {
  const { sensorType, sensorNumber, severity, eventTrigger, offsetMask, actions, policyNumber } = filter;
  return [
    pefField("Sensor type", filterSensorType(sensorType)),
    pefField("Sensor number", sensorNumber === any ? "Any" : sensorNumber),
    pefField("Event severity", filterSeverity(severity)),
    pefField("Event class", filterClass(eventTrigger)),
    pefField("Event trigger(s)", filterTriggers(eventTrigger, offsetMask)),
    pefField("Action", actionText(actions)),
    ...(actions.alert ? [pefField("Policy set", policyNumber)] : []),
  ];
}
