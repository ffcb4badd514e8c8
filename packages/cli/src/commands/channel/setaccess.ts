import { noAccess, setUser, type UserAccessBits } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../options/values.ts";
import { boolean, integer, nameOrNumber, object, optional } from "../../output/json-schema.ts";
import { keyOf } from "../../output/key-of.ts";
import { limitDetails, parseChannel, parsePrivilegeLimit, parseUserId, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const usage = "CHANNEL ID [callin=on|off] [ipmi=on|off] [link=on|off] [privilege=LEVEL]";
const limits = { ...PrivilegeLevel, noAccess };

/** `channel setaccess`: what a user may do over a channel. */
export const channelSetaccess: CliCommand = {
  name: "channel setaccess",
  usage,
  summary: "what a user may do over a channel (Set User Access)",
  details: [
    "callin     whether the user may open sessions by itself",
    "ipmi       whether the user may open sessions for IPMI messages",
    "link       whether the user may authenticate a link, such as PPP's",
    "privilege  the highest level the user gets",
    ...limitDetails,
    "What is left out stays as it is.",
  ],
  scope: "session",
  schema: object({
    channelNumber: integer(undefined, 0, 15),
    userId: integer("1 to 63", 1, 63),
    callIn: optional(boolean()),
    linkAuthentication: optional(boolean()),
    ipmiMessaging: optional(boolean()),
    privilegeLimit: optional(nameOrNumber(limits)),
  }),
  examples: ["channel setaccess 1 3 callin=on ipmi=on link=off privilege=3"],
  prepare(args) {
    requireCount("channel setaccess", usage, args, 3, 2 + Object.keys(settings).length);
    const channelNumber = parseChannel(args[0]!);
    const userId = parseUserId(args[1]!);
    const { access, privilegeLimit } = parseSettings(args.slice(2));
    return inSession(async (session, { output }) => {
      const limit = privilegeLimit === undefined ? {} : { privilegeLimit };
      await changing(session.run(setUser({ userId, channelNumber, access, ...limit })));
      const { restrictedToCallback, linkAuthenticationEnabled, ipmiMessagingEnabled } = access;
      output.result(
        {
          channelNumber,
          userId,
          callIn: restrictedToCallback === undefined ? undefined : !restrictedToCallback,
          linkAuthentication: linkAuthenticationEnabled,
          ipmiMessaging: ipmiMessagingEnabled,
          privilegeLimit: privilegeLimit === undefined ? undefined : keyOf(limits, privilegeLimit),
        },
        () => `Set User Access (channel ${channelNumber} id ${userId}) successful.\n`,
      );
      return 0;
    });
  },
};

interface Settings {
  readonly access: Partial<UserAccessBits>;
  readonly privilegeLimit?: number;
}

/** What each word before `=` makes of the word behind it. */
const settings: Readonly<Record<string, (value: string) => Settings>> = {
  callin: (value) => ({ access: { restrictedToCallback: !parseSwitch("callin", value) } }),
  ipmi: (value) => ({ access: { ipmiMessagingEnabled: parseSwitch("ipmi", value) } }),
  link: (value) => ({ access: { linkAuthenticationEnabled: parseSwitch("link", value) } }),
  privilege: (value) => ({ access: {}, privilegeLimit: parsePrivilegeLimit(value) }),
};

function parseSettings(args: readonly string[]): Settings {
  let all: Settings = { access: {} };
  for (const arg of args) {
    const [name = "", ...value] = arg.split("=");
    const parse = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (parse === undefined || value.length === 0) {
      const known = Object.keys(settings);
      throw new UsageError(
        `channel setaccess takes ${known.map((each) => `${each}=…`).join(", ")}, not ${quote(arg)}${didYouMean(name, known)}`,
      );
    }
    const set = parse(value.join("="));
    all = { ...all, ...set, access: { ...all.access, ...set.access } };
  }
  return all;
}

const switchWords: Readonly<Record<string, boolean>> = {
  on: true,
  enable: true,
  yes: true,
  off: false,
  disable: false,
  no: false,
};

function parseSwitch(name: string, text: string): boolean {
  if (Object.hasOwn(switchWords, text)) return switchWords[text]!;
  throw new UsageError(`${name}= takes on or off, not ${quote(text)}${didYouMean(text, Object.keys(switchWords))}`);
}
