import { getPefCapabilities, getSystemGuid, type PefSystemGuid, readPefParameter } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { hex } from "../../output/hex.ts";
import { boolean, byte, hexBytes, integer, object, optional, string } from "../../output/json-schema.ts";
import { actionFlags, actionsSchema } from "../../output/pef/actions.ts";
import { pefField, pefHex, pefText } from "../../output/pef/fields.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";

/** `pef info`: what platform event filtering there is. */
export const pefInfo: CliCommand = {
  name: "pef info",
  usage: "",
  summary: "what event filtering there is (Get PEF Capabilities)",
  details: ["-v gives each value a line."],
  scope: "session",
  schema: object({
    version: string("of PEF"),
    eventFilterCount: byte("how many event filters there are"),
    alertPolicyCount: optional(integer("how many entries the alert policy table has", 0, 127)),
    systemGuid: optional(hexBytes("the GUID that is sent in alerts, in the order of the wire")),
    actions: actionsSchema,
    oemEventRecordFiltering: boolean("whether OEM records of the event log can be filtered"),
  }),
  examples: ["pef info"],
  prepare(args) {
    requireNoArguments("pef info", args);
    return inSession(async (session, { output, options, io }) => {
      const alertPolicyCount = await unlessRefused(session.run(readPefParameter("alertPolicyCount")));
      if (alertPolicyCount === undefined)
        io.stderr.write("ruipmi: warning: the alert policy table's size is not told\n");
      const capabilities = await session.request(getPefCapabilities, undefined);
      const systemGuid = await guidOf(session);
      const { version, eventFilterCount, actions, oemEventRecordFiltering } = capabilities;
      const shown = `${version & 0x0f}.${version >>> 4}`;
      output.result(
        { version: shown, eventFilterCount, alertPolicyCount, systemGuid, actions, oemEventRecordFiltering },
        () =>
          pefText(
            [
              pefField("Version", pefHex(version, 2)),
              pefField("PEF Event Filter count", eventFilterCount),
              pefField("PEF Alert Policy Table size", alertPolicyCount ?? 0),
              ...(systemGuid === undefined ? [] : [pefField("System GUID", dashed(systemGuid))]),
              { flags: actionFlags(actions), words: ["unsupported", "supported"] },
            ],
            options.verbosity > 0,
          ),
      );
      return 0;
    });
  },
};

/** That of alerts, else the system's. */
async function guidOf(session: CliSession): Promise<Uint8Array | undefined> {
  const own: PefSystemGuid | undefined = await unlessRefused(session.run(readPefParameter("systemGuid")));
  if (own?.used) return own.guid;
  return (await unlessRefused(session.request(getSystemGuid, undefined)))?.guid;
}

async function unlessRefused<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusalError) return undefined;
    throw error;
  }
}

function dashed(guid: Uint8Array): string {
  return hex(guid).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
