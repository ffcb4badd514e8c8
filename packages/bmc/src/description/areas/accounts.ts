import {
  type ChannelAccess,
  ChannelAccessMode,
  ChannelMedium,
  ChannelProtocol,
  ChannelSessionSupport,
} from "@ruipmi/commands";
import {
  type AccountsState,
  type BadPasswordThreshold,
  type ChannelAccessState,
  type ChannelState,
  createAccounts,
} from "../../device/accounts/index.ts";
import { checked, field, list, object, optionalField } from "../compounds.ts";
import { requireDistinct } from "../distinct.ts";
import { byte, flag, millis, named, whole } from "../scalars.ts";
import type { Shape } from "../shape.ts";
import { privilegeLevelShape } from "./names.ts";

const accessSettings = object<ChannelAccessState, keyof ChannelAccess>(
  {
    alertingDisabled: field(flag, "Whether alerts are not sent over it."),
    perMessageAuthenticationDisabled: field(flag, "IPMI v1.5: whether only the opening of a session is authenticated."),
    userLevelAuthenticationDisabled: field(flag, "IPMI v1.5: whether commands of level USER need no authentication."),
    accessMode: field(named<number>(ChannelAccessMode, { least: 0, most: 7 }), "When it is there."),
    privilegeLimit: field(privilegeLevelShape as Shape<number>, "The highest level that anybody gets over it."),
  },
  () => ({
    alertingDisabled: false,
    perMessageAuthenticationDisabled: false,
    userLevelAuthenticationDisabled: false,
    accessMode: ChannelAccessMode.alwaysAvailable,
    privilegeLimit: 4,
  }),
);

const access = object<NonNullable<ChannelState["access"]>, "present" | "nonVolatile">(
  {
    present: field(accessSettings, "What holds."),
    nonVolatile: field(accessSettings, "What holds after Cold Reset."),
  },
  () => ({ present: accessSettings.read({}, ""), nonVolatile: accessSettings.read({}, "") }),
);

const channel = object<ChannelState, keyof ChannelState>(
  {
    number: field(whole({ least: 0, most: 15 }), "15 is the system interface."),
    medium: field(named<number>(ChannelMedium, { least: 0, most: 0x7f }), "What it runs over."),
    protocol: field(named<number>(ChannelProtocol, { least: 0, most: 0x1f }), "What is spoken there."),
    sessionSupport: field(named<number>(ChannelSessionSupport, { least: 0, most: 3 }), "How many sessions it has."),
    vendorId: field(whole({ least: 0, most: 0xff_ffff }), "IANA enterprise number of who defined the protocol."),
    auxiliaryInformation: field(whole({ least: 0, most: 0xffff }), "Of the system interface: its interrupts."),
    access: optionalField(access, "Who may do what over it, if it has sessions."),
  },
  () => ({ vendorId: 7154, auxiliaryInformation: 0 }),
);

const badPasswords = object<BadPasswordThreshold, keyof BadPasswordThreshold>(
  {
    generateEvent: field(flag, "Whether it is logged."),
    threshold: field(byte, "So many refused logins in a row suspend a user; 0 for never."),
    resetInterval: field(millis, "Milliseconds without one after which counting begins anew; 0 for never."),
    lockoutInterval: field(millis, "Milliseconds that it lasts; 0 for until somebody enables the user."),
  },
  () => createAccounts().badPasswords,
);

/** Channels, and when users are suspended; the users themselves are those that the engine is configured with. */
export const accountsShape: Shape<AccountsState> = object<AccountsState, "channels" | "badPasswords">(
  {
    channels: field(
      checked(list(channel, 16), (all, at) => requireDistinct(all, at, "number", (each) => each.number)),
      "The channels; 1 is LAN.",
    ),
    badPasswords: field(badPasswords, "When users are suspended."),
  },
  createAccounts,
);
