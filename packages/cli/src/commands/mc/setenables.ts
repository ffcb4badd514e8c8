import { type BmcGlobalEnables, getBmcGlobalEnables, setBmcGlobalEnables } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { globalEnables, globalEnablesSchema, globalEnablesText } from "../../output/mc/global-enables-text.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const names = globalEnables.map(([, word]) => word);

/** `mc setenables`: switches what the controller does for system software. */
export const mcSetenables: CliCommand = {
  name: "mc setenables",
  usage: "OPTION=on|off…",
  summary: "switch what it does for system software (Set BMC Global Enables)",
  details: globalEnables.map(([, word, text]) => `${word.padEnd(16)}  ${text}`),
  scope: "session",
  schema: globalEnablesSchema,
  examples: ["mc setenables oem0=on system_event_log=off"],
  words: [names.flatMap((name) => [`${name}=on`, `${name}=off`])],
  prepare(args) {
    if (args.length === 0) throw new UsageError(`mc setenables needs OPTION=on or OPTION=off: ${names.join(", ")}`);
    const changes = args.map(parseChange);
    return inSession(async (session, { output }) => {
      const before = await session.request(getBmcGlobalEnables);
      const wanted: BmcGlobalEnables = { ...before, ...Object.fromEntries(changes.map(({ key, on }) => [key, on])) };
      const isChange = globalEnables.some(([key]) => before[key] !== wanted[key]);
      if (isChange) await changing(session.request(setBmcGlobalEnables, wanted));
      const after = await session.request(getBmcGlobalEnables);
      const said = changes.map(({ text, on }) => `${on ? "Enabling" : "Disabling"} ${text}\n`).join("");
      const heading = isChange ? "\nVerifying...\n" : "\nNothing to change...\n";
      output.result(after, () => `${said}${heading}${globalEnablesText(after)}`);
      return 0;
    });
  },
};

interface Change {
  readonly key: keyof BmcGlobalEnables;
  readonly text: string;
  readonly on: boolean;
}

function parseChange(argument: string): Change {
  const [word = "", value] = argument.split("=");
  const found = globalEnables.find(([, name]) => name === word);
  if (found === undefined)
    throw new UsageError(`mc setenables knows no ${quote(word)}${didYouMean(word, names) || `: ${names.join(", ")}`}`);
  if (value === "on" || value === "off") return { key: found[0], text: found[2], on: value === "on" };
  throw new UsageError(`mc setenables takes ${word}=on or ${word}=off, not ${quote(argument)}`);
}
