import { type AlertDestination, type AlertDestinationAddress, AlertDestinationType } from "@ruipmi/commands";
import {
  boolean,
  byte,
  integer,
  type JsonSchema,
  literal,
  nameOrNumber,
  object,
  oneOf,
  quantity,
  string,
} from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

/** A destination of alerts. */
export interface AlertReport {
  /** How it is alerted. */
  readonly how: AlertDestination;
  /** Where it is. */
  readonly where: AlertDestinationAddress;
}

/** A destination in ipmitool's lines, and an empty one behind them. */
export function alertText({ how, where }: AlertReport): string {
  const lines = [
    ["Alert Destination", how.destination],
    ["Alert Acknowledge", how.acknowledged ? "Acknowledged" : "Unacknowledged"],
    ["Destination Type", typeNames[how.type] ?? "Unknown"],
    [how.acknowledged ? "Acknowledge Timeout" : "Retry Interval", how.timeout],
    ["Number of Retries", how.retries],
    ...addressLines(where),
  ] as const;
  return `${lines.map(([name, value]) => `${name.padEnd(24)}: ${value}\n`).join("")}\n`;
}

/** A destination as `--json` prints it. */
export function alertDocument({ how, where }: AlertReport): object {
  const { destination: _, ...address } = where;
  return {
    ...how,
    type: keyOf(AlertDestinationType, how.type),
    timeout: { value: how.timeout, unit: "s" },
    address,
  };
}

/** The schema of {@link alertDocument}. */
export const alertSchema: JsonSchema = object({
  destination: integer("0 is the volatile one", 0, 15),
  acknowledged: boolean("whether an alert counts only once it was acknowledged"),
  type: nameOrNumber(AlertDestinationType, "how alerts are sent"),
  timeout: quantity("s", "how long an acknowledgement is waited for, or between two tries"),
  retries: integer("how often an alert is sent again", 0, 7),
  address: oneOf([
    object({ format: literal("ipv4"), backupGateway: boolean(), ipAddress: string(), macAddress: string() }),
    object({ format: literal("ipv6"), ipAddress: string() }),
    object({ format: literal("unknown"), formatNumber: byte(), data: string("in hex") }),
  ]),
});

/** By number (IPMI v2.0 table 23-4, parameter 18). */
const typeNames: Readonly<Record<number, string>> = { 0: "PET Trap", 6: "OEM 1", 7: "OEM 2" };

function addressLines(where: AlertDestinationAddress): readonly (readonly [name: string, value: string])[] {
  if (where.format === "unknown") return [];
  if (where.format === "ipv6") return [["Alert IP Address", where.ipAddress]];
  return [
    ["Alert Gateway", where.backupGateway ? "Backup" : "Default"],
    ["Alert IP Address", where.ipAddress],
    ["Alert MAC Address", where.macAddress],
  ];
}
