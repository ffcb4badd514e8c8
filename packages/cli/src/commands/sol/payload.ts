import { getUserPayloadAccess, PayloadAccessOperation, setUserPayloadAccess } from "@ruipmi/commands";
import { PayloadType } from "@ruipmi/core/wire";
import { boolean, integer, object } from "../../output/json-schema.ts";
import { parseChannel, parseUserId, presentChannel, requireCount } from "../account-arguments.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const usage = "enable|disable|status [CHANNEL [USER]]";
const verbs = ["enable", "disable", "status"] as const;

/** `sol payload`: who may have the serial console. */
export const solPayload: CliCommand = {
  name: "sol payload",
  usage,
  summary: "whether a user may have the console (User Payload Access)",
  details: ["CHANNEL is the one the session is on when left out, USER is 1."],
  scope: "session",
  schema: object({
    channelNumber: integer(undefined, 0, 15),
    userId: integer(undefined, 1, 63),
    enabled: boolean("whether the user may activate SOL"),
  }),
  examples: ["sol payload status 1 2", "sol payload enable 1 2", "sol payload disable 1 3"],
  words: [verbs],
  prepare(args) {
    requireCount("sol payload", usage, args, 1, 3);
    const verb = requireWord("sol payload", args.slice(0, 1), verbs);
    const channelNumber = args[1] === undefined ? presentChannel : parseChannel(args[1]);
    const userId = args[2] === undefined ? 1 : parseUserId(args[2]);
    return inSession(async (session, { output }) => {
      const of = { channelNumber, userId };
      if (verb === "status") {
        const { payloadTypes } = await session.request(getUserPayloadAccess, of);
        const enabled = payloadTypes.includes(PayloadType.serialOverLan);
        output.result(
          { ...of, enabled },
          () => `User ${userId} on channel ${channelNumber} is ${enabled ? "en" : "dis"}abled\n`,
        );
        return 0;
      }
      const operation = PayloadAccessOperation[verb];
      const payloadTypes = [PayloadType.serialOverLan];
      await changing(session.request(setUserPayloadAccess, { ...of, operation, payloadTypes }));
      output.result({ ...of, enabled: verb === "enable" }, () => "");
      return 0;
    });
  },
};
