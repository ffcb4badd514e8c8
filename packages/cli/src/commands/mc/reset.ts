import { coldReset, warmReset } from "@ruipmi/commands";
import { NetworkError } from "@ruipmi/core";
import { object, words } from "../../output/json-schema.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const kinds = ["warm", "cold"] as const;

/** How long an answer to Cold Reset is waited for, in milliseconds: a controller may well be gone before it answers. */
const coldResetTimeout = 3000;

/** `mc reset`: restarts the controller, not the system. */
export const mcReset: CliCommand = {
  name: "mc reset",
  usage: "warm|cold",
  summary: "restart the management controller (Warm Reset, Cold Reset)",
  details: [
    "The system goes on; sessions end. After cold the controller may be gone for",
    "a minute or more, and forgets what is volatile. Where cold is not answered it",
    "counts as sent: controllers may reset before they answer.",
  ],
  scope: "session",
  schema: object({ reset: words(kinds, "what was sent") }),
  examples: ["mc reset cold"],
  words: [kinds],
  prepare(args) {
    const kind = requireWord("mc reset", args, kinds);
    return inSession(async (session, { output }) => {
      if (kind === "warm") await changing(session.request(warmReset));
      else await changing(session.request(coldReset, undefined, { timeout: coldResetTimeout }).catch(unlessSilent));
      output.result({ reset: kind }, () => `Sent ${kind} reset command to MC\n`);
      return 0;
    });
  },
};

/** IPMI v2.0 §20.2: a controller may reset without having answered. */
function unlessSilent(error: unknown): void {
  if (!(error instanceof NetworkError && error.code === "timeout")) throw error;
}
