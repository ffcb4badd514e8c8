/** The LAN channel that a command is about. */
import { findLanChannel, isLanChannel } from "@ruipmi/commands";
import { CommandFailure } from "../../errors.ts";
import { parseWhole } from "../../options/values.ts";
import type { CliSession } from "../in-session.ts";

/** Lines for the help of commands that find the channel themselves. */
export const lanChannelDetails: readonly string[] = ["CHANNEL is the first LAN channel when left out."];

/** The number of a channel that may be LAN: 1 to 14, and 14 is the one the session is on. */
export function parseLanChannel(text: string): number {
  return parseWhole("the channel", text, 0, 15);
}

/** The channel that was named where it is LAN, else the first that is. */
export async function requireLanChannel(session: CliSession, named: number | undefined): Promise<number> {
  if (named === undefined) {
    const found = await session.run(findLanChannel());
    if (found !== undefined) return found;
    throw new CommandFailure("notFound", "there is no LAN channel; channel info tells what a channel is");
  }
  const isChannel = named >= 1 && named <= 14 && (await session.run(isLanChannel(named)));
  if (isChannel) return named;
  throw new CommandFailure("notFound", `channel ${named} is not a LAN channel; channel info tells what a channel is`);
}
