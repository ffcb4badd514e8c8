import { readLanParameter } from "@ruipmi/commands";
import { MalformedMessageError } from "@ruipmi/core";
import { CommandFailure } from "../../errors.ts";
import { parseWhole } from "../../options/values.ts";
import { array, integer, object } from "../../output/json-schema.ts";
import { type AlertReport, alertDocument, alertSchema, alertText } from "../../output/lan/alert-text.ts";
import { requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";
import { lanChannelDetails, parseLanChannel, requireLanChannel } from "./lan-channel.ts";

/** `lan alert print`: where alerts are sent to. */
export const lanAlertPrint: CliCommand = {
  name: "lan alert print",
  usage: "[CHANNEL [DESTINATION]]",
  summary: "where alerts are sent to (Get LAN Configuration Parameters)",
  details: [...lanChannelDetails, "All destinations where none is named; 0 is the volatile one."],
  scope: "session",
  schema: object({ channelNumber: integer(undefined, 0, 15), destinations: array(alertSchema) }),
  examples: ["lan alert print", "lan alert print 1 2"],
  prepare(args) {
    requireCount("lan alert print", "[CHANNEL [DESTINATION]]", args, 0, 2);
    const named = args[0] === undefined ? undefined : parseLanChannel(args[0]);
    const wanted = args[1] === undefined ? undefined : parseWhole("DESTINATION", args[1], 0, 255);
    return inSession(async (session, { output, io }) => {
      const channelNumber = await requireLanChannel(session, named);
      const count = await session.run(readLanParameter(channelNumber, "alertDestinationCount"));
      if (wanted !== undefined) requireDestination(wanted, count);
      else if (count === undefined) throw noDestinations(channelNumber);
      const numbers = wanted === undefined ? Array.from({ length: count! + 1 }, (_, index) => index) : [wanted];
      const destinations: AlertReport[] = [];
      for (const destination of numbers) {
        const report = await readDestination(session, channelNumber, destination);
        if (report !== undefined) destinations.push(report);
        else io.stderr.write(`ruipmi: destination ${destination} of channel ${channelNumber} is not told\n`);
      }
      output.result({ channelNumber, destinations: destinations.map(alertDocument) }, () =>
        destinations.map(alertText).join(""),
      );
      return wanted !== undefined && destinations.length === 0 ? 1 : 0;
    });
  },
};

/** Refuses a destination that there is not; the volatile one, 0, always is. */
export function requireDestination(destination: number, count: number | undefined): void {
  if (count === undefined) throw new CommandFailure("notSupported", "the channel has no alert destinations");
  if (destination <= count) return;
  throw new CommandFailure("notFound", `there is no alert destination ${destination}: they are 0 to ${count}`);
}

function noDestinations(channelNumber: number): CommandFailure {
  return new CommandFailure("notSupported", `channel ${channelNumber} has no alert destinations`);
}

/** `undefined` where the managed system does not tell of it. */
async function readDestination(
  session: CliSession,
  channelNumber: number,
  setSelector: number,
): Promise<AlertReport | undefined> {
  try {
    const how = await session.run(readLanParameter(channelNumber, "alertDestination", { setSelector }));
    if (how === undefined) return undefined;
    const where = await session.run(readLanParameter(channelNumber, "alertDestinationAddress", { setSelector }));
    return where && { how, where };
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}
