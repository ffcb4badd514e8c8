import { getLastProcessedEventId, type PefControl, readPefParameter, timestamp, timestampDate } from "@ruipmi/commands";
import { boolean, dateTime, integer, object, optional } from "../../output/json-schema.ts";
import { actionFlags, actionsSchema } from "../../output/pef/actions.ts";
import { pefField, pefHex, pefText } from "../../output/pef/fields.ts";
import { timestampText } from "../../output/sdr/info-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

const recordId = (description: string): ReturnType<typeof integer> => integer(description, 0, 0xffff);

/** `pef status`: what platform event filtering does, and how far it is. */
export const pefStatus: CliCommand = {
  name: "pef status",
  usage: "",
  summary: "what event filtering does, and how far it is",
  details: ["-v gives each value a line."],
  scope: "session",
  schema: object({
    mostRecentAddition: optional(dateTime("when the newest record was added to the log")),
    lastRecordId: recordId("record ID of the newest record; 65535 for an empty log"),
    lastSoftwareProcessedEventId: recordId("record ID up to which software has processed events"),
    lastBmcProcessedEventId: recordId("record ID up to which the controller has"),
    control: object({
      pefEnabled: boolean("filtering itself"),
      eventMessages: boolean("an event message for each action that is taken"),
      startupDelay: boolean("whether filtering waits when the system starts"),
      alertStartupDelay: boolean("whether alerts wait when the system starts"),
    }),
    actions: actionsSchema,
  }),
  examples: ["pef status"],
  prepare(args) {
    requireNoArguments("pef status", args);
    return inSession(async (session, { output, options }) => {
      const { mostRecentAddition, ...ids } = await session.request(getLastProcessedEventId, undefined);
      const control = await session.run(readPefParameter("control"));
      const actions = await session.run(readPefParameter("actionGlobalControl"));
      const stamp = timestamp(mostRecentAddition);
      output.result({ mostRecentAddition: timestampDate(stamp)?.toISOString(), ...ids, control, actions }, () =>
        pefText(
          [
            pefField("Last SEL addition", timestampText(stamp)),
            pefField("Last SEL record ID", pefHex(ids.lastRecordId, 4)),
            pefField("Last S/W processed ID", pefHex(ids.lastSoftwareProcessedEventId, 4)),
            pefField("Last BMC processed ID", pefHex(ids.lastBmcProcessedEventId, 4)),
            { flags: controlFlags(control), words: ["disabled", "enabled"] },
            { flags: actionFlags(actions), words: ["inactive", "active"] },
          ],
          options.verbosity > 0,
        ),
      );
      return 0;
    });
  },
};

function controlFlags(control: PefControl): readonly (readonly [label: string, isOn: boolean])[] {
  return [
    ["PEF", control.pefEnabled],
    ["PEF event messages", control.eventMessages],
    ["PEF startup delay", control.startupDelay],
    ["Alert startup delay", control.alertStartupDelay],
  ];
}
