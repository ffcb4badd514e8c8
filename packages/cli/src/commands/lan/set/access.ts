import {
  type ChannelAccess,
  ChannelAccessMode,
  ChannelAccessSettings,
  getChannelAccess,
  PasswordOperation,
  setChannelAccess,
  setUserAccess,
  setUserPassword,
} from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { changing } from "../../in-session.ts";
import { askUserPassword, passwordArgument } from "../../new-password.ts";
import { type ApplyLanSetting, type LanSetContext, type LanSetting, parseOnOff } from "./lan-setting.ts";

/** The user without a name, whom `lan set` is about (IPMI v2.0 §6.9.1). */
const nullUser = 1;

/** Who may open sessions, and whether alerts are sent. */
export const accessSettings: readonly LanSetting[] = [
  {
    name: "access",
    usage: "on|off",
    summary: "whether the channel is there, up to ADMINISTRATOR",
    count: [1, 1],
    words: ["on", "off"],
    parse([text]) {
      const isOn = parseOnOff("access", text!);
      const accessMode = isOn ? ChannelAccessMode.alwaysAvailable : ChannelAccessMode.disabled;
      return async (context) => {
        for (const settings of [ChannelAccessSettings.nonVolatile, ChannelAccessSettings.present]) {
          await changeAccess(context, settings, settings, { accessMode, privilegeLimit: PrivilegeLevel.administrator });
        }
        context.say(`Set Channel Access for channel ${context.channelNumber} was successful.`);
        return isOn;
      };
    },
  },
  {
    name: "alert",
    usage: "on|off",
    summary: "whether alerts are sent over the channel",
    count: [1, 1],
    words: ["on", "off", "enable", "disable"],
    parse([text]) {
      const isOn = parseOnOff("alert", text!);
      return async (context) => {
        context.say(`${isOn ? "En" : "Dis"}abling PEF alerts for LAN channel ${context.channelNumber}`);
        const { nonVolatile, present } = ChannelAccessSettings;
        await changeAccess(context, nonVolatile, 0, { alertingDisabled: !isOn });
        await changeAccess(context, present, 0, { alertingDisabled: !isOn });
        context.say(`PEF alerts for channel ${context.channelNumber} ${isOn ? "enabled" : "disabled"}.`);
        return isOn;
      };
    },
  },
  {
    name: "user",
    usage: "",
    summary: "let the user without a name (ID 1) be ADMINISTRATOR here",
    count: [0, 0],
    parse() {
      return async ({ session, channelNumber, say }) => {
        const request = { channelNumber, userId: nullUser, privilegeLimit: PrivilegeLevel.administrator };
        await changing(session.request(setUserAccess, request));
        say(`Set User Access for channel ${channelNumber} was successful.`);
        return { userId: nullUser };
      };
    },
  },
  {
    name: "password",
    usage: "[PASSWORD]",
    summary: "password of the user without a name (ID 1), asked for if left out",
    count: [0, 1],
    parse: ([text]) => givePassword(passwordArgument(text!, 16)),
    ask: async (io) => givePassword(await askUserPassword(io, nullUser, 16, true)),
  },
];

function givePassword(password: Uint8Array): ApplyLanSetting {
  return async ({ session, say }) => {
    const operation = PasswordOperation.setPassword;
    await changing(session.request(setUserPassword, { userId: nullUser, operation, passwordSize: 16, password }));
    say(`Password set for user ${nullUser}`);
    return { userId: nullUser };
  };
}

/** Changes some of the settings of one kind; the others stay as they are. */
async function changeAccess(
  { session, channelNumber }: LanSetContext,
  settings: number,
  setPrivilegeLimit: number,
  change: Partial<ChannelAccess>,
): Promise<void> {
  const present = await session.request(getChannelAccess, { channelNumber, settings });
  const request = { channelNumber, setAccess: settings, setPrivilegeLimit, ...present, ...change };
  await changing(session.request(setChannelAccess, request));
}
