import { type BootFlagKeeping, setBootDevice, setBootFlagValidBitClearing } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { boolean, object, record, words } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { bootDeviceOf, bootDeviceWords, forcedBootDeviceWords } from "./boot-devices.ts";

/** `chassis bootparam set bootflag`: what to boot from, and when the flags stop being valid. */
export const chassisBootparamSet: CliCommand = {
  name: "chassis bootparam set bootflag",
  usage: "DEVICE [options=OPTION,…]",
  summary: "what to boot from, and when that is forgotten (Set System Boot Options)",
  details: [
    `DEVICE is one of ${forcedBootDeviceWords.slice(0, 4).join(", ")},`,
    `${forcedBootDeviceWords.slice(4).join(", ")}: see chassis bootdev.`,
    "Options say after what the boot flags are forgotten, or with no- before it",
    "are not: PEF (reset by a platform event filter), timeout (60 seconds without",
    "a start), watchdog, reset (reset button), power (power button).",
  ],
  scope: "session",
  schema: object({
    bootDevice: words(bootDeviceWords),
    keep: record(boolean(), "what keeps the flags valid, of what was changed"),
  }),
  examples: [
    "chassis bootparam set bootflag force_pxe",
    "chassis bootparam set bootflag force_disk options=no-timeout",
  ],
  words: [forcedBootDeviceWords, ["options="]],
  prepare(args) {
    const [word, setting, surplus] = args;
    if (word === undefined)
      throw new UsageError(`chassis bootparam set bootflag needs one of: ${forcedBootDeviceWords.join(", ")}`);
    if (surplus !== undefined)
      throw new UsageError(`chassis bootparam set bootflag takes two arguments, and ${quote(surplus)} is one too many`);
    const device = bootDeviceOf(word);
    if (device === undefined) {
      const advice = didYouMean(word, forcedBootDeviceWords);
      throw new UsageError(
        `there is no boot device ${quote(word)}${advice || `: ${forcedBootDeviceWords.join(", ")}`}`,
      );
    }
    const keep = setting === undefined ? {} : parseKeeping(setting);
    return inSession(async (session, { output }) => {
      await changing(session.run(setBootDevice(device)));
      if (Object.keys(keep).length > 0) await changing(session.run(setBootFlagValidBitClearing(keep)));
      const bootDevice = word.replace(/^force_/, "");
      output.result({ bootDevice, keep }, () => `Set Boot Device to ${word}\n`);
      return 0;
    });
  },
};

const keepOptions: Readonly<Record<string, keyof BootFlagKeeping>> = {
  PEF: "keepOnPefReset",
  timeout: "keepOnCommandTimeout",
  watchdog: "keepOnWatchdogReset",
  reset: "keepOnResetButton",
  power: "keepOnPowerButton",
};

function parseKeeping(setting: string): BootFlagKeeping {
  if (!setting.startsWith("options="))
    throw new UsageError(`chassis bootparam set bootflag takes options=…, not ${quote(setting)}`);
  const names = setting
    .slice("options=".length)
    .split(",")
    .filter((name) => name !== "");
  return Object.fromEntries(names.map(keepOption));
}

function keepOption(name: string): [keyof BootFlagKeeping, boolean] {
  const keeps = name.startsWith("no-");
  const plain = keeps ? name.slice(3) : name;
  const found = Object.entries(keepOptions).find(([known]) => known === plain);
  if (found !== undefined) return [found[1], keeps];
  const known = Object.keys(keepOptions).flatMap((option) => [option, `no-${option}`]);
  throw new UsageError(`there is no option ${quote(name)}${didYouMean(name, known) || `: ${known.join(", ")}`}`);
}
