import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { integer, object, words } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { newPasswordDetails } from "../new-password.ts";
import { parseLanChannel, requireLanChannel } from "./lan-channel.ts";
import { accessSettings } from "./set/access.ts";
import { addressSettings } from "./set/addresses.ts";
import { arpSettings } from "./set/arp.ts";
import type { ApplyLanSetting, LanSetting } from "./set/lan-setting.ts";
import { securitySettings } from "./set/security.ts";
import { vlanSettings } from "./set/vlan.ts";

const settings: readonly LanSetting[] = [
  ...addressSettings,
  ...vlanSettings,
  ...arpSettings,
  ...accessSettings,
  ...securitySettings,
];

/** `lan set`: configures a LAN channel. */
export const lanSet: CliCommand = {
  name: "lan set",
  usage: "CHANNEL SETTING VALUE…",
  summary: "configure a LAN channel (Set LAN Configuration Parameters)",
  details: [
    ...settings.flatMap(({ name, usage, summary }) => [`${name} ${usage}`.trim(), `    ${summary}`]),
    "What was set is read back.",
    ...newPasswordDetails,
  ],
  scope: "session",
  schema: object({
    channelNumber: integer(undefined, 0, 15),
    setting: words(settings.map(({ name }) => name)),
    value: { description: "what it is now, in the terms of lan print" },
  }),
  examples: [
    "lan set 1 ipsrc static",
    "lan set 1 ipaddr 192.0.2.10",
    "lan set 1 defgw ipaddr 192.0.2.1",
    "lan set 1 vlan id off",
    "lan set 1 snmp public",
    "lan set 1 alert on",
    "lan set 1 cipher_privs XXXaXXXXXXXXXXX",
    "lan set 1 bad_pass_thresh 5 1 6 30",
  ],
  words: [["1"], [...new Set(settings.map(({ name }) => name.split(" ")[0]!))]],
  prepare(args) {
    const [channel, ...given] = args;
    if (channel === undefined || given.length === 0)
      throw new UsageError("lan set needs a channel and what to set: ruipmi help lan set lists the settings");
    const named = parseLanChannel(channel);
    const { setting, values } = findSetting(given);
    const parsed = values.length === 0 && setting.ask !== undefined ? undefined : setting.parse(values);
    return async (context) => {
      const apply: ApplyLanSetting = parsed ?? (await setting.ask!(context.io));
      return await inSession(async (session, { output, io }) => {
        const channelNumber = await requireLanChannel(session, named);
        const isJson = output.format === "json";
        // A line stands there before what it announces is done, as ipmitool has it.
        const say = (line: string): void => (isJson ? undefined : io.stdout.write(`${line}\n`));
        const value = await apply({ session, channelNumber, say });
        if (isJson) output.result({ channelNumber, setting: setting.name, value }, () => "");
        return 0;
      })(context);
    };
  },
};

function findSetting(given: readonly string[]): { readonly setting: LanSetting; readonly values: readonly string[] } {
  const found = settings.find(({ name }) => name.split(" ").every((word, index) => given[index] === word));
  if (found === undefined) throw new UsageError(unknownSetting(given));
  const values = given.slice(found.name.split(" ").length);
  const [least, most] = found.count;
  if (values.length >= least && values.length <= most) return { setting: found, values };
  throw new UsageError(`lan set CHANNEL ${found.name} takes ${found.usage === "" ? "nothing more" : found.usage}`);
}

function unknownSetting([first = "", second]: readonly string[]): string {
  const begun = settings.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  if (begun.length > 0) {
    const seconds = begun.map((name) => name.slice(first.length + 1));
    const said = second === undefined ? "" : `, not ${quote(second)}${didYouMean(second, seconds)}`;
    return `lan set ${first} takes ${seconds.join(" or ")}${said}`;
  }
  const names = settings.map(({ name }) => name.split(" ")[0]!);
  return `lan set does not know ${quote(first)}${didYouMean(first, names) || "; ruipmi help lan set lists the settings"}`;
}
