import { type PefParameterName, type Procedure, readPefParameter, setPefParameter } from "@ruipmi/commands";
import { CommandFailure } from "../../errors.ts";
import { parseWhole } from "../../options/values.ts";
import { boolean, integer, object } from "../../output/json-schema.ts";
import { requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

/** What can be switched on and off, and how. */
interface Switchable {
  /** The word of the command line. */
  readonly word: "filter" | "policy";
  /** What ipmitool calls it. */
  readonly shown: string;
  /** How many there are. */
  readonly count: PefParameterName & ("eventFilterCount" | "alertPolicyCount");
  /** Switches one; the rest of it stays as it is. */
  readonly set: (entry: number, enabled: boolean) => Procedure<void>;
}

const filter: Switchable = {
  word: "filter",
  shown: "PEF Filter ID",
  count: "eventFilterCount",
  *set(entry, enabled) {
    const state = yield* readPefParameter("eventFilterState", { setSelector: entry });
    yield* setPefParameter("eventFilterState", { ...state, filter: entry, enabled });
  },
};

const policy: Switchable = {
  word: "policy",
  shown: "PEF Policy ID",
  count: "alertPolicyCount",
  *set(entry, enabled) {
    const present = yield* readPefParameter("alertPolicy", { setSelector: entry });
    yield* setPefParameter("alertPolicy", { ...present, entry, enabled });
  },
};

/** `pef filter enable`, `pef filter disable`. */
export const pefFilterSwitches: readonly CliCommand[] = [command(filter, true), command(filter, false)];

/** `pef policy enable`, `pef policy disable`. */
export const pefPolicySwitches: readonly CliCommand[] = [command(policy, true), command(policy, false)];

function command({ word, shown, count, set }: Switchable, enabled: boolean): CliCommand {
  const verb = enabled ? "enable" : "disable";
  const name = `pef ${word} ${verb}`;
  return {
    name,
    usage: "ID",
    summary: `${verb} an ${word === "filter" ? "event filter" : "entry of the alert policy table"}`,
    details: [`ID is a number of pef ${word} list.`],
    scope: "session",
    schema: object({ id: integer("which", 1, 127), enabled: boolean("what it is now") }),
    examples: [`${name} 1`],
    prepare(args) {
      requireCount(name, "ID", args, 1, 1);
      const id = parseWhole("ID", args[0]!, 1, word === "filter" ? 255 : 127);
      return inSession(async (session, { output }) => {
        const size = await session.run(readPefParameter(count));
        if (size === 0) throw new CommandFailure("notSupported", `the managed system has no ${word} table`);
        if (id > size) throw new CommandFailure("notFound", `there is no ${word} ${id}: they are 1 to ${size}`);
        await changing(session.run(set(id, enabled)));
        output.result({ id, enabled }, () => `${shown} ${id} is ${verb}d now.\n`);
        return 0;
      });
    },
  };
}
