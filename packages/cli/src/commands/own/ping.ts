import { boolean, integer, number, object } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { withClient } from "../in-session.ts";
import { openOutsideClient } from "../open-client.ts";

const pingSchema = object({
  messageTag: integer(undefined, 0, 255),
  enterpriseNumber: integer("IANA enterprise number of who defined oemDefined"),
  oemDefined: integer(),
  ipmiSupported: boolean("whether it speaks IPMI over RMCP"),
  asfVersion: integer("1 is ASF 1.0", 0, 15),
  supportedInteractions: integer(undefined, 0, 255),
  attempts: integer("how many times the ping was sent", 1),
  elapsed: number("milliseconds from the first sending to the answer"),
});

/** `ping`: is there a managed system at all? Needs no user and no session. */
export const ping: CliCommand = {
  name: "ping",
  usage: "",
  summary: "whether a managed system is there (presence ping, no session)",
  details: [
    "Needs no user and no password, and refuses the options of a session.",
    "Some managed systems do not answer it and work all the same.",
  ],
  scope: "outside",
  schema: pingSchema,
  examples: ["ping"],
  prepare(args) {
    requireNoArguments("ping", args);
    return ({ options, io, output }) =>
      withClient(openOutsideClient(options, io), io, async (client) => {
        const { pong, attempts, elapsed } = await client.ping();
        const milliseconds = Math.round(elapsed * 1000) / 1000;
        output.result({ ...pong, attempts, elapsed: milliseconds }, () => {
          const ipmi = pong.ipmiSupported ? "IPMI supported" : "IPMI not supported";
          return `${options.host} answered in ${milliseconds.toFixed(1)} ms: ${ipmi}, ASF version ${pong.asfVersion}.0\n`;
        });
        return 0;
      });
  },
};
