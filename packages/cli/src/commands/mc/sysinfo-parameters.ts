import { SystemInfoParameterSelector } from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";

/** ipmitool's words for the texts of Get System Info Parameters; those of Dell's have numbers of Dell's own. */
export const sysinfoParameters: Readonly<Record<string, number>> = {
  system_fw_version: SystemInfoParameterSelector.systemFirmwareVersion,
  primary_os_name: SystemInfoParameterSelector.primaryOperatingSystemName,
  os_name: SystemInfoParameterSelector.operatingSystemName,
  system_name: SystemInfoParameterSelector.systemName,
  delloem_os_version: 0xe4,
  delloem_url: 0xde,
};

/** Their help. */
export const sysinfoDetails: readonly string[] = [
  "system_fw_version   version of the system's firmware (BIOS)",
  "primary_os_name     the operating system that is installed",
  "os_name             the operating system that runs",
  "system_name         the system's name",
  "delloem_os_version  version of the operating system that runs (Dell)",
  "delloem_url         where the controller's web pages are (Dell)",
];

/** One of {@link sysinfoParameters} by its word. */
export function requireSysinfoParameter(command: string, word: string | undefined): number {
  const words = Object.keys(sysinfoParameters);
  const selector = word === undefined || !words.includes(word) ? undefined : sysinfoParameters[word];
  if (selector !== undefined) return selector;
  if (word === undefined) throw new UsageError(`${command} needs one of: ${words.join(", ")}`);
  throw new UsageError(`${command} takes ${words.join(", ")}, not ${quote(word)}${didYouMean(word, words)}`);
}
