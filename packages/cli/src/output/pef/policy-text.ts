import {
  type AlertDestination,
  type AlertDestinationAddress,
  type AlertPolicy,
  AlertPolicyRule,
} from "@ruipmi/commands";
import { boolean, integer, type JsonSchema, nameOrNumber, object, optional } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";
import { alertDocument, alertSchema } from "../lan/alert-text.ts";
import { shownText } from "../shown-text.ts";
import { type PefField, pefField, pefText } from "./fields.ts";

/** An entry of the alert policy table, and where it leads to. */
export interface PolicyReport {
  /** The entry. */
  readonly policy: AlertPolicy;
  /** One of `ChannelMedium`; absent where the channel is not there. */
  readonly medium?: number;
  /** How the destination is alerted; of LAN channels. */
  readonly how?: AlertDestination;
  /** Where the destination is; of LAN channels. */
  readonly where?: AlertDestinationAddress;
  /** Community of the traps; where the destination gets traps. */
  readonly community?: string;
}

/** An entry as `pef policy list` prints it. */
export function policyText(report: PolicyReport, isVerbose: boolean): string {
  const { policy, medium, how } = report;
  const fields = [
    pefField("Alert policy table entry", policy.entry),
    pefField("Policy set", policy.policyNumber),
    pefField("State", policy.enabled ? "enabled" : "disabled"),
    pefField("Policy entry rule", ruleNames[policy.rule] ?? "None"),
    ...(policy.eventSpecificString ? [pefField("Event-specific", "true")] : []),
    ...(medium === undefined ? [] : channelFields(policy, medium)),
    ...(how === undefined ? [] : destinationFields(how, report)),
  ];
  return pefText(fields, isVerbose);
}

/** An entry as `--json` prints it. */
export function policyDocument({ policy, medium, how, where }: PolicyReport): object {
  return {
    ...policy,
    rule: keyOf(AlertPolicyRule, policy.rule),
    ...(medium === undefined ? {} : { medium: mediumNames[medium] ?? medium }),
    ...(how === undefined || where === undefined ? {} : { target: alertDocument({ how, where }) }),
  };
}

/** The schema of {@link policyDocument}. */
export const policySchema: JsonSchema = object({
  entry: integer("which entry of the table", 0, 127),
  policyNumber: integer("which policy it belongs to", 0, 15),
  enabled: boolean("whether it counts"),
  rule: nameOrNumber(AlertPolicyRule, "when it is used"),
  channelNumber: integer(undefined, 0, 15),
  destination: integer("on that channel", 0, 15),
  eventSpecificString: boolean("whether the alert string is looked up by the event filter too"),
  alertString: integer("the alert string set, or the alert string; 0 for none", 0, 127),
  medium: optional({ description: "what the channel runs over", type: ["string", "integer"] }),
  target: optional(alertSchema),
});

/** By number (IPMI v2.0 table 17-4). */
const ruleNames = ["Match-always", "Try-next-entry", "Try-next-set", "Try-next-channel", "Try-next-destination"];

/** By number, in ipmitool's words for PEF (IPMI v2.0 table 6-3). */
const mediumNames: Readonly<Record<number, string>> = {
  1: "IPMB (I2C)",
  2: "ICMB v1.0",
  3: "ICMB v0.9",
  4: "802.3 LAN",
  5: "Serial/Modem (RS-232)",
  6: "Other LAN",
  7: "PCI SMBus",
  8: "SMBus v1.0/1.1",
  9: "SMBus v2.0",
  10: "USB 1.x",
  11: "USB 2.x",
  12: "System I/F (KCS,SMIC,BT)",
};

const lan = 4;

function channelFields({ channelNumber, destination }: AlertPolicy, medium: number): readonly PefField[] {
  return [
    pefField("Channel number", channelNumber),
    pefField("Channel medium", mediumNames[medium] ?? "None"),
    // Of LAN channels the destination itself follows.
    ...(medium === lan ? [] : [pefField("Destination ID", destination)]),
  ];
}

/** By number (IPMI v2.0 table 23-4, parameter 18). */
const destinationNames: Readonly<Record<number, string>> = { 0: "PET", 6: "OEM 1", 7: "OEM 2" };

function destinationFields(how: AlertDestination, { where, community }: PolicyReport): readonly PefField[] {
  return [
    pefField("Alert destination type", destinationNames[how.type] ?? "None"),
    ...(community === undefined ? [] : [pefField("PET Community", shownText(community))]),
    pefField("ACK timeout/retry (secs)", how.timeout),
    pefField("Retries", how.retries),
    ...(where === undefined || where.format === "unknown" ? [] : [pefField("IP address", where.ipAddress)]),
    ...(where?.format === "ipv4" ? [pefField("MAC address", where.macAddress)] : []),
  ];
}
