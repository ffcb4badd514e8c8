import type { CliCommand } from "../cli-command.ts";

/** `echo`: words, for those who read the output of a file of `exec`. */
export const echo: CliCommand = {
  name: "echo",
  usage: "[WORDS…]",
  summary: "print words, in a file of exec",
  details: ["Prints them with --json too, as they are."],
  scope: "session",
  schema: undefined,
  examples: ["echo before the update"],
  prepare(args) {
    return async ({ io }) => {
      // ipmitool leaves a blank after each word, the last included.
      io.stdout.write(`${args.map((word) => `${word} `).join("")}\n`);
      return 0;
    };
  },
};
