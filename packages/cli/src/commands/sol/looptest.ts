import { parseWhole } from "../../options/values.ts";
import { integer, object, quantity } from "../../output/json-schema.ts";
import { requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { operationalText } from "./operational-text.ts";

const usage = "[TIMES [MILLISECONDS [INSTANCE]]]";

/** `sol looptest`: opens and closes the serial console many times. */
export const solLooptest: CliCommand = {
  name: "sol looptest",
  usage,
  summary: "open and close the serial console many times",
  details: ["200 times with 100 milliseconds between them when nothing is said; ends at the", "first that fails."],
  scope: "session",
  schema: object({ times: integer("how often it was opened and closed", 1), interval: quantity("ms") }),
  examples: ["sol looptest 2 1"],
  prepare(args) {
    requireCount("sol looptest", usage, args, 0, 3);
    const times = args[0] === undefined ? 200 : parseWhole("TIMES", args[0], 1, 1_000_000);
    const interval = args[1] === undefined ? 100 : parseWhole("MILLISECONDS", args[1], 0, 3_600_000);
    const instance = args[2] === undefined ? 1 : parseWhole("INSTANCE", args[2], 1, 15);
    return inSession(async ({ client }, { output, io, options }) => {
      const say = (text: string): void => (output.format === "json" ? undefined : io.stdout.write(text));
      for (let left = times; left > 0; left--) {
        say(`remain loop test counter: ${left}\n`);
        try {
          const console = await client.openConsole({ instance });
          say(operationalText(options.escapeCharacter));
          await console.close();
        } catch (error) {
          say("SOL looptest failed: -1\n");
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, interval));
      }
      if (output.format === "json") output.result({ times, interval: { value: interval, unit: "ms" } }, () => "");
      return 0;
    });
  },
};
