import { type BootFlags, setBootDevice } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { boolean, object, words } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { bootDeviceDetails, bootDeviceOf, bootDeviceWords } from "./boot-devices.ts";

/** `chassis bootdev`: what to boot from the next time, or every time. */
export const chassisBootdev: CliCommand = {
  name: "chassis bootdev",
  usage: "DEVICE [clear-cmos=yes|no] [options=OPTION,…]",
  summary: "what to boot from the next time (Set System Boot Options)",
  details: [
    ...bootDeviceDetails,
    "Options: valid, persistent (every time, not only the next), efiboot,",
    "clear-cmos, lockkbd, screenblank, lockoutreset, lockout_power,",
    "verbose=default|no|yes, force_pet, upw_bypass, lockout_sleep,",
    "cons_redirect=default|skip|enable.",
    "The managed system forgets it where no start follows within 60 seconds.",
  ],
  scope: "session",
  schema: object({
    bootDevice: words(bootDeviceWords, "what it shall boot from"),
    persistent: boolean("whether every time"),
    efi: boolean("whether for an EFI boot"),
  }),
  examples: ["chassis bootdev pxe", "chassis bootdev disk options=persistent,efiboot"],
  words: [bootDeviceWords, ["clear-cmos=yes", "options="]],
  prepare(args) {
    const [word, setting, surplus] = args;
    if (word === undefined) throw new UsageError(`chassis bootdev needs one of: ${bootDeviceWords.join(", ")}`);
    if (surplus !== undefined)
      throw new UsageError(`chassis bootdev takes two arguments, and ${quote(surplus)} is one too many`);
    const device = bootDeviceOf(word);
    if (device === undefined) {
      const known = bootDeviceWords.join(", ");
      throw new UsageError(`chassis bootdev takes ${known}, not ${quote(word)}${didYouMean(word, bootDeviceWords)}`);
    }
    const flags = setting === undefined ? {} : parseSetting(setting);
    return inSession(async (session, { output }) => {
      const { flags: written } = await changing(session.run(setBootDevice(device, flags)));
      const { persistent, efi } = written;
      const bootDevice = word.replace(/^force_/, "");
      output.result({ bootDevice, persistent, efi }, () => `Set Boot Device to ${word}\n`);
      return 0;
    });
  },
};

const bootOptions: Readonly<Record<string, Partial<BootFlags>>> = {
  valid: { valid: true },
  persistent: { persistent: true },
  efiboot: { efi: true },
  "clear-cmos": { clearCmos: true },
  lockkbd: { lockKeyboard: true },
  screenblank: { blankScreen: true },
  lockoutreset: { lockOutResetButton: true },
  lockout_power: { lockOutPowerButton: true },
  "verbose=default": { biosVerbosity: 0 },
  "verbose=no": { biosVerbosity: 1 },
  "verbose=yes": { biosVerbosity: 2 },
  force_pet: { forceProgressEventTraps: true },
  upw_bypass: { bypassUserPassword: true },
  lockout_sleep: { lockOutSleepButton: true },
  "cons_redirect=default": { consoleRedirection: 0 },
  "cons_redirect=skip": { consoleRedirection: 1 },
  "cons_redirect=enable": { consoleRedirection: 2 },
};

function parseSetting(setting: string): Partial<BootFlags> {
  if (setting === "clear-cmos=yes") return { clearCmos: true };
  if (setting === "clear-cmos=no") return {};
  if (!setting.startsWith("options="))
    throw new UsageError(`chassis bootdev takes clear-cmos=yes|no or options=…, not ${quote(setting)}`);
  const names = setting
    .slice("options=".length)
    .split(",")
    .filter((name) => name !== "");
  return Object.assign({}, ...names.map(bootOption)) as Partial<BootFlags>;
}

function bootOption(name: string): Partial<BootFlags> {
  const found = Object.entries(bootOptions).find(([known]) => known === name);
  if (found !== undefined) return found[1];
  const known = Object.keys(bootOptions);
  throw new UsageError(`there is no boot option ${quote(name)}${didYouMean(name, known) || `: ${known.join(", ")}`}`);
}
