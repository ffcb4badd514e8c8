import { PowerRestorePolicy, type SetPowerRestorePolicyResponse, setPowerRestorePolicy } from "@ruipmi/commands";
import { array, object, optional, words } from "../../output/json-schema.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const policies = {
  "always-off": PowerRestorePolicy.alwaysOff,
  previous: PowerRestorePolicy.previous,
  "always-on": PowerRestorePolicy.alwaysOn,
} as const;
const policyWords = Object.keys(policies) as (keyof typeof policies)[];

/** Leaves the policy as it is (IPMI v2.0 table 28-8). */
const noChange = 3;

/** `chassis policy`: what happens when mains power comes back. */
export const chassisPolicy: CliCommand = {
  name: "chassis policy",
  usage: "list|always-on|previous|always-off",
  summary: "what happens when mains power comes back (Set Power Restore Policy)",
  details: [
    "list        which of the policies the chassis knows; chassis status tells",
    "            which one is in force",
    "always-on   switch on",
    "previous    as it was before",
    "always-off  stay off",
  ],
  scope: "session",
  schema: object({
    supported: array(words(policyWords), "the policies that the chassis knows"),
    policy: optional(words(policyWords, "the policy that was set")),
  }),
  examples: ["chassis policy list", "chassis policy always-on"],
  words: [["list", ...policyWords]],
  prepare(args) {
    const word = requireWord("chassis policy", args, ["list", ...policyWords]);
    return inSession(async (session, { output }) => {
      const policy = word === "list" ? noChange : policies[word];
      const supported = supportedWords(await changing(session.request(setPowerRestorePolicy, { policy })));
      if (word === "list") output.result({ supported }, () => listText(supported));
      else output.result({ supported, policy: word }, () => `Set chassis power restore policy to ${word}\n`);
      return 0;
    });
  },
};

/** In ipmitool's order. */
function supportedWords({ alwaysOff, alwaysOn, previous }: SetPowerRestorePolicyResponse): readonly string[] {
  const known: readonly (readonly [boolean, string])[] = [
    [alwaysOff, "always-off"],
    [alwaysOn, "always-on"],
    [previous, "previous"],
  ];
  return known.filter(([isKnown]) => isKnown).map(([, word]) => word);
}

/** ipmitool leaves a blank after each word but that of the last policy there is. */
function listText(supported: readonly string[]): string {
  const listed = supported.map((word) => (word === "previous" ? word : `${word} `)).join("");
  return `Supported chassis power policy:  ${listed}\n`;
}
