import { type AlertPolicy, ChannelMedium, getChannelInfo, readAlertPolicies, readLanParameter } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { CommandFailure } from "../../errors.ts";
import { array, integer, object } from "../../output/json-schema.ts";
import { type PolicyReport, policyDocument, policySchema, policyText } from "../../output/pef/policy-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";

/** `pef policy list`: where alerts go. */
export const pefPolicyList: CliCommand = {
  name: "pef policy list",
  usage: "",
  summary: "where alerts go, by policy",
  details: ["-v gives each value a line."],
  scope: "session",
  schema: object({
    alertPolicyCount: integer("how many entries the table has", 0, 127),
    policies: array(policySchema),
  }),
  examples: ["pef policy list"],
  prepare(args) {
    requireNoArguments("pef policy list", args);
    return inSession(async (session, { output, options, io }) => {
      const { count, entries, unread } = await session.run(readAlertPolicies());
      if (count === 0) throw new CommandFailure("notSupported", "the managed system has no alert policies");
      for (const { entry, error } of unread) {
        io.stderr.write(`ruipmi: warning: alert policy ${entry} is left out: ${error.message}\n`);
      }
      const reports: PolicyReport[] = [];
      for (const policy of entries) reports.push(await reportOf(session, policy));
      for (const { policy, medium } of reports) {
        if (medium !== undefined) continue;
        io.stderr.write(
          `ruipmi: warning: alert policy ${policy.entry} names channel ${policy.channelNumber}, which is not there\n`,
        );
      }
      output.result({ alertPolicyCount: count, policies: reports.map(policyDocument) }, () =>
        reports.map((report) => policyText(report, options.verbosity > 0)).join(""),
      );
      return 0;
    });
  },
};

async function reportOf(session: CliSession, policy: AlertPolicy): Promise<PolicyReport> {
  const { channelNumber, destination: setSelector } = policy;
  const medium = await mediumOf(session, channelNumber);
  if (medium === undefined) return { policy };
  if (medium !== ChannelMedium.lan) return { policy, medium };
  const how = await session.run(readLanParameter(channelNumber, "alertDestination", { setSelector }));
  if (how === undefined) return { policy, medium };
  const isTrap = how.type === 0;
  const community = isTrap ? await session.run(readLanParameter(channelNumber, "communityString")) : undefined;
  const where = await session.run(readLanParameter(channelNumber, "alertDestinationAddress", { setSelector }));
  return {
    policy,
    medium,
    how,
    ...(where === undefined ? {} : { where }),
    ...(community === undefined ? {} : { community }),
  };
}

async function mediumOf(session: CliSession, channelNumber: number): Promise<number | undefined> {
  try {
    return (await session.request(getChannelInfo, { channelNumber })).medium;
  } catch (error) {
    if (error instanceof RefusalError) return undefined;
    throw error;
  }
}
