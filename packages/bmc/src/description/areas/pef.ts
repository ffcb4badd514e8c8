import {
  AlertPolicyRule,
  type EventDataComparison,
  EventFilterType,
  type PefActions,
  type PefControl,
  PefEventSeverity,
  type PefSystemGuid,
} from "@ruipmi/commands";
import {
  type AlertPolicyEntry,
  type AlertStringEntry,
  anyEventData,
  createPef,
  type EventFilterEntry,
  freeAlertPolicy,
  freeEventFilter,
  type PefState,
} from "../../device/pef/index.ts";
import { field, list, mapped, object, switches } from "../compounds.ts";
import { byte, flag, hexBytes, named, orNothing, text, whole } from "../scalars.ts";
import type { Shape } from "../shape.ts";

const sevenBits = whole({ least: 0, most: 127 });
const fourBits = whole({ least: 0, most: 15 });
const recordId = whole({ least: 0, most: 0xffff });

const actions: Shape<PefActions> = switches<keyof PefActions>(
  {
    alert: "Sends an alert.",
    powerOff: "Switches power off.",
    reset: "Resets the system.",
    powerCycle: "Switches power off and on.",
    oem: "The manufacturer's action.",
    diagnosticInterrupt: "A diagnostic interrupt (NMI).",
  },
  () => freeEventFilter().actions,
);

const control: Shape<PefControl> = switches<keyof PefControl>(
  {
    pefEnabled: "Filtering itself.",
    eventMessages: "An event message for each action that is taken.",
    startupDelay: "Whether filtering waits when the system starts.",
    alertStartupDelay: "Whether alerts wait when the system starts.",
  },
  () => createPef().control,
);

const comparison = object<EventDataComparison, keyof EventDataComparison>(
  {
    andMask: field(byte, "Which bits count."),
    compare1: field(byte, "Which bits must match exactly."),
    compare2: field(byte, "Which bits must be set, or cleared."),
  },
  anyEventData,
);

const eventData: Shape<EventFilterEntry["eventData"]> = mapped(
  list(comparison, 3),
  ([first, second, third]) => [first ?? anyEventData(), second ?? anyEventData(), third ?? anyEventData()],
  (value) => [...value],
);

const eventFilter = object<EventFilterEntry, keyof EventFilterEntry>(
  {
    enabled: field(flag, "Whether it counts."),
    type: field(named<number>(EventFilterType, { least: 0, most: 3 }), "Whose it is."),
    actions: field(actions, "What is done."),
    groupControl: field(flag, "Whether the group control operation is done."),
    groupControlSelector: field(whole({ least: 0, most: 7 }), "Which entry of the group control table."),
    policyNumber: field(fourBits, "Which policy an alert is sent by."),
    severity: field(named<number>(PefEventSeverity, { least: 0, most: 255 }), "How bad it is."),
    generatorAddress: field(byte, "Address of who sent the event; 255 for anybody."),
    generatorChannelAndLun: field(byte, "Its channel and LUN; 255 for any."),
    sensorType: field(byte, "Sensor type; 255 for any."),
    sensorNumber: field(byte, "Sensor number; 255 for any."),
    eventTrigger: field(byte, "Event/reading type; 255 for any."),
    offsetMask: field(whole({ least: 0, most: 0xffff }), "Which event offsets, one bit each."),
    eventData: field(eventData, "How event data 1, 2 and 3 are compared."),
  },
  freeEventFilter,
);

const alertPolicy = object<AlertPolicyEntry, keyof AlertPolicyEntry>(
  {
    policyNumber: field(fourBits, "Which policy it belongs to."),
    enabled: field(flag, "Whether it counts."),
    rule: field(named<number>(AlertPolicyRule, { least: 0, most: 7 }), "When it is used."),
    channelNumber: field(fourBits, "The channel."),
    destination: field(fourBits, "The destination on it."),
    eventSpecificString: field(flag, "Whether the alert string is looked up by the event filter too."),
    alertString: field(sevenBits, "The alert string set, or the alert string; 0 for none."),
  },
  () => freeAlertPolicy(0),
);

const alertString = object<AlertStringEntry, keyof AlertStringEntry>(
  {
    eventFilter: field(sevenBits, "Which event filter it is for; 0 for none."),
    stringSet: field(sevenBits, "Which set it belongs to."),
    text: field(text(64), "Its text."),
  },
  () => ({ eventFilter: 0, stringSet: 0, text: "" }),
);

const systemGuid = object<PefSystemGuid, keyof PefSystemGuid>(
  {
    used: field(flag, "Whether alerts have this GUID instead of the system's."),
    guid: field(hexBytes({ least: 16, most: 16 }), "GUID, in the byte order of the wire."),
  },
  () => createPef().systemGuid,
);

/** Platform event filtering as it is configured. */
export const pefShape: Shape<PefState> = object<PefState, Exclude<keyof PefState, "setInProgress" | "postponeTimer">>(
  {
    actions: field(actions, "Which actions there are."),
    control: field(control, "What is on."),
    actionGlobalControl: field(actions, "Which actions are on."),
    startupDelay: field(byte, "Seconds that filtering waits."),
    alertStartupDelay: field(byte, "Seconds that alerts wait."),
    eventFilters: field(list(eventFilter, 127), "The event filter table."),
    alertPolicies: field(list(alertPolicy, 127), "The alert policy table."),
    alertStrings: field(list(alertString, 128), "The alert strings, the volatile one first."),
    systemGuid: field(systemGuid, "The GUID that is sent in alerts."),
    lastSoftwareProcessedEventId: field(recordId, "Record ID up to which software has processed events."),
    lastBmcProcessedEventId: field(
      orNothing(recordId),
      "Record ID up to which the controller has; null where it keeps up with the log.",
    ),
  },
  createPef,
);
