import { deactivatePayload } from "@ruipmi/commands";
import { PayloadType } from "@ruipmi/core/wire";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";
import { instanceDetails, instanceUsage, parseInstance } from "./instance.ts";

/** `sol deactivate`: ends a serial console, whoever has it. */
export const solDeactivate: CliCommand = {
  name: "sol deactivate",
  usage: instanceUsage,
  summary: "end the serial console, whoever has it (Deactivate Payload)",
  details: instanceDetails,
  scope: "session",
  schema: undefined,
  examples: ["sol deactivate", "sol deactivate instance=2"],
  words: [["instance=1"]],
  prepare(args) {
    const { instance } = parseInstance("sol deactivate", args);
    const payload = { payloadType: PayloadType.serialOverLan, payloadInstance: instance };
    return inSession(async (session) => {
      await changing(session.request(deactivatePayload, { ...payload, auxiliaryData: new Uint8Array(4) }));
      return 0;
    });
  },
};
