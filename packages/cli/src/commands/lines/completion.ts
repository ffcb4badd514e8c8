import { bashCompletion } from "../../completion/bash.ts";
import { completionTable } from "../../completion/completion-table.ts";
import { fishCompletion } from "../../completion/fish.ts";
import { zshCompletion } from "../../completion/zsh.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
const shells = Object.keys(scripts) as (keyof typeof scripts)[];

/** `completion`: what a shell needs to complete command lines of this program. */
export const completion: CliCommand = {
  name: "completion",
  usage: shells.join("|"),
  summary: "a completion script for bash, zsh or fish",
  details: [
    'bash:  eval "$(ruipmi completion bash)" in ~/.bashrc',
    "zsh:   ruipmi completion zsh > ~/.zfunc/_ruipmi, with ~/.zfunc in $fpath",
    "fish:  ruipmi completion fish > ~/.config/fish/completions/ruipmi.fish",
    "The words are those of this version: make the script anew after an update.",
  ],
  scope: "none",
  schema: undefined,
  examples: ["completion bash"],
  words: [shells],
  prepare(args) {
    const script = scripts[requireWord("completion", args, shells)];
    return async ({ io, commands }) => {
      io.stdout.write(script(completionTable(commands)));
      return 0;
    };
  },
};
