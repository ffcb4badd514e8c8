import {
  type AlertDestination,
  type AlertDestinationAddress,
  AlertDestinationType,
  readLanParameter,
  setLanParameter,
} from "@ruipmi/commands";
import { CommandFailure, UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { integer, object } from "../../output/json-schema.ts";
import { type AlertReport, alertDocument, alertSchema } from "../../output/lan/alert-text.ts";
import { requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, changing, inSession } from "../in-session.ts";
import { requireDestination } from "./alert-print.ts";
import { parseLanChannel, requireLanChannel } from "./lan-channel.ts";
import { parseIpv4, parseMac } from "./set/addresses.ts";
import { parseWord } from "./set/lan-setting.ts";

const usage = "CHANNEL DESTINATION SETTING VALUE";

/** `lan alert set`: sets up where alerts are sent to. */
export const lanAlertSet: CliCommand = {
  name: "lan alert set",
  usage,
  summary: "set up where alerts are sent to (Set LAN Configuration Parameters)",
  details: [
    "ipaddr A.B.C.D            IP address",
    "macaddr AA:BB:CC:DD:EE:FF MAC address",
    "gateway default|backup    the gateway it is reached by",
    "ack on|off                whether an alert counts only once acknowledged",
    "type pet|oem1|oem2        how alerts are sent",
    "time SECONDS              how long an acknowledgement is waited for, or",
    "                          between two tries where none is asked for",
    "retry COUNT               how often an alert is sent again, 0 to 7",
  ],
  scope: "session",
  schema: object({ channelNumber: integer(undefined, 0, 15), destination: alertSchema }),
  examples: ["lan alert set 1 1 ipaddr 192.0.2.99", "lan alert set 1 1 ack on", "lan alert set 1 1 retry 5"],
  words: [["1"], [], ["ipaddr", "macaddr", "gateway", "ack", "type", "time", "retry"]],
  prepare(args) {
    requireCount("lan alert set", usage, args, 4, 4);
    const named = parseLanChannel(args[0]!);
    const destination = parseWhole("DESTINATION", args[1]!, 0, 255);
    const change = parseChange(args[2]!, args[3]!);
    return inSession(async (session, { output, io }) => {
      const channelNumber = await requireLanChannel(session, named);
      requireDestination(destination, await session.run(readLanParameter(channelNumber, "alertDestinationCount")));
      if (output.format !== "json") io.stdout.write(`Setting LAN Alert ${destination} ${change.text}\n`);
      const report = await apply(session, channelNumber, destination, change);
      if (output.format === "json") output.result({ channelNumber, destination: alertDocument(report) }, () => "");
      return 0;
    });
  },
};

type Ipv4Address = Extract<AlertDestinationAddress, { format: "ipv4" }>;

/** What to change, and what ipmitool says of it behind `Setting LAN Alert N`. */
interface Change {
  readonly how?: Partial<AlertDestination>;
  readonly where?: Partial<Ipv4Address>;
  readonly text: string;
}

const changes: Readonly<Record<string, (text: string) => Change>> = {
  ipaddr(text) {
    const ipAddress = parseIpv4("ipaddr", text);
    return { where: { ipAddress }, text: `IP Address to ${ipAddress}` };
  },
  macaddr(text) {
    const macAddress = parseMac("macaddr", text);
    return { where: { macAddress }, text: `MAC Address to ${macAddress}` };
  },
  gateway(text) {
    const backupGateway = parseWord("gateway", text, ["default", "backup", "def", "bak"]).startsWith("ba");
    return { where: { backupGateway }, text: `to use ${backupGateway ? "Backup" : "Default"} Gateway` };
  },
  ack(text) {
    const word = parseWord("ack", text, ["on", "off", "yes", "no"]);
    const acknowledged = word === "on" || word === "yes";
    return { how: { acknowledged }, text: `to ${acknowledged ? "A" : "Una"}cknowledged` };
  },
  type(text) {
    const word = parseWord("type", text, ["pet", "oem1", "oem2"]);
    return types[word];
  },
  time(text) {
    const timeout = parseWhole("time", text, 0, 255);
    return { how: { timeout }, text: `timeout/retry to ${timeout} seconds` };
  },
  retry(text) {
    const retries = parseWhole("retry", text, 0, 7);
    return { how: { retries }, text: `number of retries to ${retries}` };
  },
};

const types = {
  pet: { how: { type: AlertDestinationType.platformEventTrap }, text: "destination to PET Trap" },
  oem1: { how: { type: AlertDestinationType.oem1 }, text: "destination to OEM 1" },
  oem2: { how: { type: AlertDestinationType.oem2 }, text: "destination to OEM 2" },
} as const satisfies Readonly<Record<string, Change>>;

function parseChange(name: string, text: string): Change {
  const key = name.toLowerCase();
  const parse = Object.hasOwn(changes, key) ? changes[key] : undefined;
  if (parse !== undefined) return parse(text);
  const known = Object.keys(changes);
  throw new UsageError(`lan alert set takes ${known.join(", ")}, not ${quote(name)}${didYouMean(key, known)}`);
}

async function apply(
  session: CliSession,
  channelNumber: number,
  setSelector: number,
  change: Change,
): Promise<AlertReport> {
  const selectors = { setSelector };
  const how = await session.run(readLanParameter(channelNumber, "alertDestination", selectors));
  const where = await session.run(readLanParameter(channelNumber, "alertDestinationAddress", selectors));
  if (how === undefined || where === undefined)
    throw new CommandFailure("notSupported", `the managed system does not tell of destination ${setSelector}`);
  if (change.where !== undefined && where.format !== "ipv4")
    throw new CommandFailure("notSupported", `destination ${setSelector} has no IPv4 address to change`);
  const changed = { how: { ...how, ...change.how }, where: { ...where, ...change.where } as AlertDestinationAddress };
  const { verified } = await changing(
    session.run(
      change.how === undefined
        ? setLanParameter(channelNumber, "alertDestinationAddress", changed.where, selectors)
        : setLanParameter(channelNumber, "alertDestination", changed.how, selectors),
    ),
  );
  if (verified !== false) return changed;
  throw new CommandFailure("notDone", `destination ${setSelector} was set, and still says something else`);
}
