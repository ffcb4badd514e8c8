import { setSolParameter } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { integer, object, words } from "../../output/json-schema.ts";
import { parseChannel, presentChannel, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { findSolSetting, solSettings } from "./settings.ts";

const usage = "PARAMETER VALUE [CHANNEL] [noguard]";

/** `sol set`: configures Serial over LAN. */
export const solSet: CliCommand = {
  name: "sol set",
  usage,
  summary: "configure the serial console (Set SOL Configuration)",
  details: [
    ...solSettings.map(({ name, usage: values }) => `${name} ${values}`),
    "character-accumulate-level is in 5 ms, retry-interval in 10 ms, bit rates are",
    "in kbit/s. noguard leaves out 'set in progress', which keeps two from setting",
    "at once. CHANNEL is the one the session is on when left out.",
  ],
  scope: "session",
  schema: object({
    channelNumber: integer(undefined, 0, 15),
    parameter: words(solSettings.map(({ name }) => name)),
  }),
  examples: ["sol set retry-count 5", "sol set enabled true 1 noguard", "sol set volatile-bit-rate 57.6 1"],
  words: [solSettings.map(({ name }) => name), [...new Set(solSettings.flatMap(({ words: values }) => values ?? []))]],
  prepare(args) {
    requireCount("sol set", usage, args, 2, 4);
    const [name = "", value = "", ...rest] = args;
    const setting = findSolSetting(name);
    const makeParameter = setting.parse(value);
    const { channelNumber, guarded } = parseRest(rest);
    return inSession(async (session, { output }) => {
      const parameter = await session.run(makeParameter(channelNumber));
      await changing(session.run(setSolParameter(channelNumber, parameter, guarded)));
      output.result({ channelNumber, parameter: setting.name }, () => "");
      return 0;
    });
  },
};

function parseRest([first, second]: readonly string[]): { readonly channelNumber: number; readonly guarded: boolean } {
  if (first === undefined) return { channelNumber: presentChannel, guarded: true };
  if (first === "noguard" && second === undefined) return { channelNumber: presentChannel, guarded: false };
  const channelNumber = parseChannel(first);
  if (second === undefined || second === "noguard") return { channelNumber, guarded: second === undefined };
  throw new UsageError(`after the channel comes noguard, or nothing: sol set ${usage}`);
}
