import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import type { OptionKey } from "../../options/option-table.ts";
import { parseOptions } from "../../options/options.ts";
import { parseWhole, quote } from "../../options/values.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import type { CommandLine } from "../command-line.ts";

/** `set`: an option of the shell, changed for the lines that follow. */
export const set: CliCommand = {
  name: "set",
  usage: "OPTION VALUE",
  summary: "change an option of the shell, or in a file of exec",
  details: [
    "hostname HOST       port PORT           the managed system",
    "username USER       password PASSWORD   who asks; password alone asks for it",
    "privlvl LEVEL       ciphersuite SUITES  the session, as -L and -C",
    "targetaddr ADDRESS  the controller to bridge to, as -t; 0x20 is the BMC",
    "csv [0|1]           verbose [LEVEL]     json [0|1]   what is printed",
    "What concerns the session ends it, and the next line opens another.",
  ],
  scope: "session",
  schema: undefined,
  examples: ["set targetaddr 0x82"],
  words: [
    ["hostname", "port", "username", "password", "privlvl", "ciphersuite", "targetaddr", "csv", "verbose", "json"],
  ],
  prepare(args) {
    const [word, value, surplus] = args;
    if (word === undefined) throw new UsageError(`set needs one of: ${settingWords.join(", ")}`);
    if (surplus !== undefined) throw new UsageError(`set takes one value, and ${quote(surplus)} is one too many`);
    const setting = settings.find(({ words }) => words.includes(word));
    if (setting === undefined) throw new UsageError(unknownSetting(word));
    return (context) => setting.apply(context, value);
  },
};

interface Setting {
  /** Its words, ours first. */
  readonly words: readonly string[];
  /** Does it. */
  apply(context: CommandContext, value: string | undefined): Promise<number>;
}

const settings: readonly Setting[] = [
  text(["hostname", "host"], "host", (value) => `Set session hostname to ${value}`),
  text(["username", "user"], "username", (value) => `Set session username to ${value}`),
  { words: ["password", "pass"], apply: setPassword },
  text(["privlvl"], "privilegeLevel", (value) => `Set session privilege level to ${value.toUpperCase()}`),
  text(["port"], "port", (value) => `Set session port to ${Number(value)}`),
  text(["ciphersuite"], "cipherSuites", (value) => `Set cipher suite to ${value}`),
  text(
    ["targetaddr"],
    "targetAddress",
    (value) => `Set remote IPMB address to 0x${Number(value).toString(16).padStart(2, "0")}`,
  ),
  level("verbose", (given) => (given.get("verbose")?.length ?? 0) + 1),
  level("csv", () => 1),
  level("json", () => 1),
];

const settingWords = settings.map(({ words }) => words[0]!);

const refusals: Readonly<Record<string, string>> = {
  authtype: "set authtype is of IPMI v1.5; in IPMI v2.0 cipher suites do: set ciphersuite 17",
  localaddr: "set localaddr is the address on this machine's own IPMB, which has none over a network",
};

function unknownSetting(word: string): string {
  return refusals[word] ?? `set knows ${settingWords.join(", ")}, not ${quote(word)}${didYouMean(word, settingWords)}`;
}

/** An option that takes a text, checked as on the command line. */
function text(words: readonly string[], key: OptionKey, said: (value: string) => string): Setting {
  return {
    words,
    async apply(context, value) {
      if (value === undefined) throw new UsageError(`set ${words[0]} needs a value`);
      await change(context, key, [value]);
      say(context, said(value));
      return 0;
    },
  };
}

/** An option that is counted, or on and off: silent, as with ipmitool. */
function level(key: "verbose" | "csv" | "json", next: (given: CommandLine["given"]) => number): Setting {
  return {
    words: [key],
    async apply(context, value) {
      const count = value === undefined ? next(context.given) : parseWhole(`set ${key}`, value, 0, 10);
      await change(
        context,
        key,
        Array.from({ length: key === "verbose" ? count : Math.min(count, 1) }, () => ""),
      );
      return 0;
    },
  };
}

async function setPassword(context: CommandContext, value: string | undefined): Promise<number> {
  const password = value ?? (await context.io.askPassword("Password: "));
  if (password === undefined) throw new UsageError("set password needs a password, and there is no terminal to ask on");
  const others: readonly OptionKey[] = ["passwordEnvironment", "passwordFile", "passwordPrompt"];
  await change(context, "password", [password], others);
  say(context, "Set session password");
  return 0;
}

async function change(
  { shared }: CommandContext,
  key: OptionKey,
  values: readonly string[],
  without: readonly OptionKey[] = [],
): Promise<void> {
  if (shared === undefined)
    throw new UsageError("set changes the options of shell and exec; here give the option itself");
  const given = new Map([...shared.given].filter(([other]) => other !== key && !without.includes(other)));
  if (values.length > 0) given.set(key, values);
  // Refused as a whole where the value, or what it makes of the others, is wrong.
  parseOptions(given);
  await shared.change(key, given);
}

function say({ io, output }: CommandContext, line: string): void {
  if (output.format !== "json") io.stdout.write(`${line}\n`);
}
